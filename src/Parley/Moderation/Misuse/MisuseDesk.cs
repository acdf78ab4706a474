using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Moderation.Notices;
using Parley.Platform.Data;
using Parley.Platform.Mail;
using Parley.Platform.Web;
using Parley.Platform.Web.Languages;
using Parley.Sites;

namespace Parley.Moderation.Misuse;

/// <summary>Warns those who give plainly unfounded notices, and stops handling theirs for a time. Each is told why and for how long.</summary>
internal sealed class MisuseDesk(
    NoticeContacts contacts, Outbox outbox, AllWords words, IDbContextFactory<ParleyContext> reading, IWriteDoor door, IRecord record, TimeProvider time)
{
    /// <param name="id">One of their notices.</param>
    public Task<Refusal?> Warn(LiveSite site, AccountId by, string? id, CancellationToken cancellation) =>
        Act(site, by, id, "misuse-warned", MisuseRules.MayWarn, (said, view) => LetterOf(site, said, view, null), (sender, now) => sender.Warn(now), cancellation);

    /// <inheritdoc cref="Warn"/>
    public Task<Refusal?> Suspend(LiveSite site, AccountId by, string? id, CancellationToken cancellation)
    {
        var until = time.Now.AddDays(site.Settings.MisuseDays);
        return Act(
            site, by, id, "misuse-suspended", MisuseRules.MaySuspend, (said, view) => LetterOf(site, said, view, until), (sender, _) => sender.Suspend(until), cancellation);
    }

    private async Task<Refusal?> Act(
        LiveSite site, AccountId by, string? id, string kind, Func<MisuseStage, Refusal?> may, Func<Words, MisuseView, Letter> draw, Action<NoticeSender, DateTimeOffset> change,
        CancellationToken cancellation)
    {
        if (!IdText.TryRead<NoticeId>(id, out var typed))
            return new Refusal("misuse-seldom", 422, "notice");
        var now = time.Now;
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var notice = await db.Notices.SingleOrDefaultAsync(one => one.SiteId == site.Id && one.Id == typed, cancellation);
        if (notice?.ContactKey is not { } key || await MisuseReader.OfSender(db, site, key, now) is not { } found)
            return new Refusal("misuse-seldom", 422, "notice");
        if (may(found.Stage) is { } refusal)
            return refusal;
        var mail = contacts.Open(notice)?.Mail is { } address ? await outbox.Draw(site.Id, address, draw(words.Find(notice.Language), found.View)) : null;
        await door.Write(
            async writing =>
            {
                var sender = await writing.NoticeSenders.AsTracking().SingleOrDefaultAsync(one => one.SiteId == site.Id && one.ContactKey == key);
                if (sender is null)
                    writing.Add(sender = new NoticeSender(site.Id, key, now));
                change(sender, now);
                if (mail is not null)
                    writing.Add(mail);
                record.Add(writing, new Deed(site.Id, kind, "notices", notice.Id.Value, EnumWord.Of(ActorKind.Staff), by.Value, now));
            },
            cancellation);
        return null;
    }

    private static Letter LetterOf(LiveSite site, Words said, MisuseView view, DateTimeOffset? until) => new(
        said,
        site.Site.Title,
        said.Format("misuse.subject", ("site", site.Site.Title)),
        [
            said.Format("misuse.count", ("plain", view.Plain), ("all", view.All)),
            until is { } end ? said.Format("misuse.suspend", ("date", said.Date(end))) : said["misuse.warn"],
        ],
        null,
        null,
        [said["statement.redress"]]);
}
