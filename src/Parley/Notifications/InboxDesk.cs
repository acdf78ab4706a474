using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Comments;
using Parley.Moderation.Decisions;
using Parley.Moderation.Orders;
using Parley.Moderation.Threats;
using Parley.Platform.Data;
using Parley.Search;
using Parley.Sites;

namespace Parley.Notifications;

/// <summary>What the inbox shows.</summary>
/// <param name="Unread">How many the reader has not seen, on all pages.</param>
/// <param name="Next">The comment after which it goes on; null at the end.</param>
/// <param name="Pace">How often mail tells of answers, as <c>inbox.pace</c> names it.</param>
/// <param name="StoryPace">The same of what is said under the reader's own stories; null for who is the author of none.</param>
/// <param name="Statements">What moderators decided about the reader, on the first page.</param>
public sealed record InboxView(
    IReadOnlyList<NewsView> News, int Unread, string? Next, string Pace, string? StoryPace, IReadOnlyList<StatementLine> Statements)
{
    /// <summary>Orders of authorities about the reader, on the first page.</summary>
    public IReadOnlyList<OrderToldLine> Orders { get; init; } = [];

    /// <summary>What was done about threats they reported, or that were meant for them, on the first page.</summary>
    public IReadOnlyList<ThreatNewsLine> Threats { get; init; } = [];
}

/// <param name="IsUnread">Whether the reader has not seen it.</param>
/// <param name="IsUnderStory">Whether it is no answer to the reader, but stands under a story of theirs.</param>
public sealed record NewsView(FoundView Reply, bool IsUnread, bool IsUnderStory);

/// <summary>Reads a reader's inbox, and changes what stands in it.</summary>
internal sealed class InboxDesk(IDbContextFactory<ParleyContext> reading, IWriteDoor door, CommentViews views, StatementDesk statements, OrderTold orders, ThreatTelling threats, TimeProvider time)
{
    private const int PageSize = 50;

    /// <param name="before">Goes on with what is older than that; null for the newest.</param>
    public async Task<InboxView> Read(LiveSite site, Person reader, CommentId? before, CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var all = db.Inbox.Where(entry => entry.SiteId == site.Id && entry.PersonId == reader.Id);
        var wanted = before is { } last ? all.Where(entry => entry.CommentId < last) : all;
        var entries = await wanted.OrderByDescending(entry => entry.CommentId).Take(PageSize + 1).ToListAsync(cancellation);
        // Told as an answer and, by a change meanwhile, as said under one's story: once is enough.
        var shown = entries.Take(PageSize).GroupBy(entry => entry.CommentId).ToDictionary(entry => entry.Key, entry => entry.First());
        // What was removed meanwhile is told no more.
        var rows = CommentRows.Readable(await CommentRows.ByIds(db, site.Id, [.. shown.Keys], cancellation));
        rows = [.. rows.OrderByDescending(row => row.Comment.Id.Value)];
        var listed = await views.List(db, rows, site, cancellation);
        var wishes = await db.MailWishes.Where(one => one.SiteId == site.Id && one.PersonId == reader.Id).ToListAsync(cancellation);
        var isAuthor = await db.Set<Stories.Story>().AnyAsync(story => story.SiteId == site.Id && story.AuthorId == reader.Id, cancellation);
        return new(
            [.. listed.Select((one, at) => Draw(one, shown[rows[at].Comment.Id]))],
            await all.CountAsync(entry => entry.ReadAt == null, cancellation),
            entries.Count > PageSize ? entries[PageSize - 1].CommentId.ToString() : null,
            Pace(NewsKind.Reply),
            isAuthor ? Pace(NewsKind.Story) : null,
            before is null ? await statements.List(site.Id, reader.Id, cancellation) : [])
        {
            Orders = before is null ? await orders.List(site.Id, reader.Id, cancellation) : [],
            Threats = before is null ? await threats.List(site.Id, reader.Id, cancellation) : [],
        };

        string Pace(NewsKind kind) =>
            EnumWord.Of(wishes.Find(wish => wish.Kind == kind)?.Pace ?? InboxRules.UsualPace(site.Settings, kind));
    }

    public async Task MarkRead(SiteId site, PersonId reader, CancellationToken cancellation)
    {
        var now = time.Now;
        await statements.ReadAll(site, reader, cancellation);
        await threats.ReadAll(site, reader, cancellation);
        await door.Write(
            async db => await db.Inbox
                .Where(entry => entry.SiteId == site && entry.PersonId == reader && entry.ReadAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(entry => entry.ReadAt, now).SetProperty(entry => entry.MailDueAt, (DateTimeOffset?)null)),
            cancellation);
    }

    /// <summary>Sets how often mail tells a person of a kind; "never" counts for what was about to go out, too.</summary>
    public async Task Wish(SiteId site, PersonId person, NewsKind kind, MailPace pace, CancellationToken cancellation) =>
        await door.Write(
            async db =>
            {
                if (!await db.People.AnyAsync(one => one.SiteId == site && one.Id == person && one.Kind == PersonKind.Account))
                    return;
                var wish = await db.MailWishes.AsTracking().SingleOrDefaultAsync(
                    one => one.SiteId == site && one.PersonId == person && one.Kind == kind);
                if (wish is null)
                    db.Add(new MailWish(site, person, kind, pace));
                else
                    wish.Change(pace);
                if (pace == MailPace.Never)
                    await db.Inbox
                        .Where(entry => entry.SiteId == site && entry.PersonId == person && entry.Kind == kind && entry.MailDueAt != null)
                        .ExecuteUpdateAsync(set => set.SetProperty(entry => entry.MailDueAt, (DateTimeOffset?)null));
            },
            cancellation);

    private static NewsView Draw(ListedComment one, InboxEntry entry) =>
        new(SearchViews.Draw(one, Excerpt.Of(one.Comment.Html ?? "", [])), entry.ReadAt is null, entry.Kind == NewsKind.Story);
}
