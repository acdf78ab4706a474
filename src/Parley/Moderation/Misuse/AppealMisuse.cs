using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Moderation.Decisions;
using Parley.Platform.Data;
using Parley.Platform.Mail;
using Parley.Platform.Web;
using Parley.Platform.Web.Languages;
using Parley.Sites;

namespace Parley.Moderation.Misuse;

/// <summary>Warns those whose appeals are plainly unfounded time and again, and stops handling theirs for a time. Each is told why and for how long.</summary>
internal sealed class AppealMisuse(Outbox outbox, AllWords words, IDbContextFactory<ParleyContext> reading, IWriteDoor door, IRecord record, TimeProvider time)
{
    /// <param name="id">One of their appeals.</param>
    public Task<Refusal?> Warn(LiveSite site, AccountId by, string? id, CancellationToken cancellation) =>
        Act(site, by, id, "misuse-warned", MisuseRules.MayWarn, null, (one, now) => one.Warn(now), cancellation);

    /// <inheritdoc cref="Warn"/>
    public Task<Refusal?> Suspend(LiveSite site, AccountId by, string? id, CancellationToken cancellation)
    {
        var until = time.Now.AddDays(site.Settings.MisuseDays);
        return Act(site, by, id, "misuse-suspended", MisuseRules.MaySuspend, until, (one, _) => one.Suspend(until), cancellation);
    }

    private async Task<Refusal?> Act(
        LiveSite site, AccountId by, string? id, string kind, Func<MisuseStage, Refusal?> may, DateTimeOffset? until, Action<Appellant, DateTimeOffset> change, CancellationToken cancellation)
    {
        if (!IdText.TryRead<AppealId>(id, out var typed))
            return new Refusal("misuse-seldom", 422, "appeal");
        var now = time.Now;
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var appeal = await db.Appeals.SingleOrDefaultAsync(one => one.SiteId == site.Id && one.Id == typed, cancellation);
        if (appeal is null || await MisuseReader.OfAppellant(db, site, appeal.PersonId, now) is not { } found)
            return new Refusal("misuse-seldom", 422, "appeal");
        if (may(found.Stage) is { } refusal)
            return refusal;
        var person = appeal.PersonId;
        var mail = await Draw(db, site, person, found.View, until, cancellation);
        await door.Write(
            async writing =>
            {
                var one = await writing.Appellants.AsTracking().SingleOrDefaultAsync(known => known.SiteId == site.Id && known.PersonId == person);
                if (one is null)
                    writing.Add(one = new Appellant(site.Id, person, now));
                change(one, now);
                if (mail is not null)
                    writing.Add(mail);
                record.Add(writing, new Deed(site.Id, kind, "appeals", appeal.Id.Value, EnumWord.Of(ActorKind.Staff), by.Value, now));
            },
            cancellation);
        return null;
    }

    /// <returns>Null where there is no mail address: the pages of their statements say it all the same.</returns>
    private async Task<OutboxMail?> Draw(ParleyContext db, LiveSite site, PersonId person, MisuseView view, DateTimeOffset? until, CancellationToken cancellation)
    {
        var account = await (
            from one in db.People
            join known in db.Accounts on one.AccountId equals known.Id
            where one.SiteId == site.Id && one.Id == person && known.IsMailConfirmed && known.SiteId == site.Id
            select known).SingleOrDefaultAsync(cancellation);
        if (account?.Mail is not { } address)
            return null;
        var said = words.Find(account.Language ?? site.View.Language);
        return await outbox.Draw(site.Id, address, new Letter(
            said,
            site.Site.Title,
            said.Format("misuse.appealSubject", ("site", site.Site.Title)),
            [said.Format("misuse.appealCount", ("plain", view.Plain), ("all", view.All)), until is { } end ? said.Format("misuse.appealSuspend", ("date", said.Date(end))) : said["misuse.appealWarn"]],
            null,
            null,
            [said["statement.redress"]]));
    }
}
