using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Stories.Pages;

namespace Parley.Stories;

/// <summary>The stories of a site, whose threads an editor opens, closes and archives.</summary>
internal static class StaffStories
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var site = app.MapGroup("/staff/{site}").ExcludeFromDescription();
        site.MapGet("/stories", (HttpContext http, string? find, string? done, StoriesDesk desk, CancellationToken cancellation) =>
            desk.Show(http, find, done == "yes", null, cancellation)).For(Caller.Editor);
        site.MapPost("/stories/thread", (HttpContext http, StaffPages pages, StoriesDesk desk, CancellationToken cancellation) =>
            pages.WithForm(http, form => desk.SetThread(http, form, cancellation))).WritesFor(Caller.Editor);
    }
}

/// <summary>Shows stories to editors and takes what they say of their threads.</summary>
internal sealed class StoriesDesk(StaffPages pages, StoryFinder stories, SaveStory saving, IDbContextFactory<ParleyContext> reading)
{
    /// <summary>The newest; an older one is found by its address or number.</summary>
    private const int Shown = 30;

    /// <param name="find">Address of an article, the publisher's id of it, or ours; null for the newest stories.</param>
    public async Task<IResult> Show(HttpContext http, string? find, bool done, Refusal? refusal, CancellationToken cancellation)
    {
        var site = Entered.Of(http).Site!;
        var found = string.IsNullOrWhiteSpace(find) ? await Newest(site.Id, cancellation) : await Named(http, find.Trim(), cancellation);
        return await pages.Show<StoriesPage>(http, refusal, new()
        {
            [nameof(StoriesPage.Words)] = pages.Words(http),
            [nameof(StoriesPage.Site)] = site.View,
            [nameof(StoriesPage.Stories)] = found.Select(one => one.View).ToArray(),
            [nameof(StoriesPage.Find)] = find,
            [nameof(StoriesPage.Done)] = done,
            [nameof(StoriesPage.Wrong)] = pages.WrongOf(http, refusal),
        });
    }

    public async Task<IResult> SetThread(HttpContext http, FormText form, CancellationToken cancellation)
    {
        var staff = Entered.Of(http);
        if (await stories.ById(form["story"] ?? "", cancellation) is not { } found || found.Site.Id != staff.Site!.Id)
            return await Show(http, null, false, Refusal.NotFound("story") with { Status = 422 }, cancellation);
        var wish = new SaveStory.Request(Thread: form["thread"], ClosedReason: form["reason"] is { Length: > 0 } reason ? reason : null);
        var saved = await saving.Change(found, wish, Actor.Staff(staff.Account.Id), cancellation);
        return saved.Refusal is { } refusal
            ? await Show(http, found.View.Id, false, refusal, cancellation)
            : pages.SeeOther(http, Links.StaffSite(staff.Site.Name, "stories") + "?done=yes");
    }

    private async Task<IReadOnlyList<FoundStory>> Newest(SiteId site, CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var ids = await db.Stories
            .Where(story => story.SiteId == site && story.MergedInto == null)
            .OrderByDescending(story => story.Id)
            .Take(Shown)
            .Select(story => story.Id)
            .ToListAsync(cancellation);
        var found = new List<FoundStory>();
        foreach (var id in ids)
            if (await stories.ById(id, cancellation) is { } one)
                found.Add(one);
        return found;
    }

    private async Task<IReadOnlyList<FoundStory>> Named(HttpContext http, string find, CancellationToken cancellation)
    {
        var site = Entered.Of(http).Site!;
        var story = await stories.Find(site, find, StoryUrl.Parse(find, out _), cancellation) ?? await stories.ById(find, cancellation);
        return story?.Site.Id == site.Id ? [story] : [];
    }
}
