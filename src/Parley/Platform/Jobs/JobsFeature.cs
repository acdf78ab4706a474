using Quartz;

namespace Parley.Platform.Jobs;

/// <summary>Work by the clock. What runs today only tidies up and may run on every node at once, so its plan is in memory.</summary>
internal static class JobsFeature
{
    /// <summary>When few read and write: half past three at night, by the machine's clock.</summary>
    private const string EveryNight = "0 30 3 * * ?";

    public static void AddJobs(this IServiceCollection services)
    {
        services.AddQuartz();
        services.AddQuartzHostedService(hosted => hosted.WaitForJobsToComplete = true);
    }

    /// <summary>Runs a job now and then again and again.</summary>
    public static void AddJob<TJob>(this IServiceCollection services, TimeSpan every)
        where TJob : IJob =>
        services.AddQuartz(quartz => quartz
            .AddJob<TJob>(job => job.WithIdentity(typeof(TJob).Name))
            .AddTrigger(trigger => trigger
                .ForJob(typeof(TJob).Name)
                .StartNow()
                .WithSimpleSchedule(schedule => schedule.WithInterval(every).RepeatForever())));

    /// <summary>Runs a job every night.</summary>
    public static void AddNightlyJob<TJob>(this IServiceCollection services)
        where TJob : IJob =>
        services.AddQuartz(quartz => quartz
            .AddJob<TJob>(job => job.WithIdentity(typeof(TJob).Name))
            .AddTrigger(trigger => trigger.ForJob(typeof(TJob).Name).WithCronSchedule(EveryNight)));
}
