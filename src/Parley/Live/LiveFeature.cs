using Parley.Platform.Events;

namespace Parley.Live;

/// <summary>What happens in a story reaches those who have it open.</summary>
internal static class LiveFeature
{
    public static void AddLive(this IServiceCollection services)
    {
        services.AddSingleton<StoryStates>();
        services.AddSingleton<LiveHub>();
        services.AddSingleton<INodeReaction>(provider => provider.GetRequiredService<LiveHub>());
        services.AddSingleton<LiveCatchUp>();
        services.AddSingleton<LiveDoor>();
        services.AddHostedService<LiveBroadcast>();
    }

    public static void MapLive(this RouteGroupBuilder api) => LiveApi.Map(api);
}
