using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Comments;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Stories;

namespace Parley.Moderation.Screens.Measures;

/// <summary>Begins and ends measures, each with its line in the record of what was changed.</summary>
internal sealed class SetMeasure(IWriteDoor door, IdSource ids, TimeProvider time)
{
    public const int MaxSeconds = 86_400;

    private static readonly TimeSpan Longest = TimeSpan.FromDays(3_650);

    /// <summary>What is wanted.</summary>
    /// <param name="Seconds">For slow mode; 0 ends it.</param>
    /// <param name="IsOn">False ends the measure.</param>
    /// <param name="For">How long; null until it is ended.</param>
    public sealed record Request(MeasureKind Kind, long Subject, bool IsOn, int Seconds = 0, TimeSpan? For = null);

    public async Task<Refusal?> Handle(SiteId site, Request request, Actor actor, CancellationToken cancellation)
    {
        if (request.Seconds is < 0 or > MaxSeconds || (request is { Kind: MeasureKind.Slow, IsOn: true, Seconds: 0 }))
            return new Refusal("measure-seconds", 422, "seconds", ("max", MaxSeconds));
        if (request.For is { } span && (span <= TimeSpan.Zero || span > Longest))
            return new Refusal("measure-hours", 422, "hours", ("max", (int)Longest.TotalHours));
        return (await door.Write<Outcome<bool>>(db => Save(db, site, request, actor), cancellation)).Value.Refusal;
    }

    private async Task<Outcome<bool>> Save(ParleyContext db, SiteId site, Request request, Actor actor)
    {
        if (!await IsThere(db, site, request))
            return Refusal.NotFound(request.Kind == MeasureKind.Premoderation ? "person" : "story");
        var now = time.Now;
        await Put(db, site, request, isByRule: false, actor, ids, now);
        return true;
    }

    /// <summary>Within a write: puts a measure in the place of the one that is there, and says so in the record.</summary>
    public static async Task Put(ParleyContext db, SiteId site, Request request, bool isByRule, Actor actor, IdSource ids, DateTimeOffset now)
    {
        var former = await db.Measures.AsTracking()
            .SingleOrDefaultAsync(one => one.SiteId == site && one.Kind == request.Kind && one.SubjectId == request.Subject);
        if (former is not null)
        {
            db.Remove(former);
            await db.SaveChangesAsync();
        }
        var made = request.IsOn ? new Measure(site, request.Kind, request.Subject, request.Seconds, isByRule, now, now + request.For) : null;
        if (made is not null)
            db.Add(made);
        db.Add(new StaffChange(
            ids.New<StaffChangeId>(), site, StaffMatter.Setting, $"{EnumWord.Of(request.Kind)} {IdText.Write(request.Subject)}",
            Say(former), Say(made), actor, now));
        db.Record(site, new MeasureChanged(request.Subject), now);
    }

    private static string Say(Measure? measure) =>
        measure is null ? "off"
        : (measure.Seconds > 0 ? $"{measure.Seconds} seconds" : "on") + (measure.EndsAt is { } end ? $" until {end:u}" : "");

    private static async Task<bool> IsThere(ParleyContext db, SiteId site, Request request)
    {
        var (story, person) = (new StoryId(request.Subject), new PersonId(request.Subject));
        return await db.Stories.AnyAsync(one => one.SiteId == site && one.Id == story)
            || (request.Kind == MeasureKind.Premoderation && await db.People.AnyAsync(one => one.SiteId == site && one.Id == person));
    }
}
