namespace Parley.Moderation.Flaggers;

/// <summary>A trusted flagger as administrators see them.</summary>
/// <param name="Notices">All they gave.</param>
/// <param name="Unfounded">Those that were plainly so: what a coordinator is told of (Art. 22(6)).</param>
/// <param name="State"><c>valid</c>, <c>coming</c> or <c>ended</c>.</param>
public sealed record FlaggerView(
    string Id, string Name, string Mail, string Expertise, string GrantedBy, DateTimeOffset From, DateTimeOffset? Until, DateTimeOffset? EndedAt, string State, int Notices, int Unfounded);

/// <summary>What was typed, when the form comes back.</summary>
public sealed record TypedFlagger(string? Name, string? Mail, string? Expertise, string? Granted, string? From, string? Until);

/// <summary>A trusted flagger as the case of their notice names them.</summary>
/// <param name="Hours">Since their notice came.</param>
public sealed record FlaggedView(string Name, string Expertise, int Hours, bool IsOverdue);
