using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Comments;
using Parley.Moderation.Alerts;
using Parley.Moderation.Cases;
using Parley.Moderation.Record;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Sites;

namespace Parley.Moderation.Threats;

/// <summary>Freezes evidence of threats to life, and what staff do with it: each step in the record, nothing sent by itself.</summary>
internal sealed class ThreatDesk(
    EvidenceGathering evidence, IDbContextFactory<ParleyContext> reading, IWriteDoor door, AlertBook alerts, IRecord record, IdSource ids, TimeProvider time)
{
    private const int Listed = 100;

    /// <summary>One press: the case stands before all others, and what it shows is safe. A second press opens the same file.</summary>
    public async Task<Outcome<ThreatFileId>> Open(LiveSite site, AccountId by, string? id, CancellationToken cancellation)
    {
        if (!IdText.TryRead<CaseId>(id, out var typed))
            return new Refusal("decision", 422, "case");
        await using var db = await reading.CreateDbContextAsync(cancellation);
        if (await db.Cases.SingleOrDefaultAsync(one => one.SiteId == site.Id && one.Id == typed, cancellation) is not { } seen)
            return Refusal.NotFound("case");
        var comment = await db.Comments.SingleAsync(one => one.SiteId == site.Id && one.Id == seen.CommentId, cancellation);
        var now = time.Now;
        var frozen = await evidence.Freeze(db, site, comment, by, now, cancellation);
        var written = await door.Write<Outcome<ThreatFileId>>(
            async writing =>
            {
                var found = await writing.Cases.AsTracking().SingleAsync(one => one.SiteId == site.Id && one.Id == typed);
                if (await writing.ThreatFiles.OrderBy(one => one.Id).FirstOrDefaultAsync(one => one.SiteId == site.Id && one.CaseId == typed && one.Evidence != null) is { } known)
                    return known.Id;
                if (await writing.Comments.AnyAsync(one => one.SiteId == site.Id && one.Id == comment.Id && one.Revision != comment.Revision))
                    return new Refusal("case-edited", 409);
                var file = new ThreatFile(ids.New<ThreatFileId>(), found, frozen, by, now);
                found.Add(CaseSource.Own, ReasonRules.FindAny(site.Settings.Reasons, Reason.Threat) ?? Reason.Other, now);
                found.Escalate(UrgencyWeights.Of(site.Settings));
                await alerts.Note(writing, site, found, now);
                writing.Add(file);
                Remember(writing, file, "threat-frozen", by.Value, now, new DeedValue("sha256", frozen.Digest));
                return file.Id;
            },
            cancellation);
        return written.Value;
    }

    public async Task<ThreatFile?> Find(SiteId site, string? id, CancellationToken cancellation)
    {
        if (!IdText.TryRead<ThreatFileId>(id, out var typed))
            return null;
        await using var db = await reading.CreateDbContextAsync(cancellation);
        return await db.ThreatFiles.SingleOrDefaultAsync(one => one.SiteId == site && one.Id == typed, cancellation);
    }

    /// <summary>The latest files, those first that are still to be dealt with.</summary>
    public async Task<IReadOnlyList<ThreatFile>> List(SiteId site, CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var files = await db.ThreatFiles.Where(one => one.SiteId == site).OrderByDescending(one => one.Id).Take(Listed).ToListAsync(cancellation);
        return [.. files.OrderBy(one => one.State is ThreatState.Frozen or ThreatState.Confirmed ? 0 : 1)];
    }

    public Task<Refusal?> Confirm(LiveSite site, AccountId by, string? id, string? authority, bool isSure, CancellationToken cancellation) =>
        Change(site.Id, id, (db, file, now) =>
        {
            if (ThreatRules.MayConfirm(file, isSure) is { } refusal)
                return refusal;
            if (ThreatRules.Directory(site.Settings.Authorities).FirstOrDefault(one => one.Text == authority) is not { } known)
                return new Refusal("threat-authority", 422, "authority");
            file.Confirm(known.Text, by, now);
            Remember(db, file, "threat-confirmed", by.Value, now, new DeedValue("authority", known.Text));
            return null;
        }, cancellation);

    /// <summary>The file for the authority; that it was taken is a step of its custody.</summary>
    public async Task<Outcome<byte[]>> Take(LiveSite site, AccountId by, string? id, CancellationToken cancellation)
    {
        if (await Find(site.Id, id, cancellation) is not { } file)
            return new Refusal("threat", 422, "id");
        if (ThreatRules.MayTake(file) is { } refusal)
            return refusal;
        if (evidence.Open(file) is not { } text)
            return new Refusal("threat-broken", 409);
        await door.Write(
            db =>
            {
                Remember(db, file, "threat-taken", by.Value, time.Now);
                return Task.CompletedTask;
            },
            cancellation);
        return EvidenceGathering.Write(new(file.Id.ToString(), file.Authority, file.Digest, await Custody(file, cancellation), text));
    }

    /// <summary>Who had it in hand, from the record.</summary>
    public async Task<IReadOnlyList<CustodyStep>> Custody(ThreatFile file, CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var rows = await db.AuditLog.Where(row => row.SubjectId == file.Id.Value && row.SiteId == file.SiteId).OrderBy(row => row.Id).ToListAsync(cancellation);
        return rows.ConvertAll(row => new CustodyStep(
            row.At, row.Kind, row.ActorId is { } by ? new AccountId(by).ToString() : null, row.Sequence, row.Hash is { } hash ? Convert.ToHexStringLower(hash) : null));
    }

    public Task<Refusal?> Sent(LiveSite site, AccountId by, string? id, string? typed, CancellationToken cancellation) =>
        Change(site.Id, id, (db, file, now) =>
        {
            var receipt = CleanText.Line(typed ?? "");
            if (ThreatRules.MaySend(file, receipt) is { } refusal)
                return refusal;
            file.Send(receipt, by, now);
            Remember(db, file, "threat-sent", by.Value, now, new DeedValue("authority", file.Authority));
            return null;
        }, cancellation);

    /// <summary>Looked at before its end, and still needed: it is kept as long again, from now.</summary>
    public Task<Refusal?> Keep(LiveSite site, AccountId by, string? id, string? typed, CancellationToken cancellation) =>
        Change(site.Id, id, (db, file, now) =>
        {
            var why = CleanText.Line(typed ?? "");
            if (ThreatRules.MayKeep(file, why) is { } refusal)
                return refusal;
            file.KeepUntil(now + ThreatRules.FrozenFor);
            record.Add(db, Deed(file, "threat-kept", by.Value, now) with { Personal = [new("why", why)] });
            return null;
        }, cancellation);

    /// <summary>It was none: the evidence goes at once, and the case stands where its other reasons put it.</summary>
    public Task<Refusal?> Dismiss(LiveSite site, AccountId by, string? id, bool isSure, CancellationToken cancellation) =>
        Change(site.Id, id, async (db, file, now) =>
        {
            if (ThreatRules.MayDismiss(file, isSure) is { } refusal)
                return refusal;
            file.End(ThreatState.Dismissed, now);
            (await db.Cases.AsTracking().SingleAsync(one => one.SiteId == site.Id && one.Id == file.CaseId)).StandDown(UrgencyWeights.Of(site.Settings));
            Remember(db, file, "threat-dismissed", by.Value, now);
            return null;
        }, cancellation);

    /// <summary>Destroys evidence whose time is up.</summary>
    public Task End(CancellationToken cancellation) => door.Write(
        async db =>
        {
            var now = time.Now;
            foreach (var file in await db.ThreatFiles.AsTracking().Where(one => one.Evidence != null && one.FrozenUntil <= now).OrderBy(one => one.Id).Take(Listed).ToListAsync())
            {
                file.End(ThreatState.Expired, now);
                Remember(db, file, "threat-expired", null, now);
            }
        },
        cancellation);

    private Task<Refusal?> Change(SiteId site, string? id, Func<ParleyContext, ThreatFile, DateTimeOffset, Refusal?> change, CancellationToken cancellation) =>
        Change(site, id, (db, file, now) => Task.FromResult(change(db, file, now)), cancellation);

    private async Task<Refusal?> Change(SiteId site, string? id, Func<ParleyContext, ThreatFile, DateTimeOffset, Task<Refusal?>> change, CancellationToken cancellation)
    {
        if (!IdText.TryRead<ThreatFileId>(id, out var typed))
            return new Refusal("threat", 422, "id");
        var written = await door.Write<Refusal?>(
            async db =>
            {
                var row = db.ThreatFiles.Where(one => one.SiteId == site && one.Id == typed);
                // Holds the row: of two at once the second sees what the first did.
                await row.ExecuteUpdateAsync(set => set.SetProperty(one => one.FrozenAt, one => one.FrozenAt));
                return await row.AsTracking().SingleOrDefaultAsync() is { } file ? await change(db, file, time.Now) : new Refusal("threat", 422, "id");
            },
            cancellation);
        return written.Value;
    }

    private void Remember(ParleyContext db, ThreatFile file, string kind, long? by, DateTimeOffset now, params DeedValue[] facts) =>
        record.Add(db, Deed(file, kind, by, now) with { Facts = facts });

    private static Platform.Data.Deed Deed(ThreatFile file, string kind, long? by, DateTimeOffset now) =>
        new(file.SiteId, kind, "threat", file.Id.Value, EnumWord.Of(by is null ? ActorKind.Parley : ActorKind.Staff), by, now);
}
