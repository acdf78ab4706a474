using Parley.Embed.Feeds;
using Parley.Platform.Web;
using Parley.Platform.Web.Pages;

namespace Parley.Embed;

/// <summary>The pages readers see.</summary>
internal static class EmbedFeature
{
    public static void AddEmbed(this IServiceCollection services)
    {
        services.AddSingleton<SharedPages>();
        services.AddSingleton<IPageRefusals>(provider => provider.GetRequiredService<SharedPages>());
        services.AddSingleton<FrontList>();
        services.AddSingleton<WriterPage>();
        services.AddSingleton<YoursDesk>();
        services.AddSingleton<EmbedGate>();
        services.AddSingleton<EmbedThread>();
        services.AddSingleton<StoryCounts>();
        services.AddSingleton<SiteFront>();
        services.AddSingleton<FeedPages.FeedDesk>();
    }

    public static void MapEmbed(this RouteGroupBuilder api) => CountsApi.Map(api);

    public static void MapEmbed(this IEndpointRouteBuilder app)
    {
        ReaderPages.Map(app);
        WriterForms.Map(app);
        YoursForms.Map(app);
        OwnComments.Map(app);
        IgnoreForm.Map(app);
        ProfilePages.Map(app);
        AssetFiles.Map(app);
        EmbedPages.Map(app);
        TokenExchange.Map(app);
        PublisherEntry.Map(app);
        CountsApi.MapScript(app);
        FeedPages.Map(app);
        SearchPages.Map(app);
    }
}
