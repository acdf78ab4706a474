using Parley.Sites;
using Parley.Stories;

namespace Parley.Embed.Pages;

/// <summary>A site and its open discussions, newest first, as the front page lists them.</summary>
public sealed record FrontListing(SiteView Site, IReadOnlyList<StoryView> Stories);
