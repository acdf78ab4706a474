using Parley.Platform.Web;

namespace Parley.Accounts;

/// <summary>What people may do with their own accounts.</summary>
internal static class AccountRules
{
    /// <summary>Long enough that a name means somebody, short enough to correct a slip.</summary>
    public static readonly TimeSpan RenamedAtMostEvery = TimeSpan.FromDays(14);

    /// <summary>From when a person may take another name; null for now.</summary>
    public static DateTimeOffset? MayRenameAt(Person person, DateTimeOffset now) =>
        person.RenamedAt + RenamedAtMostEvery is { } next && next > now ? next : null;

    /// <summary>A name stands for somebody: it is changed at most once in <see cref="RenamedAtMostEvery"/>.</summary>
    public static Refusal? MayRename(Person person, DateTimeOffset now) =>
        MayRenameAt(person, now) is null
            ? null
            : new Refusal("rename-early", 409, "name", ("days", (int)RenamedAtMostEvery.TotalDays));
}
