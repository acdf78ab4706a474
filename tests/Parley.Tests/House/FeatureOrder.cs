namespace Parley.Tests.House;

/// <summary>
/// The folders of <c>src/Parley</c> from the ground up. A feature may use the platform and the features above it in this
/// list, never one below. The root namespace (<c>Program</c>, the command line) composes them and may use all.
/// </summary>
internal static class FeatureOrder
{
    public static IReadOnlyList<string> Features { get; } =
    [
        "Platform",
        "Sites",
        "Accounts",
        "Stories",
        "Comments",
        "Votes",
        "Moderation",
        "Search",
        "Notifications",
        "Live",
        "Embed",
        "Transfer",
        "Admin",
    ];

    /// <returns>The place of a feature, 0 for the platform; -1 when it has none.</returns>
    public static int PlaceOf(string feature)
    {
        for (var place = 0; place < Features.Count; place++)
            if (Features[place] == feature)
                return place;
        return -1;
    }
}
