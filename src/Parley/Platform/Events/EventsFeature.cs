namespace Parley.Platform.Events;

/// <summary>The event log and what reads it.</summary>
internal static class EventsFeature
{
    public static void AddEvents(this IServiceCollection services)
    {
        services.AddSingleton<EventSignal>();
        services.AddSingleton<EventLog>();
        services.AddSingleton<EventPump>();
        services.AddHostedService(provider => provider.GetRequiredService<EventPump>());
        services.AddSingleton(ReactionPace.Usual);
        services.AddHostedService<StoredReactions>();
    }
}
