using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Sites;

namespace Parley.Moderation.Flaggers;

/// <summary>Keeps the list of trusted flaggers; those whose status ended stay in it.</summary>
internal sealed class FlaggerDesk(IDbContextFactory<ParleyContext> reading, IWriteDoor door, IRecord record, IdSource ids, TimeProvider time)
{
    public const int MaxLineLength = 200;

    public async Task<IReadOnlyList<FlaggerView>> List(SiteId site, CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var flaggers = await db.Flaggers.Where(one => one.SiteId == site).OrderByDescending(one => one.Id).ToListAsync(cancellation);
        var given = await db.Set<Notices.Notice>().Where(one => one.SiteId == site && one.FlaggerId != null)
            .GroupBy(one => one.FlaggerId)
            .Select(group => new { group.Key, Count = group.Count(), Unfounded = group.Sum(one => one.IsUnfounded ? 1 : 0) })
            .ToListAsync(cancellation);
        var now = time.Now;
        return [.. flaggers.Select(one => (Flagger: one, Given: given.Find(all => all.Key == one.Id)))
            .Select(one => new FlaggerView(
                one.Flagger.Id.ToString(), one.Flagger.Name, one.Flagger.Mail, one.Flagger.Expertise, one.Flagger.GrantedBy, one.Flagger.ValidFrom, one.Flagger.ValidUntil, one.Flagger.EndedAt,
                one.Flagger.IsValidAt(now) ? "valid" : one.Flagger.EndedAt is null && one.Flagger.ValidFrom > now ? "coming" : "ended", one.Given?.Count ?? 0, one.Given?.Unfounded ?? 0))
            .OrderBy(one => one.State == "ended" ? 1 : 0)];
    }

    /// <summary>Whose token this is; null for nobody's, or for one whose status does not hold now.</summary>
    public async Task<Flagger?> Find(SiteId site, string? token, CancellationToken cancellation)
    {
        if (!Flagger.TryRead(token, out var id, out var secret))
            return null;
        await using var db = await reading.CreateDbContextAsync(cancellation);
        return await db.Flaggers.SingleOrDefaultAsync(one => one.SiteId == site && one.Id == id, cancellation) is { } found && found.Opens(secret) && found.IsValidAt(time.Now)
            ? found
            : null;
    }

    /// <returns>The token, to be shown once.</returns>
    public async Task<Outcome<string>> Add(SiteId site, AccountId by, TypedFlagger typed, CancellationToken cancellation)
    {
        var now = time.Now;
        var text = Read(typed, now);
        if (text.Refusal is { } unfit)
            return unfit;
        var id = ids.New<FlaggerId>();
        var (token, hash) = Flagger.MakeToken(id, RandomNumberGenerator.GetBytes(Flagger.SecretBytes));
        await door.Write(
            db =>
            {
                db.Add(new Flagger(site, id, text.Value!, hash, by, now));
                Remember(db, site, id, "flagger-added", by, now);
                return Task.CompletedTask;
            },
            cancellation);
        return token;
    }

    /// <summary>A new address for somebody who lost theirs, or gave it away.</summary>
    public async Task<Outcome<string>> Renew(SiteId site, AccountId by, string? typed, CancellationToken cancellation)
    {
        var token = "";
        var refused = await Change(site, typed, (db, flagger, now) =>
        {
            (token, var hash) = Flagger.MakeToken(flagger.Id, RandomNumberGenerator.GetBytes(Flagger.SecretBytes));
            flagger.Renew(hash);
            Remember(db, site, flagger.Id, "flagger-renewed", by, now);
        }, cancellation);
        return refused is { } refusal ? refusal : token;
    }

    public Task<Refusal?> End(SiteId site, AccountId by, string? typed, CancellationToken cancellation) => Change(site, typed, (db, flagger, now) =>
    {
        flagger.End(now);
        Remember(db, site, flagger.Id, "flagger-ended", by, now);
    }, cancellation);

    private static Outcome<FlaggerText> Read(TypedFlagger typed, DateTimeOffset now)
    {
        var lines = new[] { ("name", typed.Name), ("expertise", typed.Expertise), ("granted", typed.Granted) }.Select(one => (Field: one.Item1, Text: CleanText.Line(one.Item2 ?? ""))).ToList();
        foreach (var (field, text) in lines)
            if (text.Length > MaxLineLength)
                return new Refusal("too-long", 422, field, ("max", MaxLineLength));
            else if (!CleanText.IsVisible(text))
                return new Refusal("order-field", 422, field);
        var mail = MailAddress.Read(typed.Mail);
        if (mail.Refusal is { } noMail)
            return noMail;
        if (Day(typed.From, now) is not { } from)
            return new Refusal("order-when", 422, "from");
        var until = string.IsNullOrEmpty(typed.Until) ? null : Day(typed.Until, now)?.AddDays(1);
        return (!string.IsNullOrEmpty(typed.Until) && until is null) || until <= from
            ? new Refusal("order-when", 422, "until")
            : new FlaggerText(lines[0].Text, mail.Value!.Text, lines[1].Text, lines[2].Text, from, until);
    }

    private static DateTimeOffset? Day(string? typed, DateTimeOffset now) =>
        string.IsNullOrEmpty(typed) ? now
        : DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 2000 and < 9000 ? new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)
        : null;

    private async Task<Refusal?> Change(SiteId site, string? typed, Action<ParleyContext, Flagger, DateTimeOffset> change, CancellationToken cancellation)
    {
        if (!IdText.TryRead<FlaggerId>(typed, out var id))
            return new Refusal("flagger", 422, "id");
        var written = await door.Write<Refusal?>(
            async db =>
            {
                if (await db.Flaggers.AsTracking().SingleOrDefaultAsync(one => one.SiteId == site && one.Id == id) is not { EndedAt: null } flagger)
                    return new Refusal("flagger", 422, "id");
                change(db, flagger, time.Now);
                return null;
            },
            cancellation);
        return written.Value;
    }

    private void Remember(ParleyContext db, SiteId site, FlaggerId id, string kind, AccountId by, DateTimeOffset now) =>
        record.Add(db, new Deed(site, kind, "flagger", id.Value, EnumWord.Of(ActorKind.Staff), by.Value, now));
}
