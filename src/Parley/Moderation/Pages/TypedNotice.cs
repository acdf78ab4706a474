namespace Parley.Moderation.Pages;

/// <summary>What was typed into the form of a notice, when it comes back.</summary>
public sealed record TypedNotice(string? Items, string? Reason, string? Law, string? Explanation, string? Name, string? Mail, bool IsInGoodFaith);
