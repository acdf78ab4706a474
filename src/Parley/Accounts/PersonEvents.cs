using Parley.Platform.Events;

namespace Parley.Accounts;

/// <summary>A person goes by another name, on every page of the site that shows it.</summary>
internal sealed record PersonRenamed(PersonId PersonId) : Event;

/// <summary>A person tells something else of themselves on their public page.</summary>
internal sealed record PersonDescribed(PersonId PersonId) : Event, IAbout
{
    long IAbout.Subject => PersonId.Value;
}

/// <summary>A guest signed up and is the same person still.</summary>
internal sealed record PersonJoined(PersonId PersonId) : Event;

/// <summary>A guest or an imported name turned out to be a person with an account: what stood under it is that person's.</summary>
internal sealed record PersonMerged(PersonId Guest, PersonId Into) : Event;

/// <summary>An account is gone.</summary>
/// <param name="WithComments">Whether what the person wrote goes too, or stays without a name.</param>
internal sealed record PersonErased(PersonId PersonId, bool WithComments) : Event;

/// <summary>A person may do more or less on a site than before.</summary>
internal sealed record RoleChanged(PersonId PersonId) : Event, IAbout
{
    long IAbout.Subject => PersonId.Value;
}
