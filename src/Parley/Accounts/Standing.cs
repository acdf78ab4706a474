using Parley.Platform.Events;
using Parley.Platform.Web;

namespace Parley.Accounts;

/// <summary>How a person stands on a site, from the mildest restriction up.</summary>
internal enum Standing
{
    None,

    /// <summary>What they write waits for a moderator.</summary>
    Premoderated,

    /// <summary>They cannot comment here; they may vote and report.</summary>
    Muted,

    /// <summary>They cannot write at all until a day.</summary>
    Suspended,

    /// <summary>The same, for good.</summary>
    Banned,
}

/// <summary>A person may do more or less on a site than before.</summary>
internal sealed record StandingChanged(PersonId PersonId) : Event, IAbout
{
    long IAbout.Subject => PersonId.Value;
}

/// <summary>What a standing lets people do.</summary>
internal static class StandingRules
{
    /// <summary>Whether a person may comment, or change a comment. Who was warned says first that they read it.</summary>
    public static Refusal? MayComment(Person person, DateTimeOffset now) => person.StandingAt(now) switch
    {
        Standing.Muted => Until("muted", person),
        _ => MayWrite(person, now),
    };

    /// <summary>Whether a person may write anything: a comment, a vote, a report.</summary>
    public static Refusal? MayWrite(Person person, DateTimeOffset now) => person.StandingAt(now) switch
    {
        Standing.Suspended => Until("suspended", person),
        Standing.Banned => new("banned", 403),
        _ when person is { WarningId: not null, Kind: PersonKind.Account } => new("warning-unread", 403),
        _ => null,
    };

    private static Refusal Until(string code, Person person) => person.StandingUntil is { } until
        ? new(code + "-until", 403, null, ("date", until.UtcDateTime.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)))
        : new(code, 403);
}
