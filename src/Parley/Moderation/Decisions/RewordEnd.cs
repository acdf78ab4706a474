using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Comments;
using Parley.Moderation.Cases;
using Parley.Platform.Data;
using Parley.Platform.Web.Languages;
using Parley.Sites;
using Quartz;

namespace Parley.Moderation.Decisions;

/// <summary>Whoever was asked for other words and found none in time: the comment is rejected, or removed, by the rule that was named.</summary>
[DisallowConcurrentExecution]
internal sealed class RewordEnd(ChangeComment changes, DecisionWriter writer, IWriteDoor door, SiteDirectory sites, AllWords words, TimeProvider time) : IJob
{
    private const int BatchSize = 100;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        while (await EndSome(cancellationToken) == BatchSize)
            cancellationToken.ThrowIfCancellationRequested();
    }

    /// <returns>How many were due.</returns>
    public async Task<int> EndSome(CancellationToken cancellation) => (await door.Write(End, cancellation)).Value;

    private async Task<int> End(ParleyContext db)
    {
        var now = time.Now;
        var due = await db.Comments.AsNoTracking().Where(one => one.RewordUntil <= now).OrderBy(one => one.RewordUntil).Take(BatchSize).ToListAsync();
        foreach (var comment in due)
            if (sites.Find(comment.SiteId) is { } site)
                await End(db, site, comment, now);
        return due.Count;
    }

    private async Task End(ParleyContext db, LiveSite site, Comment comment, DateTimeOffset now)
    {
        var asked = await db.Decisions
            .Where(one => one.SiteId == site.Id && one.CommentId == comment.Id && one.Kind == DecisionKind.Reword && one.UndoneAt == null && one.ReversedAt == null)
            .OrderByDescending(one => one.Id).FirstOrDefaultAsync();
        var reason = ReasonRules.FindAny(site.Settings.Reasons, asked?.Reason) ?? Reason.Other;
        var rule = ReasonWords.Of(words.Find(site.View.Language), reason.Code);
        var parley = new Actor(ActorKind.Parley);
        var changed = await changes.Within(
            db, site.Id, comment.Id, parley, reason.Code,
            // Somebody was quicker, on this node or another.
            (one, at) => !(one.RewordUntil <= at) ? default(CommentChange) : one.IsListed ? one.Remove(Remover.Moderator, rule, at) : one.Reject(),
            now);
        if (changed.Value is not { State: CommentState.Removed or CommentState.Rejected, RewordUntil: null } ended || ended.RemovedBy == Remover.Author)
            return;
        await writer.Write(
            db,
            new DecisionDraft(site.Id, DecisionKind.Remove, ended.AuthorId, parley)
            {
                Case = asked?.CaseId,
                Comment = ended.Id,
                Reason = reason,
                Excerpt = Excerpts.Of(ended.Body),
                Passage = asked?.Passage,
                Source = asked?.Source ?? CaseSource.Own,
                IsDetectedByMachine = asked?.IsDetectedByMachine == true,
                Former = EnumWord.Of(CommentState.Held),
            },
            isBulk: false,
            now);
    }
}
