namespace Parley.Sites;

/// <summary>What a page needs to know of its site.</summary>
/// <param name="Name">Short name in URLs and on the command line.</param>
/// <param name="Rules">The site's house rules, one line each, shown beside the composer.</param>
/// <param name="MaxLength">Longest comment, in characters.</param>
/// <param name="MaxContinuedLength">Longest comment whose author said it continues, in characters.</param>
public sealed record SiteView(
    string Name,
    string Title,
    string Language,
    bool GuestsAllowed,
    IReadOnlyList<string> Rules,
    int MaxLength,
    int MaxContinuedLength,
    TimeSpan EditWindow)
{
    /// <summary>How long an address a guest leaves is kept; 0 where none is taken.</summary>
    public int GuestMailDays { get; init; }
}
