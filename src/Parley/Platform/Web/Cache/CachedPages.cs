namespace Parley.Platform.Web.Cache;

/// <summary>First of all: a page that is here and current goes out before anything else is asked.</summary>
internal sealed class CachedPages(RequestDelegate next, PageCache cache)
{
    public Task Invoke(HttpContext http)
    {
        var request = http.Request;
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
            return next(http);
        var address = request.QueryString.HasValue ? request.Path.Value + request.QueryString.Value : request.Path.Value!;
        return cache.Find(address) is { } page && page.MayBeReadFrom(request.Headers.Origin.ToString())
            ? PageCache.Write(http, page)
            : next(http);
    }
}
