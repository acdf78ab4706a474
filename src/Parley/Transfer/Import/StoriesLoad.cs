using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Platform.Data;
using Parley.Stories;
using Parley.Transfer.Records;

namespace Parley.Transfer.Import;

/// <summary>
/// The stories of a batch that the site lacks, and where comments of each go. A story that the site knows under another
/// id (the same publisher's id or address, made on its own there) is brought in as one merged into that, so that every id
/// and permalink of the file leads on.
/// </summary>
internal sealed class StoriesLoad(ParleyContext db, SiteId site, IdSource ids, DateTimeOffset now)
{
    private readonly Dictionary<StoryId, StoryId> _places = [];
    private readonly List<NewStory> _new = [];

    public IReadOnlyList<NewStory> New => _new;

    /// <summary>The story that takes the comments the file has under this one.</summary>
    public StoryId PlaceOf(StoryId story) => _places[story];

    /// <param name="stories">Stories this batch brings.</param>
    /// <param name="ofComments">Stories its comments belong to, brought by this batch or an earlier one.</param>
    public async Task Resolve(IReadOnlyList<StoryUnit> stories, IEnumerable<StoryUnit> ofComments)
    {
        var all = stories.Concat(ofComments).DistinctBy(unit => unit.Story.Id).ToList();
        var wanted = all.ConvertAll(unit => unit.Story.Id);
        var there = await db.Stories
            .Where(story => story.SiteId == site && EF.Parameter(wanted).Contains(story.Id))
            .Select(story => new { story.Id, story.MergedInto })
            .ToDictionaryAsync(story => story.Id, story => story.MergedInto);
        var twins = new StoryTwins(db, site);
        await twins.Load([.. stories.Select(unit => unit.Story).Where(story => !there.ContainsKey(story.Id))]);
        foreach (var unit in all)
            _places[unit.Story.Id] = there.TryGetValue(unit.Story.Id, out var into)
                ? await Follow(unit.Story, into)
                : await Bring(unit, twins);
    }

    /// <summary>A story that was merged since the file was written takes nothing; what it became does.</summary>
    private async Task<StoryId> Follow(StoryRecord story, StoryId? into) =>
        into is null || into == story.MergedInto ? story.Id : await End(into.Value);

    private async Task<StoryId> Bring(StoryUnit unit, StoryTwins twins)
    {
        var twin = twins.Take(unit.Story, out var addresses);
        if (twin is null || unit.Story.MergedInto is not null)
        {
            _new.Add(new(unit, unit.Story.MergedInto, unit.Story.Id, addresses, KeepsSource: twin is null));
            return unit.Story.Id;
        }
        _new.Add(new(unit, twin, twin.Value, addresses, KeepsSource: false));
        db.Add(new StateChange(
            site, ids.New<StateChangeId>(), StateSubject.Story, unit.Story.Id.Value, RowValue.Word(unit.Story.Thread), "merged",
            new Actor(ActorKind.Import), twin.Value.ToString(), now));
        return await End(twin.Value);
    }

    private async Task<StoryId> End(StoryId story)
    {
        while (await db.Stories.Where(one => one.SiteId == site && one.Id == story).Select(one => one.MergedInto).SingleOrDefaultAsync() is { } next)
            story = next;
        return story;
    }
}

/// <summary>A story to be stored.</summary>
/// <param name="MergedInto">Null where it stands by itself.</param>
/// <param name="AddressesOf">The story its addresses lead to.</param>
/// <param name="Addresses">Those no other story has.</param>
/// <param name="KeepsSource">False where another story of the site has the same source and source id.</param>
internal sealed record NewStory(
    StoryUnit Unit, StoryId? MergedInto, StoryId AddressesOf, IReadOnlyList<(string Key, UrlValue Url)> Addresses, bool KeepsSource)
{
    public StoryRecord Story => Unit.Story;

    /// <summary>Whether it was found to be another story of the site.</summary>
    public bool IsTwin => AddressesOf != Story.Id;
}
