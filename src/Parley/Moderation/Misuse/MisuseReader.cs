using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Comments;
using Parley.Moderation.Decisions;
using Parley.Moderation.Notices;
using Parley.Platform.Data;
using Parley.Sites;

namespace Parley.Moderation.Misuse;

/// <summary>How often somebody did what may be misuse, as the desk shows it.</summary>
/// <param name="Stage">As <c>misuse.stage</c> names it.</param>
public sealed record MisuseView(int Plain, int All, string Stage);

/// <summary>Counts what may be misuse.</summary>
internal static class MisuseReader
{
    /// <summary>Somebody's comments that were plainly illegal; null where there are none.</summary>
    public static async Task<MisuseView?> OfAuthor(ParleyContext db, LiveSite site, PersonId person, DateTimeOffset now)
    {
        var since = now - MisuseRules.CountedFor;
        var decisions = await db.Decisions
            .Where(one => one.SiteId == site.Id && one.PersonId == person && one.At > since && one.UndoneAt == null && one.ReversedAt == null
                && (one.IsManifest || one.Kind == DecisionKind.Warn))
            .Select(one => new { one.Kind, one.IsManifest, one.At, one.CommentId })
            .ToListAsync();
        var warnedAt = decisions.Where(one => one.Kind == DecisionKind.Warn).Select(one => (DateTimeOffset?)one.At).Max();
        var plain = decisions.Where(one => one.IsManifest && DecisionRules.Restricts(one.Kind) && one.CommentId is not null).DistinctBy(one => one.CommentId).ToList();
        if (plain.Count == 0)
            return null;
        var first = new CommentId(IdSource.At(since, 0));
        var all = await db.Comments.CountAsync(one => one.SiteId == site.Id && one.AuthorId == person && one.Id > first);
        return View(new(plain.Count, Math.Max(all, plain.Count), plain.Count(one => one.At > warnedAt)), warnedAt, site, now);
    }

    /// <summary>The stage a sender of notices has come to, and how often; null where none was plainly unfounded.</summary>
    public static async Task<(MisuseStage Stage, MisuseView View)?> OfSender(ParleyContext db, LiveSite site, byte[] contact, DateTimeOffset now)
    {
        var since = now - MisuseRules.CountedFor;
        var notices = await db.Notices
            .Where(one => one.SiteId == site.Id && one.ContactKey == contact && one.At > since)
            .Select(one => new { one.IsUnfounded, one.At, one.ComplainedAt, one.IsComplaintUnfounded })
            .ToListAsync();
        // An objection that is plainly unfounded is a notice once more.
        var plain = notices.Where(one => one.IsUnfounded).Select(one => one.At)
            .Concat(notices.Where(one => one.IsComplaintUnfounded).Select(one => one.ComplainedAt!.Value)).ToList();
        if (plain.Count == 0)
            return null;
        var sender = await db.NoticeSenders.SingleOrDefaultAsync(one => one.SiteId == site.Id && one.ContactKey == contact);
        var count = new MisuseCount(
            plain.Count, notices.Count + notices.Count(one => one.ComplainedAt is not null), plain.Count(at => at > sender?.WarnedAt));
        return (MisuseRules.StageOf(count, sender?.WarnedAt, site.Settings.MisuseOften, now), View(count, sender?.WarnedAt, site, now));
    }

    /// <summary>How often somebody's appeals were plainly unfounded; null for never.</summary>
    public static async Task<(MisuseStage Stage, MisuseView View)?> OfAppellant(ParleyContext db, LiveSite site, PersonId person, DateTimeOffset now)
    {
        var since = now - MisuseRules.CountedFor;
        var appeals = await db.Appeals.Where(one => one.SiteId == site.Id && one.PersonId == person && one.At > since).Select(one => new { one.IsUnfounded, one.At }).ToListAsync();
        if (appeals.TrueForAll(one => !one.IsUnfounded))
            return null;
        var warnedAt = await db.Appellants.Where(one => one.SiteId == site.Id && one.PersonId == person).Select(one => (DateTimeOffset?)one.WarnedAt).SingleOrDefaultAsync();
        var count = new MisuseCount(appeals.Count(one => one.IsUnfounded), appeals.Count, appeals.Count(one => one.IsUnfounded && one.At > warnedAt));
        return (MisuseRules.StageOf(count, warnedAt, site.Settings.MisuseOften, now), View(count, warnedAt, site, now));
    }

    /// <summary>Until when notices and objections from an address are not handled; null where they are.</summary>
    public static async Task<DateTimeOffset?> SuspendedUntil(ParleyContext db, SiteId site, byte[]? contact, DateTimeOffset now) => contact is null ? null : await db.NoticeSenders
        .Where(one => one.SiteId == site && one.ContactKey == contact && one.SuspendedUntil > now)
        .Select(one => one.SuspendedUntil)
        .SingleOrDefaultAsync();

    /// <summary>Until when somebody's appeals are not handled; null where they are.</summary>
    public static async Task<DateTimeOffset?> SuspendedUntil(ParleyContext db, SiteId site, PersonId person, DateTimeOffset now) => await db.Appellants
        .Where(one => one.SiteId == site && one.PersonId == person && one.SuspendedUntil > now)
        .Select(one => one.SuspendedUntil)
        .SingleOrDefaultAsync();

    private static MisuseView View(MisuseCount count, DateTimeOffset? warnedAt, LiveSite site, DateTimeOffset now) =>
        new(count.Plain, count.All, EnumWord.Of(MisuseRules.StageOf(count, warnedAt, site.Settings.MisuseOften, now)));
}
