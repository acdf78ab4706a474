using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Parley.Platform.Data;
using Parley.Platform.Events;
using Parley.Platform.Web.Cache;
using Parley.Platform.Web.Languages;
using Parley.Platform.Web.Pages;

namespace Parley.Platform.Web;

/// <summary>What every answer has in common.</summary>
internal static class WebFeature
{
    /// <summary>The longest body: 20,000 characters of four bytes each, escaped, with room for the rest.</summary>
    public const long MaxRequestBytes = 1_000_000;

    public static void AddWeb(this IServiceCollection services, OwnOrigin own)
    {
        services.AddSingleton(own);
        services.AddSingleton(AllWords.Load());
        services.AddSingleton<Seal>();
        AddKeyRing(services);
        services.AddSingleton<RateLimits>();
        services.AddSingleton<MeantByTheReader>();
        services.AddSingleton<RateFilter>();
        services.AddSingleton<MailRateFilter>();
        services.AddSingleton<CallerFilter>();
        services.AddSingleton<OwnRoot>();
        services.AddSingleton<PageRenderer>();
        services.AddSingleton<PrivatePages>();
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
        app.UseMiddleware<DeclaredEndpoints>();
    }

    /// <summary>The framework's keys: in the database, sealed, made by one place alone.</summary>
    private static void AddKeyRing(IServiceCollection services)
    {
        services.AddSingleton<KeyRingSeal>();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(ring =>
        {
            ring.XmlRepository = provider.GetRequiredService<KeyRingStore>();
            ring.XmlEncryptor = provider.GetRequiredService<KeyRingSeal>();
        }));
        // Before the framework's own, which looks for a key as it starts.
        services.AddHostedService<KeyRingKeeper>();
        services.AddDataProtection().SetApplicationName("parley").DisableAutomaticKeyGeneration();
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
