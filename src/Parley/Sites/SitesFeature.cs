using Parley.Platform.Events;
using Parley.Platform.Web;

namespace Parley.Sites;

/// <summary>Publishers' sites: origins, settings, API keys.</summary>
internal static class SitesFeature
{
    public static void AddSites(this IServiceCollection services)
    {
        services.AddSingleton<SiteDirectory>();
        services.AddSingleton<INodeReaction>(provider => provider.GetRequiredService<SiteDirectory>());
        services.AddSingleton<IOriginList>(provider => provider.GetRequiredService<SiteDirectory>());
        services.AddSingleton<SaveSite>();
        services.AddSingleton<SiteSecrets>();
    }
}
