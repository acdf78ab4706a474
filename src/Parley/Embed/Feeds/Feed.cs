namespace Parley.Embed.Feeds;

/// <summary>A list of comments for feed readers, newest first; each format writes it in its own way.</summary>
/// <param name="Id">Names the feed for good, wherever it is served from.</param>
/// <param name="Self">Absolute address of the feed.</param>
/// <param name="Page">Absolute address of the page it belongs to.</param>
/// <param name="Next">Absolute address of the feed's next page; null on the last one.</param>
/// <param name="Language">BCP 47.</param>
internal sealed record Feed(
    string Id,
    string Title,
    string Self,
    string Page,
    string? Next,
    string Language,
    DateTimeOffset Updated,
    IReadOnlyList<FeedEntry> Entries);

/// <summary>A comment in a feed.</summary>
/// <param name="Page">Absolute address of the comment in its place.</param>
/// <param name="Article">Absolute address of the article; null when it has none.</param>
/// <param name="Html">Sanitised.</param>
/// <param name="Answers">The comment it answers, named and addressed; null for a root.</param>
internal sealed record FeedEntry(
    string Id,
    string Page,
    string? Article,
    string Title,
    string Author,
    string Html,
    DateTimeOffset PublishedAt,
    DateTimeOffset UpdatedAt,
    FeedParent? Answers);

/// <summary>What an entry of a feed answers.</summary>
internal sealed record FeedParent(string Id, string Page);
