namespace Parley.Platform.Web.Pages;

/// <summary>A feed of what a page shows, for the browsers and readers that look for one.</summary>
/// <param name="Type">Media type.</param>
/// <param name="Name">Of the format, as readers of feeds know it: "Atom".</param>
public sealed record FeedLink(string Address, string Type, string Name);
