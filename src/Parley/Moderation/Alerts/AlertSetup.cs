using Parley.Platform.Jobs;

namespace Parley.Moderation.Alerts;

/// <summary>What tells somebody off the desk.</summary>
internal static class AlertSetup
{
    /// <summary>Somebody's life may hang on it.</summary>
    private static readonly TimeSpan SentEvery = TimeSpan.FromSeconds(5);

    public static void AddAlerts(this IServiceCollection services)
    {
        services.AddSingleton<AlertBook>();
        services.AddSingleton<WebhookSignature>();
        services.AddSingleton<AlertSender>();
        services.AddJob<AlertSender>(SentEvery);
    }
}
