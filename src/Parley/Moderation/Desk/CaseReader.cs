using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Comments;
using Parley.Moderation.Cases;
using Parley.Moderation.Decisions;
using Parley.Moderation.Misuse;
using Parley.Moderation.Notices;
using Parley.Moderation.Orders;
using Parley.Moderation.Reports;
using Parley.Platform.Data;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Moderation.Desk;

/// <summary>Reads one case with all a moderator needs to decide it.</summary>
internal sealed class CaseReader(IDbContextFactory<ParleyContext> reading, QueueReader queue, NoticeDesk notices, OrderReader orders, CommentViews views, TimeProvider time)
{
    private const int ShownAbove = 2, ShownReports = 20, ShownEarlier = 6, AboveLength = 300;

    /// <param name="isComment">Whether it names a comment, which may be no case.</param>
    public async Task<CaseView?> Read(LiveSite site, AccountId by, string? id, bool isComment, CancellationToken cancellation)
    {
        if (!IdText.TryRead<CaseId>(id, out var typed))
            return null;
        var seen = isComment ? await queue.OneComment(site, by, new(typed.Value), cancellation) : await queue.One(site, by, typed, cancellation);
        if (seen is not { } one)
            return null;
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var found = one.Case;
        var comment = await db.Comments.SingleAsync(each => each.SiteId == site.Id && each.Id == found.CommentId, cancellation);
        var author = await db.People.SingleAsync(each => each.SiteId == site.Id && each.Id == comment.AuthorId, cancellation);
        return new(one.View, await views.DrawOwn(db, comment, site, cancellation), comment.StoryId.ToString(), one.View.Story)
        {
            Html = author.Kind == PersonKind.Withdrawn ? "" : HtmlOf(comment, site),
            Reworded = await Reworded(db, comment, cancellation),
            IsBranchClosed = comment.BranchClosedAt is not null,
            Above = await Above(db, comment, cancellation),
            Reports = await Reports(db, comment, cancellation),
            Notices = found.IsNotice ? await notices.About(db, site, comment, cancellation) : [],
            Orders = found.IsOrder ? await orders.About(db, site, comment, cancellation) : [],
            Author = await Author(db, author, cancellation),
            Misuse = await MisuseReader.OfAuthor(db, site, author.Id, time.Now),
            Notes = await Notes(db, found, cancellation),
            Earlier = await Earlier(db, found, comment, cancellation),
            Similar = await Similar(db, comment, cancellation),
            Quoting = await Quotations.Views(db, comment, cancellation),
            Place = PlaceOf(found, comment, UrgencyWeights.Of(site.Settings)),
            Appeal = found.IsAppeal ? await Appealed(db, site, found, by, cancellation) : null,
            IsPassedToMe = found.PassedTo == by,
        };
    }

    /// <summary>Those a case can be passed to: everybody else who decides on the site.</summary>
    public async Task<IReadOnlyList<ColleagueView>> Colleagues(LiveSite site, AccountId by, CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var people = await db.People
            .Where(one => one.SiteId == site.Id && one.Role != Role.Member && one.AccountId != null && one.AccountId != by)
            .OrderBy(one => one.Name)
            .ToListAsync(cancellation);
        return people.ConvertAll(one => new ColleagueView(one.AccountId!.Value.ToString(), one.Name ?? "", EnumWord.Of(one.Role)));
    }

    private static string HtmlOf(Comment comment, LiveSite site)
    {
        if (comment.Html is not null && comment.Renderer == CommentText.Version)
            return comment.Html + comment.FoldedHtml;
        var drawn = CommentText.RenderStored(comment.Body, site.Settings.MaxLength, comment.Fold);
        return drawn.Html + drawn.FoldedHtml;
    }

    private static async Task<RewordedView?> Reworded(ParleyContext db, Comment comment, CancellationToken cancellation)
    {
        var asked = await db.Decisions
            .Where(one => one.SiteId == comment.SiteId && one.CommentId == comment.Id && one.Kind == DecisionKind.Reword && one.UndoneAt == null)
            .OrderByDescending(one => one.Id).FirstOrDefaultAsync(cancellation);
        if (asked is null)
            return null;
        var former = await db.CommentRevisions
            .Where(one => one.SiteId == comment.SiteId && one.CommentId == comment.Id && one.WrittenAt <= asked.At)
            .OrderByDescending(one => one.Revision).Select(one => one.Body).FirstOrDefaultAsync(cancellation);
        return comment.RewordUntil is null && former is null ? null : new(comment.RewordUntil is null ? former : null, asked.Passage, comment.RewordUntil);
    }

    private static async Task<IReadOnlyList<AboveView>> Above(ParleyContext db, Comment comment, CancellationToken cancellation)
    {
        var above = new List<AboveView>();
        for (var parent = comment.ParentId; parent is { } id && above.Count < ShownAbove;)
        {
            var row = await (
                from each in db.Comments
                join author in db.People on new { each.SiteId, Id = each.AuthorId } equals new { author.SiteId, author.Id }
                where each.SiteId == comment.SiteId && each.Id == id
                select new { each.ParentId, each.PostedAt, author.Name, Body = author.Kind == PersonKind.Withdrawn ? "" : each.Body }).SingleAsync(cancellation);
            above.Insert(0, new(row.Name, row.PostedAt, Excerpts.Of(row.Body, AboveLength)));
            parent = row.ParentId;
        }
        return above;
    }

    private static async Task<IReadOnlyList<ReportedByView>> Reports(ParleyContext db, Comment comment, CancellationToken cancellation)
    {
        var rows = await (
            from report in db.Reports
            join reporter in db.People on new { report.SiteId, Id = report.ReporterId } equals new { reporter.SiteId, reporter.Id }
            where report.SiteId == comment.SiteId && report.CommentId == comment.Id && report.Outcome == ReportOutcome.Open
            orderby report.Weight descending, report.Id
            select new { Report = report, reporter.Name }).Take(ShownReports).ToListAsync(cancellation);
        var views = new List<ReportedByView>();
        foreach (var row in rows)
        {
            var accuracy = await Accuracy.Of(db, comment.SiteId, row.Report.ReporterId);
            views.Add(new(
                row.Name, row.Report.Reason, row.Report.Words, row.Report.At, accuracy.Upheld, accuracy.Decided, row.Report.Revision != comment.Revision));
        }
        return views;
    }

    private static async Task<AuthorView> Author(ParleyContext db, Person author, CancellationToken cancellation)
    {
        var written = db.Comments.Where(one => one.SiteId == author.SiteId && one.AuthorId == author.Id);
        var accuracy = await Accuracy.Of(db, author.SiteId, author.Id);
        return new(
            author.Id.ToString(),
            author.Name,
            EnumWord.Of(author.KindShown),
            author.CreatedAt,
            await written.CountAsync(cancellation),
            await written.CountAsync(
                one => one.State == CommentState.Rejected || (one.State == CommentState.Removed && one.RemovedBy != Remover.Author), cancellation),
            accuracy.Upheld,
            accuracy.Decided,
            EnumWord.Of(author.Standing),
            author.StandingUntil,
            author.WarningId is not null);
    }

    private static async Task<IReadOnlyList<NoteView>> Notes(ParleyContext db, Case found, CancellationToken cancellation)
    {
        var notes = await db.CaseNotes.Where(one => one.SiteId == found.SiteId && one.CaseId == found.Id).OrderBy(one => one.Id).ToListAsync(cancellation);
        var names = await QueueReader.Names(db, found.SiteId, notes.Select(one => (AccountId?)one.AccountId), cancellation);
        return notes.ConvertAll(one => new NoteView(names.GetValueOrDefault(one.AccountId) ?? "", EnumWord.Of(one.Kind), one.Words, one.At));
    }

    private static async Task<IReadOnlyList<DecidedView>> Earlier(ParleyContext db, Case found, Comment comment, CancellationToken cancellation)
    {
        var decisions = await db.Decisions
            .Where(one => one.SiteId == comment.SiteId && (one.PersonId == comment.AuthorId || one.CommentId == comment.Id))
            .OrderByDescending(one => one.Id)
            .Take(ShownEarlier)
            .ToListAsync(cancellation);
        var names = await QueueReader.Names(
            db, found.SiteId, decisions.Select(one => one is { Actor: ActorKind.Staff, ActorId: { } id } ? new AccountId(id) : (AccountId?)null), cancellation);
        return decisions.ConvertAll(one => new DecidedView(
            EnumWord.Of(one.Kind), one.Reason, one.At, one.ActorId is { } id ? names.GetValueOrDefault(new AccountId(id)) : null, !one.Stands, one.Excerpt, one.CommentId == comment.Id));
    }

    private static async Task<IReadOnlyList<SimilarView>> Similar(ParleyContext db, Comment comment, CancellationToken cancellation) =>
        [.. (await SimilarDecisions.Of(db, comment, cancellation)).Select(one => new SimilarView(
            EnumWord.Of(one.Decision.Kind), one.Decision.Reason, one.Decision.At, one.Decision.Excerpt, (int)Math.Round(one.Likeness * 100)))];

    private static PlaceView PlaceOf(Case found, Comment comment, UrgencyWeights by) => new(
        by.Severity * Math.Log(found.Severity),
        by.Reach * Math.Log(1.0 + found.Reach),
        by.Reporters * Math.Log(1.0 + found.Weight),
        comment.ReplyCount,
        Math.Max(0, found.Reach - comment.ReplyCount))
    {
        Ahead = UrgencyRules.AheadOf(found.IsOrder, found.IsFlagged, by),
    };

    private async Task<AppealView?> Appealed(ParleyContext db, LiveSite site, Case found, AccountId by, CancellationToken cancellation)
    {
        var open = await (
            from appeal in db.Appeals
            join decision in db.Decisions on new { appeal.SiteId, Id = appeal.DecisionId } equals new { decision.SiteId, decision.Id }
            where appeal.SiteId == found.SiteId && decision.CaseId == found.Id && appeal.Outcome == AppealOutcome.Open
            orderby appeal.Id
            select new { Appeal = appeal, Decision = decision }).FirstOrDefaultAsync(cancellation);
        if (open is null)
            return null;
        return new(
            open.Appeal.Id.ToString(), open.Appeal.Words, open.Appeal.At, EnumWord.Of(open.Decision.Kind), open.Decision.Reason, open.Decision.At,
            DecisionRules.MayDecideAppeal(open.Decision, by, await AppealDesk.Editors(db, found.SiteId)) is null)
        {
            Misuse = (await MisuseReader.OfAppellant(db, site, open.Appeal.PersonId, time.Now))?.View,
        };
    }
}
