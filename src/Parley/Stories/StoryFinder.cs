using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Sites;

namespace Parley.Stories;

/// <summary>A story as found: with its site and the address to link to.</summary>
internal sealed record FoundStory(Story Story, LiveSite Site, string? Address, DateTimeOffset Now)
{
    public StoryView View { get; } = StoryViews.Draw(Story, Site, Address, Now);

    public Access Access { get; } = AccessRules.Of(
        new(Story.MayRead, Story.MayWrite, Story.MayVote, Story.MayReport), Story.Section, Site.Settings);

    /// <summary>When the thread closes by itself, so that what is shown of it changes; null when it does not.</summary>
    public DateTimeOffset? ChangesAt { get; } =
        Story.Thread == ThreadState.Open && Story.ClosesAt(Site.Settings.ClosesAfterDays) is { } at && at > Now ? at : null;
}

/// <summary>Finds stories: by our id, by the publisher's, or by an address. A merged story is found as what it became.</summary>
internal sealed class StoryFinder(
    IDbContextFactory<ParleyContext> reading, SiteDirectory sites, IStoryText text, TimeProvider time)
{
    private static readonly KeptQuery<StoryId, Placed?> PlaceOf = new((db, id) => db.Set<Story>()
        .Where(story => story.Id == id)
        .Select(story => new Placed(story.SiteId, story.MergedInto))
        .SingleOrDefault());

    private sealed record Placed(SiteId Site, StoryId? MergedInto);

    /// <returns>Null when there is none, or its text is no id.</returns>
    public async Task<FoundStory?> ById(string id, CancellationToken cancellation) =>
        IdText.TryRead<StoryId>(id, out var typed) ? await ById(typed, cancellation) : null;

    public async Task<FoundStory?> ById(StoryId id, CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        return await Complete(db, await db.Stories.SingleOrDefaultAsync(story => story.Id == id, cancellation), cancellation);
    }

    /// <summary>What one needs to write in a story: whose it is, and what it became. No more of it is read.</summary>
    public async Task<(LiveSite Site, StoryId Story)?> Place(string id, CancellationToken cancellation)
    {
        if (!IdText.TryRead<StoryId>(id, out var typed))
            return null;
        await using var db = await reading.CreateDbContextAsync(cancellation);
        while (true)
        {
            var found = await PlaceOf.Ask(db, typed);
            if (found?.MergedInto is not { } other)
                return found is not null && sites.Find(found.Site) is { } site ? (site, typed) : null;
            typed = other;
        }
    }

    /// <summary>The story of that very id, merged or not.</summary>
    public async Task<Story?> Exactly(string id, CancellationToken cancellation)
    {
        if (!IdText.TryRead<StoryId>(id, out var typed))
            return null;
        await using var db = await reading.CreateDbContextAsync(cancellation);
        return await db.Stories.SingleOrDefaultAsync(story => story.Id == typed, cancellation);
    }

    /// <summary>By the publisher's id where one is given, else by address.</summary>
    public async Task<FoundStory?> Find(LiveSite site, string? publisherId, StoryUrl? url, CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        return await Complete(db, await Find(db, site.Id, publisherId, url), cancellation);
    }

    /// <inheritdoc cref="Find(LiveSite, string?, StoryUrl?, CancellationToken)"/>
    public static async Task<Story?> Find(ParleyContext db, SiteId site, string? publisherId, StoryUrl? url) =>
        await Follow(db, await Named(db, site, publisherId, url));

    /// <summary>What a story has become; itself when it was not merged.</summary>
    public static async Task<Story?> Follow(ParleyContext db, Story? story)
    {
        while (story?.MergedInto is { } other)
            story = await db.Stories.SingleAsync(one => one.SiteId == story.SiteId && one.Id == other);
        return story;
    }

    /// <returns>Null when it is no merged story.</returns>
    public static Task<StoryId?> MergedInto(ParleyContext db, SiteId site, StoryId id) => db.Stories
        .Where(one => one.SiteId == site && one.Id == id)
        .Select(one => one.MergedInto)
        .SingleOrDefaultAsync();

    private static async Task<Story?> Named(ParleyContext db, SiteId site, string? publisherId, StoryUrl? url)
    {
        var byId = publisherId is null ? null : await db.Stories.SingleOrDefaultAsync(
            story => story.SiteId == site && story.PublisherId == publisherId);
        if (byId is not null || url is null)
            return byId;
        var key = url.Canonical;
        return await (
            from address in db.StoryAddresses
            join story in db.Stories on new { address.SiteId, Id = address.StoryId } equals new { story.SiteId, story.Id }
            where address.SiteId == site && address.Key == key
            select story).SingleOrDefaultAsync();
    }

    private async Task<FoundStory?> Complete(ParleyContext db, Story? story, CancellationToken cancellation)
    {
        story = await Follow(db, story);
        if (story is null || sites.Find(story.SiteId) is not { } site)
            return null;
        text.Refresh(story);
        var address = await db.StoryAddresses
            .Where(one => one.SiteId == story.SiteId && one.StoryId == story.Id && one.IsCanonical)
            .Select(one => one.Address)
            .FirstOrDefaultAsync(cancellation);
        return new FoundStory(story, site, address, time.Now);
    }
}

/// <summary>Stories as readers see them.</summary>
internal static class StoryViews
{
    public static StoryView Draw(Story story, LiveSite site, string? address, DateTimeOffset now)
    {
        var closesAt = story.ClosesAt(site.Settings.ClosesAfterDays);
        var thread = story.Thread == ThreadState.Open && closesAt <= now ? ThreadState.Closed : story.Thread;
        return new()
        {
            Id = story.Id.ToString(),
            Site = site.Name,
            StoryId = story.PublisherId,
            Url = address,
            Title = story.Title ?? address ?? story.PublisherId ?? "",
            Summary = story.Summary,
            Author = story.Author,
            Section = story.Section,
            Image = story.Image,
            PublishedAt = story.PublishedAt,
            Language = story.Language,
            TextHtml = story.TextHtml,
            TextAttribution = story.TextAttribution,
            Note = story.NoteHtml is { } note ? new NoteView(note, story.NoteBy, story.NoteAt!.Value) : null,
            Thread = thread.ToString().ToLowerInvariant(),
            ClosedReason = story.ClosedReason,
            // One that its publisher closed does not close by itself any more.
            ClosesAt = story.Thread == ThreadState.Open ? closesAt : null,
            CommentCount = story.CommentCount,
            Access = AccessViews.Draw(AccessRules.Of(new(story.MayRead, story.MayWrite, story.MayVote, story.MayReport), story.Section, site.Settings)),
        };
    }

    /// <summary>A story nobody has written about yet: shown, not stored.</summary>
    public static StoryView Unwritten(LiveSite site, string? publisherId, string? address) => new()
    {
        Id = null,
        Site = site.Name,
        StoryId = publisherId,
        Url = address,
        Title = address ?? publisherId ?? "",
        Thread = "open",
        Access = AccessViews.Draw(AccessRules.Of(AccessWords.None, null, site.Settings)),
    };
}
