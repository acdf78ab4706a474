using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Comments;

/// <summary>Where a comment is to go: a story that is there, or one that its first comment makes.</summary>
/// <param name="Story">Null when it has to be found or made.</param>
internal sealed record PostTarget(LiveSite Site, StoryId? Story, string? PublisherId, StoryUrl? Url)
{
    private static readonly KeptQuery<SiteId, StoryId, Story> StoryNow = new((db, site, id) =>
        db.Set<Story>().AsNoTracking().Single(story => story.SiteId == site && story.Id == id));

    /// <summary>Names the target in keys, the same whether the story is there already or not.</summary>
    public string Scope => Story?.ToString() ?? PublisherId ?? Url!.Canonical;

    /// <summary>Reads a target that is named by site and story, as a publisher's page knows it.</summary>
    public static Outcome<PostTarget> Read(SiteDirectory sites, string? siteName, string? publisherId, string? storyUrl) =>
        string.IsNullOrEmpty(siteName) || sites.Find(siteName) is not { } site
            ? new Refusal("site", 404, "site")
            : Read(site, publisherId, storyUrl);

    /// <inheritdoc cref="Read(SiteDirectory, string?, string?, string?)"/>
    public static Outcome<PostTarget> Read(LiveSite site, string? publisherId, string? storyUrl)
    {
        var ownId = StoryRules.ReadPublisherId(publisherId);
        if (ownId is null && string.IsNullOrEmpty(storyUrl))
            return new Refusal("story-unnamed", 422, "storyUrl");
        if (ownId?.Length > StoryRules.MaxPublisherIdLength)
            return new Refusal("too-long", 422, "storyId", ("max", StoryRules.MaxPublisherIdLength));
        string? why = null;
        var url = string.IsNullOrEmpty(storyUrl) ? null : StoryUrl.Parse(storyUrl, out why);
        if (why is not null)
            return new Refusal("url", 422, "storyUrl", ("why", why));
        return new PostTarget(site, null, ownId, url);
    }

    /// <summary>Whether a first comment may make the story: its address is on an origin of the site.</summary>
    public Refusal? MayBeMade() =>
        Url is null ? new Refusal("story-unknown", 404, "storyUrl")
        : Site.Origins.Contains(Url.Origin.Text) ? null
        : new Refusal("story-origin", 403, "storyUrl");

    /// <summary>Inside the door: the story as it is now, made when it is not there yet.</summary>
    public async Task<Outcome<Story>> FindOrMake(ParleyContext db, IdSource ids, DateTimeOffset now)
    {
        if (Story is { } id)
            return (await StoryFinder.Follow(db, await StoryNow.Ask(db, Site.Id, id)))!;
        if (await StoryFinder.Find(db, Site.Id, PublisherId, Url) is { } found)
            return found;
        if (MayBeMade() is { } refusal)
            return refusal;
        var made = new Story(Site.Id, ids.New<StoryId>(), now);
        made.Describe(new StoryDetails { PublisherId = PublisherId }, now);
        db.Add(made);
        db.Add(new StoryAddress(Site.Id, Url!.Canonical, made.Id, Url.Address, isCanonical: true));
        db.Record(Site.Id, new StoryMade(made.Id), now);
        return made;
    }
}
