using Parley.Accounts;
using Parley.Platform.Web;
using Parley.Sites;

namespace Parley.Comments;

/// <summary>What authors may do to their own comments; forms and JSON both end here.</summary>
internal sealed class AuthorChanges(ChangeComment changes)
{
    /// <summary>Rewrites a comment within the edit window; the former words are kept as a revision.</summary>
    public async Task<Outcome<ChangedComment>> Edit(
        HttpContext http, string id, string? typed, bool continued, CancellationToken cancellation)
    {
        var body = CleanText.Lines(typed ?? "");
        RenderedText? rendered = null;
        return await changes.ByAuthor(http, id, Change, cancellation, Prepare);

        Refusal? Prepare(LiveSite site)
        {
            (rendered, var unfit) = CommentText.Read(body, continued, site.Settings);
            return unfit;
        }

        CommentChange Change(Comment comment, LiveSite site, PersonId reader, DateTimeOffset now)
        {
            if (CommentRules.MayEdit(comment, reader, site.Settings, now) is { } refusal)
                return refusal;
            var (former, happened) = comment.Edit(body, rendered!, now);
            return new(null, happened, former);
        }
    }

    /// <summary>Adds one dated line after the edit window.</summary>
    public Task<Outcome<ChangedComment>> Correct(HttpContext http, string id, string? typed, CancellationToken cancellation)
    {
        var text = CleanText.Line(typed ?? "");
        return changes.ByAuthor(http, id, Change, cancellation);

        CommentChange Change(Comment comment, LiveSite site, PersonId reader, DateTimeOffset now)
        {
            if ((CommentRules.MayCorrect(comment, reader, site.Settings, now) ?? CommentRules.CorrectionMayBe(text)) is { } refusal)
                return refusal;
            var (line, happened) = comment.Correct(text, now);
            return new(null, happened, line);
        }
    }

    /// <summary>Takes a comment away; its replies stay in their places.</summary>
    public Task<Outcome<ChangedComment>> Delete(HttpContext http, string id, CancellationToken cancellation) =>
        changes.ByAuthor(
            http,
            id,
            (comment, _, reader, now) => CommentRules.MayDelete(comment, reader) is { } refusal
                ? refusal
                : comment.Remove(Remover.Author, null, now),
            cancellation,
            adds: false);
}
