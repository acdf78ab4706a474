using Parley.Accounts;
using Parley.Comments.Screening;
using Parley.Platform.Data;
using Parley.Platform.Events;
using Parley.Platform.Web;
using Parley.Sites;

namespace Parley.Comments;

/// <summary>What authors may do to their own comments; forms and JSON both end here.</summary>
internal sealed class AuthorChanges(ChangeComment changes, TextScreening screens, TimeProvider time)
{
    /// <summary>Rewrites a comment within the edit window; the former words are kept as a revision.</summary>
    /// <param name="isMeant">The author was asked to think again, and means it as it is.</param>
    public async Task<Outcome<ChangedComment>> Edit(
        HttpContext http, string id, string? typed, bool continued, bool isMeant, CancellationToken cancellation)
    {
        var body = CleanText.Lines(typed ?? "");
        RenderedText? rendered = null;
        var screening = ScreeningResult.None;
        return await changes.ByAuthor(http, id, Change, cancellation, Prepare);

        async Task<Refusal?> Prepare(FoundComment found, Person author)
        {
            (rendered, var unfit) = CommentText.Read(body, continued, found.Site.Settings);
            if ((unfit ?? CommentRules.MayEdit(found.Comment, author.Id, found.Site.Settings, time.Now)) is { } refusal)
                return refusal;
            (screening, var refused) = await screens.Judge(
                found.Site, author, found.Comment.StoryId, body, rendered!, isMeant, new(WrittenForm.Edit) { Comment = found.Comment.Id }, cancellation);
            return refused;
        }

        CommentChange Change(Comment comment, LiveSite site, PersonId reader, DateTimeOffset now)
        {
            if (CommentRules.MayEdit(comment, reader, site.Settings, now) is { } refusal)
                return refusal;
            if (CommentRules.MayReword(comment, reader, now))
            {
                var (asked, answered) = comment.Reword(body, rendered!, now);
                return Screened(comment, screening!, new(null, answered, asked), now);
            }
            var (former, happened) = comment.Edit(body, rendered!, now);
            return Screened(comment, screening!, new(null, happened, former), now);
        }
    }

    /// <summary>Adds one dated line after the edit window.</summary>
    /// <param name="isMeant">The author was asked to think again, and means it as it is.</param>
    public Task<Outcome<ChangedComment>> Correct(HttpContext http, string id, string? typed, bool isMeant, CancellationToken cancellation)
    {
        var text = CleanText.Line(typed ?? "");
        var screening = ScreeningResult.None;
        return changes.ByAuthor(http, id, Change, cancellation, Prepare);

        async Task<Refusal?> Prepare(FoundComment found, Person author)
        {
            if ((CommentRules.MayCorrect(found.Comment, author.Id, found.Site.Settings, time.Now) ?? CommentRules.CorrectionMayBe(text)) is { } refusal)
                return refusal;
            // A correction is a plain line, without Markdown.
            var line = new RenderedText(System.Net.WebUtility.HtmlEncode(text), null, Fold.None);
            (screening, var refused) = await screens.Judge(
                found.Site, author, found.Comment.StoryId, text, line, isMeant, new(WrittenForm.Correction) { Comment = found.Comment.Id }, cancellation);
            return refused;
        }

        CommentChange Change(Comment comment, LiveSite site, PersonId reader, DateTimeOffset now)
        {
            if ((CommentRules.MayCorrect(comment, reader, site.Settings, now) ?? CommentRules.CorrectionMayBe(text)) is { } refusal)
                return refusal;
            var (line, happened) = comment.Correct(text, now);
            return Screened(comment, screening!, new(null, happened, line), now);
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

    /// <summary>A change with what the screens said of it: it may have to wait, and keeps its place without its words.</summary>
    private static CommentChange Screened(Comment comment, ScreeningResult said, CommentChange change, DateTimeOffset now)
    {
        if (said == ScreeningResult.None)
            return change;
        var then = new List<Event>();
        if (said.IsHeld)
            then.Add(comment.Hold());
        if (said.Event(comment.StoryId, comment.Id, comment.Revision) is { } noted)
            then.Add(noted);
        return change with
        {
            Rows = [.. change.Rows ?? [], new CommentScreening(comment.SiteId, comment.Id, comment.Revision, said, now)],
            Then = then,
        };
    }
}
