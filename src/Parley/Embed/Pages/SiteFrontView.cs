using Parley.Search;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Embed.Pages;

/// <summary>A site's front page.</summary>
/// <param name="Open">Open discussions, newest story first.</param>
/// <param name="Lively">Where most was written in the last day, most first.</param>
/// <param name="Latest">The newest comments, each with its first words.</param>
public sealed record SiteFrontView(
    SiteView Site, IReadOnlyList<StoryView> Open, IReadOnlyList<LivelyView> Lively, IReadOnlyList<FoundView> Latest);

/// <summary>A discussion in which much is being written.</summary>
/// <param name="Language">BCP 47; null when unknown.</param>
/// <param name="Count">Comments of the last day.</param>
public sealed record LivelyView(string Id, string Title, string? Language, int Count);
