using System.Text.Json.Nodes;
using Parley.Comments;
using Parley.Platform.Web.Pages;

namespace Parley.Embed;

/// <summary>A discussion as search engines read it.</summary>
/// <remarks>schema.org DiscussionForumPosting and Comment; see Google Search Central, "Discussion forum structured data".</remarks>
internal static class StructuredData
{
    /// <param name="address">Where the discussion stands: the article's page.</param>
    /// <param name="permalink">Address of a comment by its id.</param>
    public static JsonObject Of(ThreadView thread, string? address, Func<string, string> permalink)
    {
        var story = thread.Story;
        var posting = new JsonObject
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "DiscussionForumPosting",
            ["headline"] = story.Title,
            ["url"] = address,
            ["mainEntityOfPage"] = address,
            ["datePublished"] = story.PublishedAt is { } published ? Times.Machine(published) : null,
            ["author"] = story.Author is { } author ? Person(author) : null,
            ["inLanguage"] = story.Language,
            ["commentCount"] = story.CommentCount,
            ["comment"] = Comments(thread.Branches, permalink),
        };
        return WithoutNulls(posting);
    }

    /// <summary>Comments anyone may read; what answers a removed one takes its place.</summary>
    private static JsonArray Comments(IReadOnlyList<BranchView> branches, Func<string, string> permalink)
    {
        var comments = new JsonArray();
        foreach (var branch in branches)
        {
            var replies = Comments(branch.Replies, permalink);
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
        ["text"] = comment.Body,
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
