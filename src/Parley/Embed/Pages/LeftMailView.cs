namespace Parley.Embed.Pages;

/// <summary>An address a guest left, as its form comes back.</summary>
/// <param name="Error">Why it was not taken; null when a link is on its way.</param>
public sealed record LeftMailView(string? Address, string? Error);
