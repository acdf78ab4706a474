namespace Parley.Moderation.Terms;

/// <summary>The terms of a site, and where it is reached, as they held at a moment.</summary>
/// <param name="Since">Since when they read so; null where nothing was ever changed.</param>
/// <param name="Until">Until when they did; null for those that hold.</param>
/// <param name="TermsText">As the site wrote them; empty where it has not.</param>
/// <param name="TermsHtml">Drawn; null where there are none.</param>
/// <param name="Changes">Moments at which something changed, newest first, to read what held from then on.</param>
public sealed record TermsView(
    DateTimeOffset? Since, DateTimeOffset? Until, string TermsText, string? TermsHtml, IReadOnlyList<string> Rules, IReadOnlyList<RestrictedView> Reasons,
    IReadOnlyList<string> Authorities, IReadOnlyList<string> Readers, IReadOnlyList<DateTimeOffset> Changes);

/// <summary>What is restricted on the site.</summary>
/// <param name="Ground"><c>law</c> or <c>terms</c>.</param>
public sealed record RestrictedView(string Code, string Ground, string? Clause);
