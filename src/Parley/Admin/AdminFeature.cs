using Parley.Admin.Publisher;
using Parley.Platform.Jobs;
using Parley.Platform.Web;

namespace Parley.Admin;

/// <summary>Setting up and keeping well: the demo site, housekeeping, health.</summary>
internal static class AdminFeature
{
    public static void AddAdmin(this IServiceCollection services)
    {
        services.AddSingleton<DemoSite>();
        services.AddHostedService<DemoPublisher>();
        services.AddJob<Housekeeping>(TimeSpan.FromHours(1));
        services.AddNightlyJob<Scrubbing>();
    }

    public static void MapAdmin(this IEndpointRouteBuilder app)
    {
        Health.Map(app);
        MailFolder.Map(app);
    }
}
