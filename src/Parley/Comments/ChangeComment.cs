using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Platform.Data;
using Parley.Platform.Events;
using Parley.Platform.Web;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Comments;

/// <summary>A comment after a change, and where the change stands in the log.</summary>
internal sealed record ChangedComment(Comment Comment, LiveSite Site, EventPosition? Position);

/// <summary>
/// What editing, correcting, deleting and setting a state have in common: find the comment and the caller, then judge
/// and change it inside the write door.
/// </summary>
internal sealed class ChangeComment(CommentFinder comments, Callers callers, IWriteDoor door, IdSource ids, IRecord record, TimeProvider time)
{
    /// <summary>Lets the author change a comment.</summary>
    /// <param name="change">Judges and changes it, inside the door; its refusal leaves everything as it was.</param>
    /// <param name="adds">Whether it says something new, which whoever is restricted may not.</param>
    /// <param name="prepare">Work that must not be done inside the door, such as rendering; done for the author only.</param>
    public async Task<Outcome<ChangedComment>> ByAuthor(
        HttpContext http,
        string id,
        Func<Comment, LiveSite, PersonId, DateTimeOffset, CommentChange> change,
        CancellationToken cancellation,
        Func<FoundComment, Person, Task<Refusal?>>? prepare = null,
        bool adds = true)
    {
        var found = await comments.Any(id, cancellation);
        if (found is null)
            return Refusal.NotFound("comment");
        var caller = await callers.Read(http, found.Site, cancellation);
        if (caller.Refusal is { } unknown)
            return unknown;
        if (caller.Value is not { } author)
            return found.Comment.IsListed ? new Refusal("not-known", 401) : Refusal.NotFound("comment");
        if (author.Id != found.Comment.AuthorId && !found.Comment.IsListed)
            return Refusal.NotFound("comment");
        if (author.Id == found.Comment.AuthorId && adds && StandingRules.MayComment(author, time.Now) is { } restricted)
            return restricted;
        if (author.Id == found.Comment.AuthorId && prepare is not null && await prepare(found, author) is { } unfit)
            return unfit;
        return await Save(found, Actor.Author(author.Id), null, (comment, now) => change(comment, found.Site, author.Id, now), cancellation);
    }

    /// <summary>Lets the publisher's server, or the operator, change a comment's state.</summary>
    public async Task<Outcome<ChangedComment>> Save(
        FoundComment found, Actor actor, string? reason, Func<Comment, DateTimeOffset, CommentChange> change, CancellationToken cancellation)
    {
        var written = await door.Write(db => Within(db, found.Site.Id, found.Comment.Id, actor, reason, change, time.Now), cancellation);
        return written.Value.Refusal is { } refused
            ? refused
            : new ChangedComment(written.Value.Value!, found.Site, written.Position);
    }

    /// <summary>The same inside the door, for whoever changes more than the comment.</summary>
    public async Task<Outcome<Comment>> Within(
        ParleyContext db, SiteId site, CommentId id, Actor actor, string? reason, Func<Comment, DateTimeOffset, CommentChange> change, DateTimeOffset now)
    {
        var row = db.Comments.Where(one => one.SiteId == site && one.Id == id);
        // Writes nothing, but holds the row: of two changes at once the second judges what the first left.
        await row.ExecuteUpdateAsync(held => held.SetProperty(one => one.Revision, one => one.Revision));
        var comment = await row.AsTracking().SingleAsync();
        var (before, wasListed) = (comment.State, comment.IsListed);
        var done = change(comment, now);
        if (done.Refusal is { } refusal)
            return refusal;
        // Nothing is to be done where it is that already.
        db.AddRange(done.Rows ?? []);
        if (done.Happened is { } happened)
            db.Record(site, happened, now);
        db.Record(site, done.Then ?? [], now);
        if (comment.IsListed && !wasListed)
            await ListAbove(db, comment, now);
        if (comment.State != before)
            record.Add(db, new StateChange(
                site, ids.New<StateChangeId>(), StateSubject.Comment, comment.Id.Value,
                before.ToString().ToLowerInvariant(), comment.State.ToString().ToLowerInvariant(), actor, reason, now));
        return comment;
    }

    /// <summary>What answers a comment nobody has seen yet still hangs from it, so readers see that something stands there.</summary>
    private static async Task ListAbove(ParleyContext db, Comment comment, DateTimeOffset now)
    {
        for (var above = comment.ParentId; above is { } id;)
        {
            var parent = await db.Comments.SingleAsync(one => one.SiteId == comment.SiteId && one.Id == id);
            if (parent.IsListed)
                return;
            db.Record(comment.SiteId, parent.GivePlace(), now);
            above = parent.ParentId;
        }
    }
}

/// <summary>What a change did: a refusal, or an event and the rows it adds.</summary>
internal readonly record struct CommentChange(Refusal? Refusal, Event? Happened, params object[]? Rows)
{
    /// <summary>What happened because of it.</summary>
    public IReadOnlyList<Event>? Then { get; init; }

    public static implicit operator CommentChange(Refusal refusal) => new(refusal, null);

    public static implicit operator CommentChange(Event happened) => new(null, happened);
}
