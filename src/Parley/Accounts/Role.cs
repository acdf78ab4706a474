namespace Parley.Accounts;

/// <summary>
/// What a person may do on one site, each role all that those before it may. A reader's account is a member, whatever its
/// <see cref="Badge"/> says; from moderator up the account is the installation's.
/// </summary>
internal enum Role
{
    Member,

    /// <summary>The queue and its decisions.</summary>
    Moderator,

    /// <summary>Also the state of stories, the newsroom's marks, appeals.</summary>
    Editor,

    /// <summary>Also settings, roles, keys, exports.</summary>
    Administrator,
}
