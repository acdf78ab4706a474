using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Net.Http.Headers;
using Parley.Platform.Data;
using Parley.Platform.Events;

namespace Parley.Platform.Web.Cache;

/// <summary>Shared pages, built once and served until an event changes what they show.</summary>
/// <remarks>The key is the page's canonical address; nothing of a request's headers but the encoding chooses what is served.</remarks>
internal sealed class PageCache(TimeProvider time) : IDisposable
{
    /// <summary>Query parameter of a redirect after a write: the place in the log the page must have reached.</summary>
    public const string ReachedParameter = "at";

    private const long MaxBytes = 96L * 1024 * 1024;

    /// <summary>Under a storm a page is built again at most this often.</summary>
    private static readonly TimeSpan BuildPause = TimeSpan.FromMilliseconds(250);

    private readonly MemoryCache _pages = new(new MemoryCacheOptions { SizeLimit = MaxBytes });
    private readonly ConcurrentDictionary<string, Lazy<Task<Outcome<CachedPage>>>> _building = new();

    /// <summary>The page when it is here and may be served without asking anyone.</summary>
    public CachedPage? Find(string address) =>
        _pages.TryGetValue(address, out CachedPage? page) && page is not null && MayServe(page) ? page : null;

    /// <summary>The page, built when needed; of many requests at once only one builds.</summary>
    /// <param name="mustBeCurrent">The reader just wrote: an older page will not do, however short ago it was built.</param>
    /// <param name="build">Reads and draws it, or says why there is no such page, which is not kept.</param>
    public async Task<Outcome<CachedPage>> Get(string address, bool mustBeCurrent, Func<Task<Outcome<CachedPage>>> build)
    {
        while (true)
        {
            if (_pages.TryGetValue(address, out CachedPage? page) && page is not null
                && (IsCurrent(page) || (!mustBeCurrent && MayServe(page))))
                return page;
            var mine = new Lazy<Task<Outcome<CachedPage>>>(() => BuildAndKeep(address, build));
            var building = _building.GetOrAdd(address, mine);
            var built = await building.Value;
            // Another's build may have begun before what this reader wrote; then build again.
            if (ReferenceEquals(building, mine) || built.Value is not { } fresh || IsCurrent(fresh) || !mustBeCurrent)
                return built;
        }
    }

    /// <summary>What a page's source is when its reading begins.</summary>
    /// <param name="changesAt">When what is shown changes by itself; null when only an event changes it.</param>
    public PageSource Source(Func<EventPosition> current, DateTimeOffset? changesAt = null) =>
        new(current, current(), time.GetTimestamp(), changesAt);

    /// <summary>Writes a page, or that the reader has it already.</summary>
    public static Task Write(HttpContext http, CachedPage page)
    {
        var (request, response) = (http.Request, http.Response);
        var encoding = PageEncodings.Best(request.Headers.AcceptEncoding.ToString());
        var tag = $"\"{page.ETag}{encoding.Name()}\"";
        foreach (var (name, value) in page.Headers)
            response.Headers[name] = value;
        response.Headers.ETag = tag;
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        response.Headers.CacheControl = page.CacheControl;
        if (page.Readers is not null)
            AllowReader(request, response);
        if (request.Headers.IfNoneMatch.ToString().Contains(tag, StringComparison.Ordinal))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }
        var content = page.In(encoding);
        response.ContentType = page.ContentType;
        response.ContentLength = content.Length;
        if (encoding.Name() is { } coding)
            response.Headers.ContentEncoding = coding;
        return HttpMethods.IsHead(request.Method) ? Task.CompletedTask : response.Body.WriteAsync(content, http.RequestAborted).AsTask();
    }

    public void Dispose() => _pages.Dispose();

    /// <summary>The one thing about a shared page that differs between publishers' pages, and nothing in its bytes.</summary>
    private static void AllowReader(HttpRequest request, HttpResponse response)
    {
        response.Headers.Append(HeaderNames.Vary, HeaderNames.Origin);
        if (request.Headers.Origin.ToString() is { Length: > 0 } origin)
            response.Headers.AccessControlAllowOrigin = origin;
    }

    private bool IsCurrent(CachedPage page) => page.Source.IsCurrentAt(time.Now);

    private bool MayServe(CachedPage page) =>
        IsCurrent(page) || time.GetElapsedTime(page.Source.BuiltAt) < BuildPause;

    private async Task<Outcome<CachedPage>> BuildAndKeep(string address, Func<Task<Outcome<CachedPage>>> build)
    {
        try
        {
            var built = await build();
            if (built.Value is { } page)
                _pages.Set(address, page, new MemoryCacheEntryOptions { Size = page.Size });
            else
                _pages.Remove(address);
            return built;
        }
        finally
        {
            _building.TryRemove(address, out _);
        }
    }
}
