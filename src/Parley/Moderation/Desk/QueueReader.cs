using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Comments;
using Parley.Moderation.Cases;
using Parley.Moderation.Decisions;
using Parley.Moderation.Orders;
using Parley.Moderation.Reports;
using Parley.Platform.Data;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Moderation.Desk;

/// <summary>A place in the queue: the stored rank, and the id where two are equal.</summary>
internal readonly record struct QueueCursor(double Rank, CaseId Id)
{
    private const int BitsLength = 16;

    public static QueueCursor? Read(string? text) =>
        text?.Length == BitsLength + IdText.Length
        && long.TryParse(text.AsSpan(0, BitsLength), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits)
        && IdText.TryRead<CaseId>(text.AsSpan(BitsLength), out var id) && double.IsFinite(BitConverter.Int64BitsToDouble(bits))
            ? new(BitConverter.Int64BitsToDouble(bits), id)
            : null;

    public override string ToString() => BitConverter.DoubleToInt64Bits(Rank).ToString("x16", CultureInfo.InvariantCulture) + Id;
}

/// <summary>Reads the queue, a page at a time by its stored key, and counts what waits.</summary>
internal sealed class QueueReader(IDbContextFactory<ParleyContext> reading, OrderReader orders, TimeProvider time)
{
    public const int PageSize = 50;

    private const int ExcerptLength = 110;

    /// <param name="after">Where it goes on, as <see cref="QueueView.Next"/> or an item's cursor says.</param>
    public async Task<QueueView> Read(LiveSite site, AccountId by, string? view, string? after, CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var filter = QueueFilter.Read(view);
        var open = db.Cases.Where(one => one.SiteId == site.Id && one.State == CaseState.Open);
        var counts = await Count(open, by, cancellation);
        // Those for information concern no comment, and so are no cases.
        var asked = await db.AuthorityOrders.CountAsync(one => one.SiteId == site.Id && one.Kind == OrderKind.Information && one.DecidedAt == null, cancellation);
        counts = counts with { Orders = counts.Orders + asked };
        if (filter.IsOfComments)
            return await ReadComments(db, site, by, filter, after, counts, cancellation);
        var wanted = filter.Of(open, by);
        // Two conditions an index answers: the first bounds the range, the second settles equals.
        if (QueueCursor.Read(after) is { Rank: var rank, Id: var id })
            wanted = wanted.Where(one => one.Rank <= rank && (one.Rank < rank || one.Id < id));
        var cases = await wanted.OrderByDescending(one => one.Rank).ThenByDescending(one => one.Id).Take(PageSize + 1).ToListAsync(cancellation);
        var shown = cases.Take(PageSize).ToList();
        var next = cases.Count > PageSize ? new QueueCursor(shown[^1].Rank, shown[^1].Id).ToString() : null;
        return new(filter, await Draw(db, site, by, shown, cancellation), next, counts)
        {
            Orders = filter.View == "orders" ? await orders.Open(db, site, cancellation) : [],
        };
    }

    /// <summary>Comments newest first, with the case of each where there is one.</summary>
    private async Task<QueueView> ReadComments(
        ParleyContext db, LiveSite site, AccountId by, QueueFilter filter, string? after, QueueCounts counts, CancellationToken cancellation)
    {
        List<Comment> comments;
        if (filter.Quoted is { } quoted)
            comments = [.. (await Quotations.Of(db, site.Id, quoted, cancellation)).Select(one => one.Reply)];
        else
        {
            var wanted = filter.Of(db.Comments.Where(one => one.SiteId == site.Id));
            if (IdText.TryRead<CommentId>(after, out var last))
                wanted = wanted.Where(one => one.Id < last);
            comments = await wanted.OrderByDescending(one => one.Id).Take(PageSize + 1).ToListAsync(cancellation);
        }
        var shown = comments.Take(PageSize).ToList();
        return new(filter, await DrawComments(db, site, by, shown, cancellation), comments.Count > PageSize ? shown[^1].Id.ToString() : null, counts);
    }

    /// <summary>A comment as a list shows it, with its case, or with the one it would be.</summary>
    public async Task<(Case Case, QueuedView View)?> OneComment(LiveSite site, AccountId by, CommentId id, CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        if (await db.Comments.SingleOrDefaultAsync(one => one.SiteId == site.Id && one.Id == id, cancellation) is not { } comment)
            return null;
        var found = await db.Cases.SingleOrDefaultAsync(one => one.SiteId == site.Id && one.CommentId == id, cancellation) ?? new Case(default, comment, time.Now);
        return (found, (await DrawComments(db, site, by, [comment], cancellation))[0]);
    }

    /// <summary>One case as the list shows it; null when there is none.</summary>
    public async Task<(Case Case, QueuedView View)?> One(LiveSite site, AccountId by, CaseId id, CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var found = await db.Cases.SingleOrDefaultAsync(one => one.SiteId == site.Id && one.Id == id, cancellation);
        return found is null ? null : (found, (await Draw(db, site, by, [found], cancellation))[0]);
    }

    private static async Task<QueueCounts> Count(IQueryable<Case> open, AccountId by, CancellationToken cancellation)
    {
        var counted = await open.GroupBy(_ => 1).Select(all => new
        {
            Waiting = all.Count(),
            Reported = all.Sum(one => one.IsReported ? 1 : 0),
            Held = all.Sum(one => one.IsHeld ? 1 : 0),
            Notices = all.Sum(one => one.IsNotice ? 1 : 0),
            Orders = all.Sum(one => one.IsOrder ? 1 : 0),
            Appeals = all.Sum(one => one.IsAppeal ? 1 : 0),
        }).SingleOrDefaultAsync(cancellation);
        return counted is null
            ? new(0, 0, 0, 0, 0, 0, 0)
            : new(counted.Waiting, counted.Reported, counted.Held, counted.Notices, counted.Orders, counted.Appeals, await open.CountAsync(one => one.PassedTo == by, cancellation));
    }

    private async Task<IReadOnlyList<QueuedView>> DrawComments(
        ParleyContext db, LiveSite site, AccountId by, List<Comment> comments, CancellationToken cancellation)
    {
        var ids = comments.ConvertAll(one => one.Id);
        var known = await db.Cases.Where(one => one.SiteId == site.Id && EF.Parameter(ids).Contains(one.CommentId)).ToDictionaryAsync(one => one.CommentId, cancellation);
        var now = time.Now;
        var cases = comments.ConvertAll(one => known.GetValueOrDefault(one.Id) ?? new Case(default, one, now));
        var drawn = await Draw(db, site, by, cases, cancellation);
        return [.. drawn.Select((one, at) => one with
        {
            Id = comments[at].Id.ToString(),
            Cursor = comments[at].Id.ToString(),
            CommentState = EnumWord.Of(comments[at].State),
            CaseId = cases[at].Id == default ? null : cases[at].Id.ToString(),
            IsWaiting = cases[at] is { State: CaseState.Open } && cases[at].Id != default,
            OpenedAt = comments[at].PostedAt,
        })];
    }

    private async Task<IReadOnlyList<QueuedView>> Draw(ParleyContext db, LiveSite site, AccountId by, IReadOnlyList<Case> cases, CancellationToken cancellation)
    {
        var comments = cases.Select(one => one.CommentId).ToList();
        var texts = await (
            from one in db.Comments
            join author in db.People on new { one.SiteId, Id = one.AuthorId } equals new { author.SiteId, author.Id }
            where one.SiteId == site.Id && EF.Parameter(comments).Contains(one.Id)
            select new { one.Id, Body = author.Kind == PersonKind.Withdrawn ? "" : one.Body, one.Revision }).ToDictionaryAsync(one => one.Id, cancellation);
        var reports = await db.Reports
            .Where(one => one.SiteId == site.Id && EF.Parameter(comments).Contains(one.CommentId) && one.Outcome == ReportOutcome.Open)
            .GroupBy(one => one.CommentId)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellation);
        var headings = await StoryHeadings.Read(db, site, cases.Select(one => one.StoryId), cancellation);
        var now = time.Now;
        var holders = await Names(db, site.Id, cases.Select(one => one.ClaimAt(now)).Where(one => one != by), cancellation);
        return [.. cases.Select(one => new QueuedView(
            one.Id.ToString(),
            new QueueCursor(one.Rank, one.Id).ToString(),
            one.Version,
            texts.GetValueOrDefault(one.CommentId)?.Revision ?? 0,
            one.Reason,
            one.Severity,
            one.IsThreat,
            one.OpenedAt,
            one.IsThreat || one.Severity >= ReasonRules.Gravest ? null : Excerpts.Of(texts.GetValueOrDefault(one.CommentId)?.Body ?? "", ExcerptLength),
            reports.GetValueOrDefault(one.CommentId),
            headings.GetValueOrDefault(one.StoryId)?.Title ?? "",
            one.ClaimAt(now) is { } holder && holder != by ? holders.GetValueOrDefault(holder) : null))];
    }

    /// <summary>The names staff go by on the site.</summary>
    public static async Task<IReadOnlyDictionary<AccountId, string>> Names(
        ParleyContext db, SiteId site, IEnumerable<AccountId?> accounts, CancellationToken cancellation)
    {
        var wanted = accounts.OfType<AccountId>().Distinct().ToList();
        if (wanted.Count == 0)
            return new Dictionary<AccountId, string>();
        var people = await db.People
            .Where(one => one.SiteId == site && one.AccountId != null && EF.Parameter(wanted).Contains(one.AccountId!.Value))
            .Select(one => new { one.AccountId, one.Name })
            .ToListAsync(cancellation);
        return people.ToDictionary(one => one.AccountId!.Value, one => one.Name ?? "");
    }
}
