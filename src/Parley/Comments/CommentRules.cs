using Parley.Accounts;
using Parley.Accounts.Names;
using Parley.Platform.Web;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Comments;

/// <summary>The rules of writing, as a publisher would print them.</summary>
internal static class CommentRules
{
    public const int MaxCorrectionLength = 500;
    public const int MaxReasonLength = 500;
    public const int MaxFeatured = 3;

    /// <summary>Whether a body may be posted: something said, not longer than the site allows.</summary>
    /// <param name="continued">The author says that it is one long text.</param>
    public static Refusal? BodyMayBe(string body, bool continued, SiteSettings settings)
    {
        if (!CleanText.IsVisible(body))
            return new("body-empty", 422, "body");
        var max = continued ? settings.MaxContinuedLength : settings.MaxLength;
        if (body.Length <= max)
            return null;
        return continued || body.Length > settings.MaxContinuedLength
            ? new("body-too-long", 422, "body", ("max", settings.MaxContinuedLength), ("length", body.Length))
            : new("body-long", 422, "body",
                ("max", settings.MaxLength), ("length", body.Length), ("continuedMax", settings.MaxContinuedLength));
    }

    /// <summary>Whether this comment may be answered there.</summary>
    public static Refusal? MayAnswer(Comment parent, StoryId story) =>
        !parent.IsListed ? new("parent", 422, "parentId")
        : parent.StoryId != story ? new("parent-elsewhere", 422, "parentId")
        : parent.State != CommentState.Published ? new("parent-gone", 409, "parentId")
        : null;

    /// <summary>A guest does not go by the name of the story's author or of who signed the newsroom's note, unless it is them.</summary>
    /// <param name="author">Null for a new guest.</param>
    public static Refusal? MaySign(Story story, Person? author, string name) =>
        author is null or { Kind: PersonKind.Guest, Badge: Badge.None } && (author is null || story.AuthorId != author.Id)
            ? NameRules.MaySign(name, story.Author, story.NoteBy)
            : null;

    /// <summary>Authors rewrite their own published comments within the edit window; whoever was asked for other words, until the day that was named.</summary>
    public static Refusal? MayEdit(Comment comment, PersonId reader, SiteSettings site, DateTimeOffset now) =>
        MayReword(comment, reader, now) ? null
        : NotTheirs(comment, reader)
        ?? (now - comment.PostedAt > site.EditWindow
            ? new Refusal("edit-window-closed", 409, null, ("minutes", site.EditWindowMinutes))
            : null);

    /// <summary>After the window authors add one dated line, once.</summary>
    public static Refusal? MayCorrect(Comment comment, PersonId reader, SiteSettings site, DateTimeOffset now) =>
        NotTheirs(comment, reader)
        ?? (now - comment.PostedAt <= site.EditWindow ? new Refusal("edit-instead", 409) : null)
        ?? (comment.CorrectionCount > 0 ? new Refusal("corrected-already", 409) : null);

    public static Refusal? CorrectionMayBe(string text) =>
        text.Length == 0 ? new("correction-empty", 422, "text")
        : text.Length > MaxCorrectionLength ? new("too-long", 422, "text", ("max", MaxCorrectionLength))
        : null;

    /// <summary>Authors may take their words away at any time.</summary>
    public static Refusal? MayDelete(Comment comment, PersonId reader) =>
        comment.AuthorId != reader ? new("not-yours", 403)
        : comment.State == CommentState.Removed ? new("removed-already", 409)
        : null;

    /// <summary>The newsroom shows up to three published comments above a thread.</summary>
    /// <param name="featured">How many of the story it shows already.</param>
    public static Refusal? MayFeature(Comment comment, int featured) =>
        comment.State != CommentState.Published ? new("parent-gone", 409)
        : featured >= MaxFeatured ? new("featured-enough", 409, "featured", ("max", MaxFeatured))
        : null;

    /// <summary>Which states a publisher's server may set, and from where.</summary>
    public static Refusal? MayBecome(Comment comment, CommentState wanted, string? reason) =>
        wanted == CommentState.Removed && string.IsNullOrWhiteSpace(reason) ? new("reason-missing", 422, "reason")
        : reason?.Length > MaxReasonLength ? new("too-long", 422, "reason", ("max", MaxReasonLength))
        : comment is { State: CommentState.Removed, RemovedBy: Remover.Author } ? new("removed-by-author", 409)
        : comment.State == wanted ? new("state-already", 409, "state", ("state", wanted.ToString().ToLowerInvariant()))
        : null;

    /// <summary>Whether a comment waits for other words, and this is who was asked.</summary>
    public static bool MayReword(Comment comment, PersonId reader, DateTimeOffset now) => comment.AuthorId == reader && comment.RewordUntil > now;

    private static Refusal? NotTheirs(Comment comment, PersonId reader) =>
        comment.AuthorId != reader ? new("not-yours", 403)
        : comment.State switch
        {
            CommentState.Removed or CommentState.Rejected => new("removed-already", 409),
            CommentState.Held => new("comment-held", 409),
            _ => null,
        };
}
