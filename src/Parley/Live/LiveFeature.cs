using Parley.Platform.Events;
using Parley.Platform.Jobs;

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
        services.AddJob<PeakReaders>(TimeSpan.FromMinutes(1));
    }

    public static void MapLive(this RouteGroupBuilder api) => LiveApi.Map(api);
}
