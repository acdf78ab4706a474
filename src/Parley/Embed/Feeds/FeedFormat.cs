using Parley.Platform.Web.Pages;

namespace Parley.Embed.Feeds;

/// <summary>A way to write feeds.</summary>
/// <param name="Word">In addresses: <c>feed.WORD</c>.</param>
/// <param name="Name">As readers of feeds know it.</param>
internal sealed record FeedFormat(string Word, string Name, string ContentType, Func<Feed, byte[]> Write)
{
    public static readonly FeedFormat Atom = new("atom", "Atom", "application/atom+xml", AtomFeed.Write);

    public static readonly FeedFormat Json = new("json", "JSON Feed", "application/feed+json", JsonFeed.Write);

    public static IReadOnlyList<FeedFormat> All { get; } = [Atom, Json];

    /// <summary>The same feed in every format, for a page to name.</summary>
    /// <param name="address">Address of a feed by its format's word.</param>
    public static IReadOnlyList<FeedLink> Links(Func<string, string> address) =>
        [.. All.Select(format => new FeedLink(address(format.Word), format.ContentType, format.Name))];
}
