using Microsoft.EntityFrameworkCore;
using Parley.Comments;
using Parley.Moderation.Cases;
using Parley.Moderation.Decisions;
using Parley.Moderation.Flaggers;
using Parley.Moderation.Misuse;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Platform.Web.Languages;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Moderation.Notices;

/// <summary>Finds and draws notices for those who gave them and for the desk, and takes objections to what was decided.</summary>
internal sealed class NoticeDesk(
    NoticeContacts contacts, CaseBook cases, AllWords all, IDbContextFactory<ParleyContext> reading, IWriteDoor door, IRecord record, TimeProvider time)
{
    private const int ShownAtDesk = 20;

    /// <returns>Null for whoever does not have its key: they are not told that there is one.</returns>
    public async Task<Notice?> Find(LiveSite site, string id, string? with, CancellationToken cancellation)
    {
        if (!IdText.TryRead<NoticeId>(id, out var typed) || !contacts.Opens(with, typed))
            return null;
        await using var db = await reading.CreateDbContextAsync(cancellation);
        return await db.Notices.SingleOrDefaultAsync(one => one.SiteId == site.Id && one.Id == typed, cancellation);
    }

    public async Task<NoticeView> Draw(LiveSite site, Notice notice, CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var items = await db.NoticeItems.Where(one => one.SiteId == site.Id && one.NoticeId == notice.Id).OrderBy(one => one.CommentId).ToListAsync(cancellation);
        var isCertain = notice.DecidedAt + DecisionRules.UndoFor <= time.Now;
        return new(
            notice.Id.ToString(), notice.At, notice.Reason, notice.Law, notice.Explanation,
            EnumWord.Of(isCertain ? notice.Outcome : NoticeOutcome.Open), isCertain ? notice.DecidedAt : null)
        {
            Items = await Noticed(db, site, items, cancellation),
            ComplainUntil = NoticeRules.MayComplain(notice, items, time.Now) is null ? notice.DecidedAt + DecisionRules.AppealFor : null,
            Complaint = notice.Complaint is { } words
                ? new(words, notice.ComplainedAt!.Value, EnumWord.Of(notice.ComplaintDecidedAt + DecisionRules.UndoFor <= time.Now ? notice.ComplaintOutcome : ComplaintOutcome.Open))
                : null,
        };
    }

    /// <summary>Whoever gave a notice says why what was decided is wrong: what was left as it is waits again, for somebody else.</summary>
    public async Task<Refusal?> Complain(LiveSite site, NoticeId id, string? typed, CancellationToken cancellation)
    {
        var words = CleanText.Lines(typed ?? "");
        if (NoticeRules.ComplaintMayBe(words) is { } unfit)
            return unfit;
        var written = await door.Write<Refusal?>(
            async db =>
            {
                var now = time.Now;
                var notice = await db.Notices.AsTracking().SingleAsync(one => one.SiteId == site.Id && one.Id == id);
                var items = await db.NoticeItems.AsTracking().Where(one => one.SiteId == site.Id && one.NoticeId == id).ToListAsync();
                if (NoticeRules.MayComplain(notice, items, now) is { } refusal)
                    return refusal;
                if (notice.FlaggerId is null && await MisuseReader.SuspendedUntil(db, site.Id, notice.ContactKey, now) is { } until)
                    return new Refusal("notice-suspended", 403, null, ("date", all.Find(notice.Language).Date(until)));
                notice.Complain(words, now);
                foreach (var item in items.Where(one => one.Outcome == NoticeOutcome.Kept))
                    await Reopen(db, site, notice, item, now);
                record.Add(db, new Platform.Data.Deed(site.Id, "complaint", notice.Reason, id.Value, NoticeBook.Anyone, null, now));
                return null;
            },
            cancellation);
        return written.Value;
    }

    /// <summary>The notices about a comment that wait for a decision, with what is said against the first.</summary>
    public async Task<IReadOnlyList<GivenNoticeView>> About(ParleyContext db, LiveSite site, Comment comment, CancellationToken cancellation)
    {
        var rows = await (
            from item in db.NoticeItems
            join notice in db.Notices on new { item.SiteId, Id = item.NoticeId } equals new { notice.SiteId, notice.Id }
            where item.SiteId == comment.SiteId && item.CommentId == comment.Id && (item.Outcome == NoticeOutcome.Open || item.Review == NoticeOutcome.Open)
            orderby notice.Id
            select new { Item = item, Notice = notice }).Take(ShownAtDesk).ToListAsync(cancellation);
        var views = new List<GivenNoticeView>();
        foreach (var row in rows)
        {
            var who = contacts.Open(row.Notice);
            // What follows from a trusted flagger's is the coordinator's to decide (Art. 22(6)).
            var sender = row.Notice is { FlaggerId: null, ContactKey: { } key } ? await MisuseReader.OfSender(db, site, key, time.Now) : null;
            views.Add(new(
                row.Notice.Id.ToString(), row.Notice.Reason, row.Notice.Law, row.Notice.Explanation, who?.Name, who?.Mail, row.Notice.At,
                row.Item.Revision != comment.Revision, row.Item.Review == NoticeOutcome.Open ? row.Notice.Complaint : null, sender?.View)
            {
                Flagger = row.Notice.FlaggerId is { } flagger ? await Flagged(db, site, flagger, row.Notice.At, cancellation) : null,
            });
        }
        return views;
    }

    private async Task<FlaggedView> Flagged(ParleyContext db, LiveSite site, FlaggerId id, DateTimeOffset since, CancellationToken cancellation)
    {
        var flagger = await db.Flaggers.SingleAsync(one => one.SiteId == site.Id && one.Id == id, cancellation);
        var waited = time.Now - since;
        return new(flagger.Name, flagger.Expertise, (int)waited.TotalHours, waited > TimeSpan.FromHours(site.Settings.FlaggerHours));
    }

    private async Task Reopen(ParleyContext db, LiveSite site, Notice notice, NoticeItem item, DateTimeOffset now)
    {
        item.LookAgain();
        var comment = await db.Comments.SingleAsync(one => one.SiteId == site.Id && one.Id == item.CommentId);
        var reason = ReasonRules.FindAny(site.Settings.Reasons, notice.Reason) ?? Reason.Other;
        await cases.Open(db, site, comment, CaseSource.Notice, reason, now, notice.FlaggerId is not null);
        await cases.Open(db, site, comment, CaseSource.Appeal, reason, now);
    }

    private async Task<IReadOnlyList<NoticedView>> Noticed(ParleyContext db, LiveSite site, IReadOnlyList<NoticeItem> items, CancellationToken cancellation)
    {
        var wanted = items.Select(one => one.CommentId).ToList();
        var stories = await db.Comments.Where(one => one.SiteId == site.Id && EF.Parameter(wanted).Contains(one.Id))
            .ToDictionaryAsync(one => one.Id, one => one.StoryId, cancellation);
        var headings = await StoryHeadings.Read(db, site, stories.Values, cancellation);
        var named = items.SelectMany(one => new[] { one.DecisionId, one.ReviewDecisionId }).OfType<DecisionId>().ToList();
        var decisions = await db.Decisions.Where(one => one.SiteId == site.Id && EF.Parameter(named).Contains(one.Id)).ToDictionaryAsync(one => one.Id, cancellation);
        return [.. items.Select(item => View(item, headings[stories[item.CommentId]].Title, decisions))];
    }

    /// <summary>As it is certain: what can still be undone is not told.</summary>
    private NoticedView View(NoticeItem item, string story, Dictionary<DecisionId, Decision> decisions)
    {
        var settled = time.Now - DecisionRules.UndoFor;
        var outcome = item.Outcome;
        var decision = item.DecisionId is { } first ? decisions.GetValueOrDefault(first) : null;
        if (item.ReviewDecisionId is { } again && decisions.GetValueOrDefault(again) is { } second && second.At <= settled)
            (outcome, decision) = (item.Latest, second);
        if (decision?.At > settled)
            (outcome, decision) = (NoticeOutcome.Open, null);
        return new(item.CommentId.ToString(), story, EnumWord.Of(outcome), decision?.Reason, decision?.Clause, decision?.ReversedAt is not null);
    }
}
