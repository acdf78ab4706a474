namespace Parley.Platform.Web;

/// <summary>
/// Proof that a write was meant by the reader (against cross-site forgery). It binds requests that carry our cookie and
/// every content type a form can send: they come from our own origin, by <c>Sec-Fetch-Site</c> or, where a browser does
/// not send that, by the exact <c>Origin</c>. JSON without a cookie is a new guest's and needs neither, and so is JSON from
/// a publisher's page, where cookies prove nothing; any origin that is no site's is refused.
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
        if (own.IsProven(http))
            return null;
        var isPublishers = origins.IsAllowed(origin);
        if (origin.Length > 0 && origin != own.Of(http) && !isPublishers)
            return new Refusal("origin", 403);
        if (IsForm(request))
            return new Refusal("not-meant", 403);
        // Whoever shows a token or key does not lean on the cookie; from a publisher's page it authorises nothing anyway.
        if (ReaderCookies.AreSent(request) && !isPublishers && BearerToken.Read(request) is null)
            return new Refusal("not-meant", 403);
        ReaderCookies.Ignore(http);
        return null;
    }

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

    /// <summary>Whether a browser says that our own page sent this request.</summary>
    public bool IsProven(HttpContext http) =>
        http.Request.Headers.TryGetValue("Sec-Fetch-Site", out var site) && site.Count > 0
            ? site == "same-origin"
            : http.Request.Headers.Origin == Of(http);
}
