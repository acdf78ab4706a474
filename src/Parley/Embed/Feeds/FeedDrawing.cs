using Parley.Comments;
using Parley.Comments.Pages;
using Parley.Platform.Web;
using Parley.Platform.Web.Languages;

namespace Parley.Embed.Feeds;

/// <summary>Makes a feed of a list of comments.</summary>
/// <param name="root">Where Parley is; null where nobody said, and addresses stay relative to the feed's own.</param>
internal sealed class FeedDrawing(Words words, Uri? root)
{
    /// <param name="name">What the feed is of, as its lasting id says it: <c>story:ID</c>.</param>
    /// <param name="page">Path of the page the feed belongs to.</param>
    /// <param name="self">Path of the feed.</param>
    /// <param name="unwritten">When it counts as changed while there is nothing in it.</param>
    public Feed Draw(
        string name, string title, string page, string self, string? next, IReadOnlyList<ListedComment> comments, DateTimeOffset unwritten)
    {
        var entries = comments.Select(Entry).ToList();
        return new(
            "urn:parley:" + name,
            title,
            Absolute(self),
            Absolute(page),
            next is null ? null : Absolute(next),
            words.Language,
            entries.Count == 0 ? unwritten : entries.Max(entry => entry.UpdatedAt),
            entries);
    }

    public static string NameOf(string comment) => "urn:parley:comment:" + comment;

    private FeedEntry Entry(ListedComment listed)
    {
        var comment = listed.Comment;
        var author = comment.Author?.Name ?? words["comment.nameless"];
        return new(
            NameOf(comment.Id),
            Absolute(Links.Comment(comment.Id) + Links.Anchor(comment.Id)),
            SafeHtml.Address(listed.Story.Url),
            words.Format("permalink.pageTitle", ("name", Isolate.Around(author)), ("title", Isolate.Around(listed.Story.Title))),
            author,
            $"<div dir=\"auto\">{comment.Html}{comment.FoldedHtml}</div>",
            comment.PostedAt,
            ChangedAt(comment),
            comment.ParentId is { } parent ? new FeedParent(NameOf(parent), Absolute(Links.Comment(parent) + Links.Anchor(parent))) : null);
    }

    private static DateTimeOffset ChangedAt(CommentView comment)
    {
        var changed = comment.EditedAt ?? comment.PostedAt;
        return comment.Corrections.Aggregate(changed, (latest, line) => line.At > latest ? line.At : latest);
    }

    private string Absolute(string path) => root is null ? path : new Uri(root, path).AbsoluteUri;
}
