using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Comments;
using Parley.Comments.Screening;
using Parley.Platform.Data;
using Parley.Platform.Events;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Moderation.Screens.Measures;

/// <summary>
/// When people who came today write more than so many comments a minute in a thread, the thread is slowed and theirs wait;
/// the measure ends by itself some minutes after the last minute that was too much.
/// </summary>
internal sealed class FloodRule(SiteDirectory sites, MeasuresNow measures, IdSource ids) : IStoredReaction
{
    /// <summary>How long one counts as new.</summary>
    public static readonly TimeSpan Newness = TimeSpan.FromDays(1);

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static readonly Actor Rule = new(ActorKind.Parley);

    public string Name => "flood-rule";

    public async Task React(ParleyContext db, IReadOnlyList<RecordedEvent> events, DateTimeOffset now)
    {
        var written = events
            .Where(one => now - one.At < Minute)
            .Select(one => (one.SiteId, Story: StoryOf(one.Happened)))
            .Where(one => one.Story is not null)
            .Distinct();
        foreach (var (site, story) in written)
            await Judge(db, site, story!.Value, now);
    }

    /// <summary>The story somebody just wrote under; null when the event is another.</summary>
    private static StoryId? StoryOf(Event happened) => happened switch
    {
        CommentPosted posted => posted.StoryId,
        CommentScreened { Revision: 0, Outcome: Verdict.Hold } held => held.StoryId,
        _ => null,
    };

    private async Task Judge(ParleyContext db, SiteId site, StoryId story, DateTimeOffset now)
    {
        if (sites.Find(site)?.Settings is not { } settings || ScreenModes.Read(settings.ScreenFlood) != ScreenMode.On)
            return;
        // Ids begin with the moment they were drawn at: a comment's, and a person's.
        var since = new CommentId(IdSource.At(now - Minute, 0));
        var newcomers = new PersonId(IdSource.At(now - Newness, 0));
        var count = await db.Comments
            .Where(one => one.SiteId == site && one.StoryId == story && one.Id > since && one.AuthorId > newcomers)
            .Take(settings.FloodRate + 1).CountAsync();
        if (count > settings.FloodRate)
            await Begin(db, site, story, settings, now);
    }

    private async Task Begin(ParleyContext db, SiteId site, StoryId story, SiteSettings settings, DateTimeOffset now)
    {
        var lasts = TimeSpan.FromMinutes(settings.FloodMinutes);
        var under = await db.Measures.AsTracking().SingleOrDefaultAsync(
            one => one.SiteId == site && one.Kind == MeasureKind.Newcomers && one.SubjectId == story.Value);
        if (under is { EndsAt: null })
            return;
        if (under is { IsByRule: true } && under.Holds(now))
        {
            await Prolong(db, site, story, under, now + lasts, now);
            return;
        }
        await SetMeasure.Put(db, site, new(MeasureKind.Newcomers, story.Value, true, For: lasts), true, Rule, ids, now);
        // What people set is theirs to undo, and not made quicker by a rule.
        var slow = measures.Find(site, MeasureKind.Slow, story.Value, now);
        if (settings.FloodSlow > 0 && (slow is null || slow.IsByRule))
            await SetMeasure.Put(db, site, new(MeasureKind.Slow, story.Value, true, settings.FloodSlow, lasts), true, Rule, ids, now);
        db.Record(site, new FloodBegan(story), now);
    }

    /// <summary>It goes on: once a minute is often enough to say so.</summary>
    private static async Task Prolong(ParleyContext db, SiteId site, StoryId story, Measure under, DateTimeOffset until, DateTimeOffset now)
    {
        if (until - under.EndsAt < Minute)
            return;
        under.Prolong(until);
        var slow = await db.Measures.AsTracking().SingleOrDefaultAsync(
            one => one.SiteId == site && one.Kind == MeasureKind.Slow && one.SubjectId == story.Value);
        if (slow is { IsByRule: true })
            slow.Prolong(until);
        db.Record(site, new MeasureChanged(story.Value), now);
    }
}
