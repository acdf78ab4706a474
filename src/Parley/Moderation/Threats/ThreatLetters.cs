using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Platform.Data;
using Parley.Platform.Events;
using Parley.Platform.Mail;
using Parley.Platform.Web;
using Parley.Platform.Web.Languages;
using Parley.Sites;
using Quartz;

namespace Parley.Moderation.Threats;

/// <summary>Mails whoever reported a threat, or is threatened, what was done: that it was, and nothing of whoever made it.</summary>
[DisallowConcurrentExecution]
internal sealed class ThreatLetters(
    IDbContextFactory<ParleyContext> reading, IWriteDoor door, Outbox outbox, SiteDirectory sites, AllWords words, OwnRoot root, TimeProvider time)
    : DueMails<ThreatNews, (SiteId Site, PersonId Person)>(reading, door, time)
{
    protected override IQueryable<ThreatNews> Due(ParleyContext db, DateTimeOffset now) =>
        db.ThreatNews.Where(one => one.LetterDueAt <= now).OrderBy(one => one.LetterDueAt);

    protected override (SiteId Site, PersonId Person) To(ThreatNews row) => (row.SiteId, row.PersonId);

    protected override void Mark(ParleyContext db, ThreatNews row, DateTimeOffset now)
    {
        db.Attach(row);
        row.Told();
    }

    /// <returns>Null where there is no mail address: it stands in their inbox all the same.</returns>
    protected override async Task<OutboxMail?> Draw(ParleyContext db, (SiteId Site, PersonId Person) to, IReadOnlyList<ThreatNews> rows, CancellationToken cancellation)
    {
        var account = await (
            from person in db.People
            join known in db.Accounts on person.AccountId equals known.Id
            where person.SiteId == to.Site && person.Id == to.Person && known.IsMailConfirmed && known.SiteId == to.Site
            select known).SingleOrDefaultAsync(cancellation);
        if (account?.Mail is not { } address || sites.Find(to.Site) is not { } site)
            return null;
        var said = words.Find(account.Language ?? site.View.Language);
        return await outbox.Draw(site.Id, address, new Letter(
            said,
            site.Site.Title,
            said.Format("threat.newsSubject", ("site", site.Site.Title)),
            [.. rows.Select(row => (EnumWord.Of(row.Part), row.IsRestricted)).Distinct().Select(row => said.Format("threat.news", ("part", row.Item1), ("done", row.IsRestricted ? "yes" : "no")))],
            null,
            root.Of(Links.Inbox(site.Name)) is { } inbox ? new LetterLink(said["threat.newsOpen"], inbox) : null,
            [said["threat.newsHelp"]]));
    }
}

/// <summary>What a person was told of threats.</summary>
internal sealed class HeldThreatNews : IHeldOnPerson
{
    public string Name => "threat-news";

    public async Task<IReadOnlyList<IReadOnlyList<HeldValue>>> Read(ParleyContext db, Person person, CancellationToken cancellation) =>
        (await db.ThreatNews.Where(one => one.SiteId == person.SiteId && one.PersonId == person.Id).OrderBy(one => one.CommentId).ToListAsync(cancellation))
            .ConvertAll(one => (IReadOnlyList<HeldValue>)
                [new("commentId", one.CommentId.ToString()), new("part", EnumWord.Of(one.Part)), new("restricted", one.IsRestricted), new("at", one.DueAt), new("readAt", one.ReadAt)]);
}

/// <summary>It follows a guest who turned out to be somebody, and goes with whoever is erased.</summary>
internal sealed class MovedThreatNews : IStoredReaction
{
    public string Name => "moved-threat-news";

    public async Task React(ParleyContext db, IReadOnlyList<RecordedEvent> events, DateTimeOffset now)
    {
        foreach (var one in events)
        {
            if (one.Happened is PersonMerged merged)
                await db.ThreatNews
                    .Where(news => news.SiteId == one.SiteId && news.PersonId == merged.Guest
                        && !db.Set<ThreatNews>().Any(other => other.SiteId == one.SiteId && other.PersonId == merged.Into && other.CommentId == news.CommentId))
                    .ExecuteUpdateAsync(set => set.SetProperty(news => news.PersonId, merged.Into));
            else if (one.Happened is PersonErased erased)
                await db.ThreatNews.Where(news => news.SiteId == one.SiteId && news.PersonId == erased.PersonId).ExecuteDeleteAsync();
        }
    }
}

/// <summary>Forgets what people were told of threats, when it is as old as what else their inbox forgets.</summary>
internal sealed class SpentThreatNews(IWriteDoor door, TimeProvider time) : IJob
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(184);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var before = time.Now - KeptFor;
        await door.Write(async db => await db.ThreatNews.Where(one => one.DueAt < before).ExecuteDeleteAsync(), cancellationToken);
    }
}
