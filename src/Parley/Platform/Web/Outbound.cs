using System.Net;
using System.Net.Http.Headers;

namespace Parley.Platform.Web;

/// <summary>
/// The only way Parley calls another machine: previews, webhooks, keys of identity providers. Whoever chose the
/// address is not trusted, so only the public internet is reached, on ports 80 and 443, briefly and in small amounts.
/// </summary>
internal sealed class Outbound : IDisposable
{
    /// <summary>For everything together: looking up the name, redirects, and the last byte of the body.</summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(5);

    /// <summary>After decompression; a news page's HTML or an identity provider's keys are far below it.</summary>
    public const int MaxBodyBytes = 1024 * 1024;

    /// <summary>http to https, to www, to the canonical address.</summary>
    public const int MaxRedirects = 3;

    // A name may move to another machine; a connection older than this is not used again.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(1);

    private const int MaxConnectionsPerHost = 8, MaxHeadersKibibytes = 32;

    private readonly OutboundConnector connector;
    private readonly HttpMessageInvoker client;
    private readonly TimeProvider clock;
    private readonly ILogger<Outbound> log;

    public Outbound(OutboundOptions options, TimeProvider clock, ILogger<Outbound> log, ResolveName resolve)
    {
        this.clock = clock;
        this.log = log;
        connector = new(options, resolve);
        client = new(new SocketsHttpHandler
        {
            ConnectCallback = connector.Connect,
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ActivityHeadersPropagator = null,
            AutomaticDecompression = DecompressionMethods.GZip,
            MaxConnectionsPerServer = MaxConnectionsPerHost,
            MaxResponseHeadersLength = MaxHeadersKibibytes,
            PooledConnectionLifetime = ConnectionLifetime,
            ConnectTimeout = TimeLimit,
        });
    }

    /// <summary>Calls another machine. Redirects are followed for GET alone; other methods get them as the answer.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<OutboundResult> Send(OutboundRequest request, CancellationToken cancel)
    {
        using var timeLimit = new CancellationTokenSource(TimeLimit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeLimit.Token, cancel);
        try
        {
            return await SendAndFollow(request, either.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return Failed(request, "it took longer than " + TimeLimit.TotalSeconds + " s");
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException or InvalidDataException)
        {
            return Failed(request, broken.InnerException?.Message ?? broken.Message);
        }
    }

    public void Dispose() => client.Dispose();

    private async Task<OutboundResult> SendAndFollow(OutboundRequest request, CancellationToken cancel)
    {
        for (var redirects = 0; ; redirects++)
        {
            if (connector.Refuse(request.Address) is { } reason)
                return Failed(request, reason);

            using var message = Message(request);
            using var response = await client.SendAsync(message, cancel);
            if (request.Method != HttpMethod.Get || !IsRedirect(response.StatusCode) || response.Headers.Location is not { } location)
                return await Answer(request, response, cancel);
            if (redirects == MaxRedirects)
                return Failed(request, "it redirected too often");

            if (!Uri.TryCreate(request.Address, location, out var next))
                return Failed(request, "it redirected to no address");
            if (request.Address.Scheme == Uri.UriSchemeHttps && next.Scheme == Uri.UriSchemeHttp)
                return Failed(request, "it redirected from https to http");
            request = request with { Address = next, Headers = IsSameOrigin(request.Address, next) ? request.Headers : [] };
        }
    }

    private static HttpRequestMessage Message(OutboundRequest request)
    {
        var message = new HttpRequestMessage(request.Method, request.Address);
        message.Headers.UserAgent.Add(new ProductInfoHeaderValue("Parley", null));
        foreach (var (name, value) in request.Headers)
            message.Headers.Add(name, value);
        if (request.Body is not null)
            message.Content = new ByteArrayContent(request.Body);
        if (request.ContentType is not null)
            message.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse(request.ContentType);
        return message;
    }

    private async Task<OutboundResult> Answer(OutboundRequest request, HttpResponseMessage response, CancellationToken cancel)
    {
        var body = await ReadUpToLimit(response.Content, cancel);
        if (body is null)
            return Failed(request, "the answer was larger than " + MaxBodyBytes + " bytes");

        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated))
            headers[name] = values.ToString();
        return new OutboundAnswer(request.Address, response.StatusCode, headers, body);
    }

    private static async Task<byte[]?> ReadUpToLimit(HttpContent content, CancellationToken cancel)
    {
        using var kept = new MemoryStream();
        await using var body = await content.ReadAsStreamAsync(cancel);
        var chunk = new byte[16 * 1024];
        for (int count; (count = await body.ReadAsync(chunk, cancel)) > 0;)
        {
            if (kept.Length + count > MaxBodyBytes)
                return null;
            kept.Write(chunk, 0, count);
        }

        return kept.ToArray();
    }

    private OutboundFailure Failed(OutboundRequest request, string reason)
    {
        // Neither path nor query: webhooks carry secrets there.
        log.LogInformation("Calling {Machine} failed: {Reason}", request.Address.IsAbsoluteUri ? request.Address.Authority : "", reason);
        return new();
    }

    private static bool IsRedirect(HttpStatusCode status) => status is HttpStatusCode.MovedPermanently or HttpStatusCode.Found
        or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;

    private static bool IsSameOrigin(Uri one, Uri other) =>
        Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;
}
