using Parley.Platform.Events;

namespace Parley.Accounts;

/// <summary>A person goes by another name, on every page of the site that shows it.</summary>
internal sealed record PersonRenamed(PersonId PersonId) : Event;
