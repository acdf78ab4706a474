namespace Parley.Accounts;

/// <summary>What a reader's own page shows.</summary>
/// <param name="Avatar">Address of the picture; null for the drawn initial.</param>
/// <param name="MayChangeMail">Whether the address is the reader's to change: a publisher's readers change it there.</param>
/// <param name="MayRenameAt">From when the name may be changed; null for now.</param>
/// <param name="Profile">The public page; null where the site wants none.</param>
/// <param name="IsConfirmed">Whether the reader proved only just now who they are, so that ways in may be changed.</param>
/// <param name="Imported">Imported names that are the reader's to claim; null for one the import had not.</param>
/// <param name="Guest">Under which name this browser wrote as a guest; null when it did not.</param>
public sealed record AccountView(
    string Name,
    string? Mail,
    bool MayChangeMail,
    string? Avatar,
    DateTimeOffset? MayRenameAt,
    OwnProfileView? Profile,
    bool HasPassword,
    bool IsConfirmed,
    IReadOnlyList<PasskeyView> Passkeys,
    IReadOnlyList<SessionView> Sessions,
    IReadOnlyList<string?> Imported,
    string? Guest);

/// <param name="Id">The credential's id, base64url.</param>
/// <param name="Name">What its owner calls it.</param>
public sealed record PasskeyView(string Id, string? Name, DateTimeOffset CreatedAt);

/// <param name="Device">Browser and system; empty where unknown.</param>
/// <param name="Way">How it began, as <c>signIn.way</c> names it.</param>
/// <param name="IsThis">Whether it is the session of this very browser.</param>
public sealed record SessionView(string Id, string Device, string Way, DateTimeOffset CreatedAt, DateTimeOffset SeenAt, bool IsThis)
{
    internal static SessionView Of(Session session, SessionId own) => new(
        session.Id.ToString(),
        session.Device,
        Platform.Data.EnumWord.Of(session.Way),
        session.CreatedAt,
        session.SeenAt,
        session.Id == own);
}

/// <summary>A reader's public page, as its owner changes it.</summary>
/// <param name="MayTell">Whether the site takes words and a website.</param>
public sealed record OwnProfileView(string Address, bool MayTell, string? Bio, string? Website);
