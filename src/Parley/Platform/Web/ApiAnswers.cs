namespace Parley.Platform.Web;

/// <summary>
/// What the API's answers carry: headers that make them useless as documents, and leave for the publishers' own pages to
/// read them (CORS) by exact origin, never with cookies.
/// </summary>
internal sealed class ApiAnswers(RequestDelegate next, IOriginList origins)
{
    public Task Invoke(HttpContext http)
    {
        if (!http.Request.Path.StartsWithSegments("/api"))
            return next(http);
        SecurityHeaders.Write(http.Response.Headers, DocumentKind.Api, http.Request.IsHttps);
        http.Response.Headers.Vary = "Origin";
        var origin = http.Request.Headers.Origin.ToString();
        if (origin.Length == 0 || !origins.IsAllowed(origin))
            return next(http);
        http.Response.Headers.AccessControlAllowOrigin = origin;
        http.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        if (!HttpMethods.IsOptions(http.Request.Method))
            return next(http);
        http.Response.Headers.AccessControlAllowMethods = "GET, POST, PATCH, DELETE";
        http.Response.Headers.AccessControlAllowHeaders = "Authorization, Content-Type, Idempotency-Key";
        http.Response.Headers.AccessControlMaxAge = "600";
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}
