namespace Parley.Platform.Web;

/// <summary>
/// The headers of answers that are no pages: they make JSON and failures useless as documents, and leave the API for the
/// publishers' own pages to read (CORS) by exact origin.
/// </summary>
internal sealed class AnswerHeaders(RequestDelegate next, IOriginList origins)
{
    /// <summary>Place in the log of what a write did: pages asked for with it have reached that far.</summary>
    public const string Position = "Parley-Position";

    public Task Invoke(HttpContext http)
    {
        // Written last of all: the answer to a failure begins with an empty set of headers.
        http.Response.OnStarting(() =>
        {
            Write(http);
            return Task.CompletedTask;
        });
        if (!IsApi(http) || !HttpMethods.IsOptions(http.Request.Method) || !IsAllowed(http))
            return next(http);
        http.Response.Headers.AccessControlAllowMethods = "GET, POST, PATCH, DELETE";
        http.Response.Headers.AccessControlAllowHeaders = "Authorization, Content-Type, Idempotency-Key";
        http.Response.Headers.AccessControlMaxAge = "600";
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private void Write(HttpContext http)
    {
        var headers = http.Response.Headers;
        if (headers.ContentSecurityPolicy.Count == 0)
            SecurityHeaders.Write(headers, DocumentKind.Api, http.Request.IsHttps);
        if (!IsApi(http))
            return;
        headers.Vary = "Origin";
        if (!IsAllowed(http))
            return;
        headers.AccessControlAllowOrigin = http.Request.Headers.Origin;
        headers.AccessControlExposeHeaders = $"Location, Retry-After, {Position}";
        // So that the answer to a first post may bring the guest's cookie. What a request brings counts for nothing here.
        if (IsWrite(http.Request))
            headers.AccessControlAllowCredentials = "true";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
    }

    private static bool IsWrite(HttpRequest request) => !HttpMethods.IsGet(
        HttpMethods.IsOptions(request.Method) ? request.Headers.AccessControlRequestMethod.ToString() : request.Method);

    private bool IsAllowed(HttpContext http) => origins.IsAllowed(http.Request.Headers.Origin.ToString());

    private static bool IsApi(HttpContext http) => http.Request.Path.StartsWithSegments("/api");
}
