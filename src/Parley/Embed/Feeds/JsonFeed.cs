using System.Text.Json;
using System.Text.Json.Nodes;
using Parley.Platform.Web.Pages;

namespace Parley.Embed.Feeds;

/// <summary>Feeds as JSON.</summary>
/// <remarks>JSON Feed 1.1, jsonfeed.org/version/1.1; what a comment answers stands in our own extension, <c>_parley</c>.</remarks>
internal static class JsonFeed
{
    public static byte[] Write(Feed feed)
    {
        var written = new JsonObject
        {
            ["version"] = "https://jsonfeed.org/version/1.1",
            ["title"] = feed.Title,
            ["home_page_url"] = feed.Page,
            ["feed_url"] = feed.Self,
            ["language"] = feed.Language,
            ["items"] = new JsonArray([.. feed.Entries.Select(entry => (JsonNode)Write(entry))]),
        };
        if (feed.Next is { } next)
            written["next_url"] = next;
        // The usual encoder escapes everything that could end an element or a string, should the answer stand within a page.
        return JsonSerializer.SerializeToUtf8Bytes(written);
    }

    private static JsonObject Write(FeedEntry entry)
    {
        var written = new JsonObject
        {
            ["id"] = entry.Id,
            ["url"] = entry.Page,
            ["title"] = entry.Title,
            ["content_html"] = entry.Html,
            ["date_published"] = Times.Machine(entry.PublishedAt),
            ["date_modified"] = Times.Machine(entry.UpdatedAt),
            ["authors"] = new JsonArray(new JsonObject { ["name"] = entry.Author }),
        };
        if (entry.Article is { } article)
            written["external_url"] = article;
        if (entry.Answers is { } parent)
            written["_parley"] = new JsonObject { ["in_reply_to"] = parent.Id, ["in_reply_to_url"] = parent.Page };
        return written;
    }
}
