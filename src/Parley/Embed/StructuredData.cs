using System.Text.Json.Nodes;
using Parley.Comments;
using Parley.Platform.Web;
using Parley.Platform.Web.Pages;
using Parley.Search;
using Parley.Sites;

namespace Parley.Embed;

/// <summary>A discussion as search engines read it.</summary>
/// <remarks>schema.org DiscussionForumPosting and Comment; see Google Search Central, "Discussion forum structured data".</remarks>
internal static class StructuredData
{
    /// <summary>Comments told of, in reading order: as many as a search engine may show, and a reader pays for each.</summary>
    private const int MaxComments = 5;

    /// <summary>A discussion under its article, on the publisher's page.</summary>
    /// <param name="site">Stands for the author where the story names none: search engines take no posting without one.</param>
    /// <param name="article">Where the discussion stands: the article's page.</param>
    /// <param name="permalink">Address of a comment by its id.</param>
    public static JsonObject Of(ThreadView thread, SiteView site, string? article, Func<string, string> permalink)
    {
        var posting = Posting(thread, site, article, permalink);
        posting["mainEntityOfPage"] = article;
        return WithoutNulls(posting);
    }

    /// <summary>A discussion on a page of its own, which names the article it is about.</summary>
    /// <param name="address">Of the discussion's first page.</param>
    /// <inheritdoc cref="Of"/>
    public static JsonObject OnOwnPage(ThreadView thread, SiteView site, string address, Func<string, string> permalink)
    {
        var posting = Posting(thread, site, address, permalink);
        posting["sharedContent"] = SafeHtml.Address(thread.Story.Url) is { } article
            ? WithoutNulls(new JsonObject { ["@type"] = "WebPage", ["url"] = article, ["name"] = thread.Story.Title })
            : null;
        return WithoutNulls(posting);
    }

    private static JsonObject Posting(ThreadView thread, SiteView site, string? address, Func<string, string> permalink)
    {
        var story = thread.Story;
        var room = MaxComments;
        return new JsonObject
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "DiscussionForumPosting",
            ["headline"] = story.Title,
            ["text"] = story.Summary,
            ["url"] = address,
            ["datePublished"] = story.PublishedAt is { } published ? Times.Machine(published) : null,
            ["author"] = story.Author is { } author ? Person(author) : new JsonObject { ["@type"] = "Organization", ["name"] = site.Title },
            ["inLanguage"] = story.Language,
            ["commentCount"] = story.CommentCount,
            ["comment"] = Comments(thread.Branches, permalink, ref room),
        };
    }

    /// <summary>Comments anyone may read; what answers a removed one takes its place.</summary>
    private static JsonArray Comments(IReadOnlyList<BranchView> branches, Func<string, string> permalink, ref int room)
    {
        var comments = new JsonArray();
        foreach (var branch in branches)
        {
            if (room <= 0)
                break;
            room--;
            var replies = Comments(branch.Replies, permalink, ref room);
            if (branch.Comment.State == "published")
                comments.Add((JsonNode)Comment(branch.Comment, replies, permalink));
            else
                foreach (var reply in replies)
                    comments.Add(reply!.DeepClone());
        }
        return comments;
    }

    private static JsonObject Comment(CommentView comment, JsonArray replies, Func<string, string> permalink) => WithoutNulls(new JsonObject
    {
        ["@type"] = "Comment",
        ["url"] = permalink(comment.Id),
        ["text"] = Excerpt.PlainText(comment.Html + " " + comment.FoldedHtml),
        ["author"] = comment.Author?.Name is { } name ? Person(name) : null,
        ["datePublished"] = comment.IsTimeKnown ? Times.Machine(comment.PostedAt) : null,
        ["dateModified"] = comment.EditedAt is { } edited ? Times.Machine(edited) : null,
        ["comment"] = replies.Count > 0 ? replies : null,
    });

    private static JsonObject Person(string name) => new() { ["@type"] = "Person", ["name"] = name };

    private static JsonObject WithoutNulls(JsonObject all)
    {
        foreach (var name in all.Where(member => member.Value is null).Select(member => member.Key).ToList())
            all.Remove(name);
        return all;
    }
}
