using Parley.Accounts;
using Parley.Platform.Data;
using Parley.Platform.Events;
using Parley.Platform.Jobs;

namespace Parley.Moderation.Record;

/// <summary>The record: written with each change, linked, signed, checked.</summary>
internal static class RecordSetup
{
    public static void AddRecord(this IServiceCollection services)
    {
        services.AddSingleton<IRecord, KeptRecord>();
        services.AddSingleton<AuditLinker>();
        services.AddHostedService(provider => provider.GetRequiredService<AuditLinker>());
        services.AddSingleton<SignedHeads>();
        services.AddSingleton<SignHead>();
        services.AddSingleton<RecordCheck>();
        services.AddSingleton<IHeldOnPerson, HeldDeeds>();
        services.AddSingleton<IStoredReaction, ErasedDeeds>();
        services.AddJob<SignHead>(TimeSpan.FromHours(1));
        services.AddJob<SpentAuditValues>(TimeSpan.FromHours(6));
    }
}
