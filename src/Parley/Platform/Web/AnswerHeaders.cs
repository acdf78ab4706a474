namespace Parley.Platform.Web;

/// <summary>
/// The headers of answers that are no pages: they make JSON and failures useless as documents, and leave the API for the
/// publishers' own pages to read (CORS) by exact origin, never with cookies.
/// </summary>
internal sealed class AnswerHeaders(RequestDelegate next, IOriginList origins)
{
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
        headers.AccessControlExposeHeaders = "Location, Retry-After";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
    }

    private bool IsAllowed(HttpContext http) => origins.IsAllowed(http.Request.Headers.Origin.ToString());

    private static bool IsApi(HttpContext http) => http.Request.Path.StartsWithSegments("/api");
}
