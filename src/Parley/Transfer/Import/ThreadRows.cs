using Parley.Comments;
using Parley.Platform.Data;
using Parley.Transfer.Records;

namespace Parley.Transfer.Import;

/// <summary>Stories and comments as rows of their tables. HTML is left to be made when they are first read.</summary>
internal static class ThreadRows
{
    public static readonly BulkTable Stories = new("stories",
    [
        "id", "site_id", "publisher_id", "title", "summary", "author", "section", "image", "published_at", "language", "text",
        "text_renderer", "text_attribution", "thread", "closed_reason", "merged_into", "comment_count", "last_comment_at",
        "source", "source_id", "created_at", "updated_at", "note", "note_by", "note_at", "author_id",
        "may_read", "may_write", "may_vote", "may_report",
    ]);

    public static readonly BulkTable Addresses = new("story_urls", ["site_id", "key", "story_id", "address", "is_canonical"]);

    public static readonly BulkTable Comments = new("comments",
    [
        "id", "site_id", "story_id", "root_id", "parent_id", "depth", "path", "author_id", "body", "fold", "renderer",
        "posted_at", "is_time_known", "edited_at", "revision", "correction_count", "state", "is_listed", "removed_by",
        "removed_reason", "removed_at", "reply_count", "source", "source_id", "parent_confidence", "author_confidence",
        "featured_at", "off_topic_at", "branch_closed_at", "branch_closed_reason", "reword_until",
    ]);

    public static readonly BulkTable Revisions = new("comment_revisions", ["site_id", "comment_id", "revision", "body", "written_at"]);

    public static readonly BulkTable Corrections = new("corrections", ["site_id", "comment_id", "number", "text", "added_at"]);

    public static readonly BulkTable Screenings = new("screenings", ["site_id", "comment_id", "revision", "at", "outcome", "passed", "findings"]);

    public static readonly BulkTable Changes = new("state_changes",
        ["id", "site_id", "subject", "subject_id", "from_state", "to_state", "actor", "actor_id", "reason", "at"]);

    public static object?[] Row(SiteId site, NewStory brought, StoryAddition comments, StoredIds stored)
    {
        var story = brought.Story;
        return
        [
            story.Id.Value, site.Value, brought.KeepsSource ? story.PublisherId : null, story.Title, story.Summary, story.Author,
            story.Section, story.Image, RowValue.Time(story.PublishedAt), story.Language, story.Text, 0, story.TextAttribution,
            RowValue.Word(story.Thread), story.ClosedReason, brought.MergedInto?.Value, comments.Published,
            RowValue.Time(comments.LastAt), brought.KeepsSource ? story.Source : null, brought.KeepsSource ? story.SourceId : null,
            RowValue.Time(story.CreatedAt), RowValue.Time(story.UpdatedAt), story.Note, story.NoteBy, RowValue.Time(story.NoteAt),
            story.AuthorPerson is { } author ? stored.Of(author).Value : null,
            story.MayRead, story.MayWrite, story.MayVote, story.MayReport,
        ];
    }

    public static IEnumerable<object?[]> AddressRows(SiteId site, NewStory brought) =>
        brought.Addresses.Select(address => new object?[]
        {
            site.Value, address.Key, brought.AddressesOf.Value, address.Url.Address, address.Url.Canonical && !brought.IsTwin,
        });

    public static object?[] Row(SiteId site, NewComment brought, int replies)
    {
        var (comment, place) = (brought.Unit.Comment, brought.Place);
        var corrections = brought.Unit.Following.OfType<CorrectionRecord>().Select(line => line.Number).DefaultIfEmpty().Max();
        return
        [
            comment.Id.Value, site.Value, place.Story.Value, place.Root.Value, place.Parent?.Value, place.Depth, place.Path,
            brought.Author.Value, comment.Body, RowValue.Word(comment.Pasted ? Fold.Pasted : Fold.None), 0,
            RowValue.Time(comment.PostedAt), comment.TimeKnown, RowValue.Time(comment.EditedAt), comment.Revision, corrections,
            RowValue.Word(comment.State), comment.Listed, comment.RemovedBy is { } remover ? RowValue.Word(remover) : null,
            comment.RemovedReason, RowValue.Time(comment.RemovedAt), replies, comment.Source, comment.SourceId,
            comment.ParentConfidence, comment.AuthorConfidence, RowValue.Time(comment.FeaturedAt), RowValue.Time(comment.OffTopicAt),
            RowValue.Time(comment.BranchClosedAt), comment.BranchClosedReason, RowValue.Time(comment.RewordUntil),
        ];
    }

    public static object?[] Row(SiteId site, CommentId comment, RevisionRecord revision) =>
        [site.Value, comment.Value, revision.Revision, revision.Body, RowValue.Time(revision.WrittenAt)];

    public static object?[] Row(SiteId site, CommentId comment, CorrectionRecord correction) =>
        [site.Value, comment.Value, correction.Number, correction.Text, RowValue.Time(correction.AddedAt)];

    public static object?[] Row(SiteId site, CommentId comment, ScreeningRecord said) =>
        [site.Value, comment.Value, said.Revision, RowValue.Time(said.At), RowValue.Word(said.Outcome), said.Passed, said.Text()];

    public static object?[] Row(SiteId site, Stories.StateSubject subject, long subjectId, ChangeRecord change) =>
    [
        change.Id.Value, site.Value, RowValue.Word(subject), subjectId, change.From, change.To, RowValue.Word(change.By),
        change.ById?.Value, change.Reason, RowValue.Time(change.At),
    ];
}
