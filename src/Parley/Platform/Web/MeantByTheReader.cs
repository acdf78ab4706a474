namespace Parley.Platform.Web;

/// <summary>
/// Proof that a write was meant by the reader (against cross-site forgery). It binds requests that carry our cookie and
/// every content type a form can send: they come from our own origin, by <c>Sec-Fetch-Site</c> or, where a browser does
/// not send that, by the exact <c>Origin</c>. JSON without a cookie is a new guest's and needs neither; any origin that
/// is no site's is refused.
/// </summary>
internal sealed class MeantByTheReader(OwnOrigin own, IOriginList origins, IPageRefusals pages) : IEndpointFilter
{
    private static readonly string[] FormTypes =
        ["application/x-www-form-urlencoded", "multipart/form-data", "text/plain"];

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        Check(context.HttpContext) is { } refusal
            ? ValueTask.FromResult<object?>(RefusalResult.For(context.HttpContext, refusal, pages))
            : next(context);

    private Refusal? Check(HttpContext http)
    {
        var request = http.Request;
        var origin = request.Headers.Origin.ToString();
        var isOwn = IsOwn(http, origin);
        if (isOwn)
            return null;
        if (origin.Length > 0 && origin != own.Of(http) && !origins.IsAllowed(origin))
            return new Refusal("origin", 403);
        if (IsForm(request))
            return new Refusal("not-meant", 403);
        // From a publisher's page cookies authorise nothing; such a post is a new guest's unless it shows a token.
        ReaderCookies.Ignore(http);
        return null;
    }

    private bool IsOwn(HttpContext http, string origin) =>
        http.Request.Headers.TryGetValue("Sec-Fetch-Site", out var site) && site.Count > 0
            ? site == "same-origin"
            : origin.Length > 0 && origin == own.Of(http);

    private static bool IsForm(HttpRequest request) =>
        request.ContentType is not { } type
            ? request.ContentLength > 0 || request.Headers.TransferEncoding.Count > 0
            : FormTypes.Any(form => type.StartsWith(form, StringComparison.OrdinalIgnoreCase));
}

/// <summary>The origins of publishers' pages, of all sites.</summary>
internal interface IOriginList
{
    bool IsAllowed(string origin);
}

/// <summary>The origin Parley itself is reached at.</summary>
/// <param name="publicUrl">As given with <c>--public-url</c>; null to take each request's own host.</param>
internal sealed class OwnOrigin(Uri? publicUrl)
{
    public string Of(HttpContext http) => publicUrl is not null
        ? publicUrl.GetLeftPart(UriPartial.Authority)
        : $"{http.Request.Scheme}://{http.Request.Host.Value?.ToLowerInvariant()}";
}
