using Quartz;

namespace Parley.Platform.Jobs;

/// <summary>Work by the clock. What runs today only tidies up and may run on every node at once, so its plan is in memory.</summary>
internal static class JobsFeature
{
    public static void AddJobs(this IServiceCollection services)
    {
        services.AddQuartz();
        services.AddQuartzHostedService(hosted => hosted.WaitForJobsToComplete = true);
    }

    /// <summary>Runs a job now, or a while after the start, and then again and again.</summary>
    public static void AddJob<TJob>(this IServiceCollection services, TimeSpan every, TimeSpan after = default)
        where TJob : IJob =>
        services.AddQuartz(quartz => quartz
            .AddJob<TJob>(job => job.WithIdentity(typeof(TJob).Name))
            .AddTrigger(trigger => trigger
                .ForJob(typeof(TJob).Name)
                .StartAt(TimeProvider.System.GetUtcNow() + after)
                .WithSimpleSchedule(schedule => schedule.WithInterval(every).RepeatForever())));
}
