namespace Parley.Platform.Web;

/// <summary>
/// An endpoint that does not say who may call it is there for nobody. A test finds such a one before it is served; should one
/// slip through all the same, it is shut and not open.
/// </summary>
internal sealed class DeclaredEndpoints(RequestDelegate next)
{
    public Task Invoke(HttpContext http)
    {
        if (http.GetEndpoint() is not RouteEndpoint endpoint || endpoint.Metadata.GetMetadata<CallerRule>() is not null)
            return next(http);
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
