using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Json;
using Parley.Platform.Events;
using Parley.Platform.Web.Cache;
using Parley.Platform.Web.Languages;

namespace Parley.Platform.Web;

/// <summary>What every answer has in common.</summary>
internal static class WebFeature
{
    /// <summary>The longest body: 20,000 characters of four bytes each, escaped, with room for the rest.</summary>
    public const long MaxRequestBytes = 1_000_000;

    public static void AddWeb(this IServiceCollection services, OwnOrigin own)
    {
        services.AddSingleton(own);
        services.AddSingleton(_ => AllWords.Load());
        services.AddSingleton<RateLimits>();
        services.AddSingleton<PageVersions>();
        services.AddSingleton<INodeReaction>(provider => provider.GetRequiredService<PageVersions>());
        services.AddSingleton<PageCache>();
        services.AddExceptionHandler<Failures>();
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.Configure<JsonOptions>(options => options.SerializerOptions.AllowDuplicateProperties = false);
    }

    /// <summary>In this order: a page that is here goes out first.</summary>
    public static void UseWeb(this WebApplication app, TrustedProxies proxies)
    {
        app.UseForwardedHeaders(proxies.Options());
        app.UseMiddleware<CachedPages>();
        app.UseMiddleware<AnswerHeaders>();
        app.UseExceptionHandler(_ => { });
        app.UseStatusCodePages(SayWhy);
    }

    /// <summary>Words for what was refused before any endpoint was asked: no such address, another method, another content.</summary>
    private static Task SayWhy(StatusCodeContext refused)
    {
        var http = refused.HttpContext;
        var refusal = http.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound => Refusal.NotFound("page"),
            StatusCodes.Status405MethodNotAllowed => new Refusal("method", 405),
            StatusCodes.Status413PayloadTooLarge => new Refusal("request-too-large", 413),
            StatusCodes.Status415UnsupportedMediaType => new Refusal("content-type", 415),
            var status => new Refusal("unreadable", status),
        };
        return RefusalResult.For(http, refusal, http.RequestServices.GetRequiredService<IPageRefusals>()).ExecuteAsync(http);
    }
}
