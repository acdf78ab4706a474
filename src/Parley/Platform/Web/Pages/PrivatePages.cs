using Microsoft.AspNetCore.Components;
using Parley.Platform.Web.Languages;

namespace Parley.Platform.Web.Pages;

/// <summary>Answers with pages drawn for one reader: never framed, never stored. They lead on in the language asked for.</summary>
internal sealed class PrivatePages(PageRenderer renderer, AllWords words)
{
    private const string Html = "text/html; charset=utf-8";

    /// <summary>The words of a language asked for; of one we do not speak, the site's own.</summary>
    public Words Words(string? asked, string own) => words.Find(string.IsNullOrEmpty(asked) ? own : asked);

    public async Task<IResult> Show<TPage>(HttpContext http, int status, Dictionary<string, object?> parameters)
        where TPage : IComponent
    {
        var content = await renderer.Utf8<TPage>(parameters, Asked(http) is { } language ? language.LeadTo : null);
        SecurityHeaders.Write(http.Response.Headers, DocumentKind.PrivatePage, http.Request.IsHttps);
        http.Response.StatusCode = status;
        return Results.Bytes(content, Html);
    }

    /// <summary>A refusal as a page of its own.</summary>
    /// <param name="back">Where to go on; null for the front page.</param>
    public IResult Refuse(HttpContext http, Refusal refusal, Words? language = null, string? back = null)
    {
        refusal.Announce(http);
        var said = language ?? Words(http.Request.Query["lang"], "en");
        return new LateResult(() => Show<RefusalPage>(http, refusal.Status, new()
        {
            [nameof(RefusalPage.Words)] = said,
            [nameof(RefusalPage.SiteTitle)] = said["front.installation"],
            [nameof(RefusalPage.Status)] = refusal.Status,
            [nameof(RefusalPage.Detail)] = Say(refusal, said),
            [nameof(RefusalPage.Back)] = back,
        }));
    }

    /// <summary>A refusal in words of the page's language.</summary>
    public static string Say(Refusal refusal, Words words) => words.Format(refusal.Key, refusal.Arguments);

    /// <summary>Leads on after a form.</summary>
    public static IResult SeeOther(string address) => new SeeOtherResult(address);

    /// <summary>Leads on after a form to a page in the language the form stood in.</summary>
    public IResult SeeOther(HttpContext http, string address) => SeeOther(Asked(http)?.LeadTo(address) ?? address);

    private PageLanguage? Asked(HttpContext http)
    {
        var asked = http.Request.Query["lang"].ToString();
        return asked.Length == 0 ? null : PageLanguage.Asked(words.Find(asked));
    }

    private sealed class LateResult(Func<Task<IResult>> draw) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext) => await (await draw()).ExecuteAsync(httpContext);
    }
}

/// <summary>Leads to another page after a form (303), which is asked for anew.</summary>
internal sealed class SeeOtherResult(string address) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = address;
        httpContext.Response.Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }
}
