using Microsoft.AspNetCore.Http.Metadata;
using Parley.Platform.Web.Languages;

namespace Parley.Platform.Web;

/// <summary>A refusal as the API answers it: problem details (RFC 9457) that name the field.</summary>
/// <param name="language">Of the site it is about; null for English.</param>
internal sealed class RefusalResult(Refusal refusal, string? language = null) : IResult, IEndpointMetadataProvider
{
    public Refusal Refusal { get; } = refusal;

    /// <summary>The refusal in the way the caller reads: problem details for the API, a page for everyone else.</summary>
    public static IResult For(HttpContext http, Refusal refusal, IPageRefusals pages) =>
        IsForScripts(http.Request.Path) ? new RefusalResult(refusal) : pages.Show(http, refusal);

    /// <remarks>In the language the address asks for, else the site's.</remarks>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        Refusal.Announce(httpContext);
        var words = httpContext.RequestServices.GetRequiredService<AllWords>().Find(httpContext.Request.Query["lang"].ToString() is { Length: > 0 } asked ? asked : language);
        var problem = TypedResults.Problem(
            type: "urn:parley:refusal:" + Refusal.Code,
            title: words.Format("refusal.title", ("status", "s" + Refusal.Status)),
            detail: words.Format(Refusal.Key, Refusal.Arguments) + StatementIn(httpContext, words),
            statusCode: Refusal.Status,
            extensions: Extensions());
        return problem.ExecuteAsync(httpContext);
    }

    /// <summary>Whoever was refused by a script's form reads where the reasons stand: what it shows is the detail.</summary>
    private string StatementIn(HttpContext http, Words words) =>
        Refusal.Statement is { } statement && http.RequestServices.GetRequiredService<OwnRoot>().Of(statement) is { } address
            ? $" {words["composer.refusedWhy"]}: {address}"
            : "";

    private Dictionary<string, object?> Extensions()
    {
        var more = new Dictionary<string, object?> { ["code"] = Refusal.Code, ["field"] = Refusal.Field };
        if (Refusal.Confirm is { } confirm)
            more["confirm"] = confirm;
        if (Refusal.Passage is { } passage)
            more["passage"] = passage;
        if (Refusal.Statement is { } statement)
            more["statement"] = statement;
        return more;
    }

    private static bool IsForScripts(PathString path) => path.StartsWithSegments("/api") || path.StartsWithSegments("/embed");

    static void IEndpointMetadataProvider.PopulateMetadata(System.Reflection.MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(
            StatusCodes.Status422UnprocessableEntity, typeof(Microsoft.AspNetCore.Mvc.ProblemDetails), ["application/problem+json"]));
}
