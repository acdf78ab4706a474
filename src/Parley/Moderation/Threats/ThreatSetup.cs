using Parley.Accounts;
using Parley.Platform.Events;
using Parley.Platform.Jobs;
using Quartz;

namespace Parley.Moderation.Threats;

/// <summary>Threats to life: evidence made safe, a person who confirms, an authority that is told.</summary>
internal static class ThreatSetup
{
    public static void AddThreats(this IServiceCollection services)
    {
        services.AddSingleton<EvidenceGathering>();
        services.AddSingleton<ThreatDesk>();
        services.AddSingleton<ThreatNames>();
        services.AddSingleton<ThreatPages>();
        services.AddSingleton<IHeldOnPerson, HeldThreats>();
        services.AddSingleton<ThreatTelling>();
        services.AddSingleton<ThreatLetters>();
        services.AddSingleton<IHeldOnPerson, HeldThreatNews>();
        services.AddSingleton<IStoredReaction, MovedThreatNews>();
        services.AddJob<ThreatLetters>(TimeSpan.FromSeconds(10));
        services.AddJob<SpentThreatNews>(TimeSpan.FromHours(6));
        services.AddJob<SpentEvidence>(TimeSpan.FromHours(1));
    }
}

/// <summary>Destroys evidence whose time is up.</summary>
internal sealed class SpentEvidence(ThreatDesk desk) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await desk.End(cancellationToken);
}
