using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Stories;

namespace Parley.Comments;

/// <summary>The newsroom's marks on a comment: shown above the thread, its branch folded as off topic, its author's badge.</summary>
internal sealed class MarkComment(CommentFinder comments, Callers callers, IWriteDoor door, IdSource ids, IRecord record, TimeProvider time)
{
    /// <param name="Featured">Whether it stands above the thread; at most three of a story do.</param>
    /// <param name="OffTopic">Whether its branch folds under one line.</param>
    /// <param name="AuthorBadge"><c>none</c>, <c>staff</c> or <c>expert</c>: what readers are told of its author, wherever they write on this site.</param>
    public sealed record Request(bool? Featured = null, bool? OffTopic = null, string? AuthorBadge = null);

    public async Task<Outcome<FoundComment>> Handle(HttpContext http, string id, Request request, CancellationToken cancellation)
    {
        var publisher = callers.ReadPublisher(http);
        if (publisher.Refusal is { } refusal)
            return refusal;
        var found = await comments.Listed(id, cancellation);
        return found is null || found.Site.Id != publisher.Value!.Id
            ? Refusal.NotFound("comment")
            : await Handle(found, request, Callers.PublisherOf(http), cancellation);
    }

    public async Task<Outcome<FoundComment>> Handle(
        FoundComment found, Request request, Actor actor, CancellationToken cancellation)
    {
        Badge? badge = null;
        if (request.AuthorBadge is { } word)
        {
            if (!Enum.TryParse<Badge>(word, ignoreCase: true, out var read) || char.IsAsciiDigit(word[0]))
                return new Refusal("badge", 422, "authorBadge");
            badge = read;
        }
        var written = await door.Write<Refusal?>(db => Save(db, found, request, badge, actor), cancellation);
        return written.Value is { } refusal ? refusal : found;
    }

    private async Task<Refusal?> Save(ParleyContext db, FoundComment found, Request request, Badge? badge, Actor actor)
    {
        var now = time.Now;
        var comment = await db.Comments.SingleAsync(one => one.SiteId == found.Site.Id && one.Id == found.Comment.Id);
        if (request.Featured is { } featured && featured != (comment.FeaturedAt is not null))
        {
            if (featured && CommentRules.MayFeature(comment, await CountFeatured(db, comment)) is { } refusal)
                return refusal;
            db.Record(comment.SiteId, comment.Feature(featured, now), now);
            Remember(db, comment, featured ? "featured" : "not-featured", actor, now);
        }
        if (request.OffTopic is { } offTopic && offTopic != (comment.OffTopicAt is not null))
        {
            db.Record(comment.SiteId, comment.MoveOffTopic(offTopic, now), now);
            Remember(db, comment, offTopic ? "off-topic" : "on-topic", actor, now);
        }
        if (badge is { } worn)
        {
            var author = await db.People.SingleAsync(one => one.SiteId == comment.SiteId && one.Id == comment.AuthorId);
            author.Wear(worn);
            // All they wrote shows it: every page of the site is drawn again.
            db.Record(comment.SiteId, new BadgeChanged(author.Id), now);
            Remember(db, comment, "author-" + worn.ToString().ToLowerInvariant(), actor, now);
        }
        return null;
    }

    private static Task<int> CountFeatured(ParleyContext db, Comment comment) =>
        db.Comments.CountAsync(one => one.SiteId == comment.SiteId && one.StoryId == comment.StoryId && one.FeaturedAt != null);

    private void Remember(ParleyContext db, Comment comment, string mark, Actor actor, DateTimeOffset now) =>
        record.Add(db, new StateChange(
            comment.SiteId, ids.New<StateChangeId>(), StateSubject.Comment, comment.Id.Value,
            comment.State.ToString().ToLowerInvariant(), mark, actor, null, now));
}
