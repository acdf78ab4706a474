namespace Parley.Embed.Pages;

/// <summary>What a reader typed to search for, and what was wrong with it.</summary>
/// <param name="From">First day, <c>YYYY-MM-DD</c>.</param>
/// <param name="To">Last day.</param>
/// <param name="Error">Words for the reader; null when nothing was wrong.</param>
public sealed record SearchFormView(string? Words, string? By, string? From, string? To, string? Error = null)
{
    /// <summary>Whether more than words was asked for.</summary>
    public bool IsNarrowed => !string.IsNullOrEmpty(By + From + To);
}
