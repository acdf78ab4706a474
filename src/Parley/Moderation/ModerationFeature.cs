using Parley.Moderation.Screens;

namespace Parley.Moderation;

/// <summary>What readers report and moderators decide, each decision with its reason, and the record of it all.</summary>
internal static class ModerationFeature
{
    public static void AddModeration(this IServiceCollection services)
    {
        services.AddScreens();
    }

    public static void MapModeration(this IEndpointRouteBuilder app) => app.MapScreens();
}
