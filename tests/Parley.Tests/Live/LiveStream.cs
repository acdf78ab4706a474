using System.Net.ServerSentEvents;
using System.Text.Json;
using System.Threading.Channels;
using Parley.Tests.Hosting;

namespace Parley.Tests.Live;

/// <summary>A reader's stream as a browser has it: it remembers the last id it heard.</summary>
internal sealed class LiveStream : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly Channel<SseItem<string>> _frames = Channel.CreateUnbounded<SseItem<string>>();
    private readonly CancellationTokenSource _cut = new();
    private readonly HttpResponseMessage _answer;
    private readonly Task _reading;

    private LiveStream(HttpResponseMessage answer)
    {
        _answer = answer;
        _reading = Read();
    }

    /// <summary>What a browser sends when it comes back.</summary>
    public string LastId { get; private set; } = "";

    /// <summary>Ids of all comments told to be new so far, in order.</summary>
    public List<string> New { get; } = [];

    public List<string> Changed { get; } = [];

    public List<string> Removed { get; } = [];

    public List<SseItem<string>> Frames { get; } = [];

    /// <summary>Opens a stream and waits for its first frame, with which it is told all it missed.</summary>
    public static async Task<LiveStream> Open(ParleyApp app, string stories, string? after = null, string? last = null)
    {
        var answer = await Ask(app, stories, after, last);
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
        var stream = new LiveStream(answer);
        await stream.Next();
        return stream;
    }

    public static Task<HttpResponseMessage> Ask(ParleyApp app, string stories, string? after = null, string? last = null, string? origin = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/live?site={ParleyApp.SiteName}&stories={stories}&after={after}");
        if (last is not null)
            request.Headers.Add("Last-Event-ID", last);
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        return app.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>The next frame, once it is there.</summary>
    public async Task<SseItem<string>> Next()
    {
        using var limit = new CancellationTokenSource(Patience);
        return Take(await _frames.Reader.ReadAsync(limit.Token));
    }

    /// <summary>Takes frames until something is so.</summary>
    public async Task Until(Func<bool> isSo)
    {
        while (!isSo())
            await Next();
    }

    /// <summary>Takes frames until one of that kind, which it gives.</summary>
    public async Task<JsonElement> Next(string kind)
    {
        while (await Next() is var frame)
            if (frame.EventType == kind)
                return JsonDocument.Parse(frame.Data).RootElement;
        throw new InvalidOperationException("The stream has no end.");
    }

    /// <summary>Takes what still comes and waits until the other side has ended the stream.</summary>
    public async Task Ended()
    {
        using var limit = new CancellationTokenSource(Patience);
        await foreach (var frame in _frames.Reader.ReadAllAsync(limit.Token))
            Take(frame);
    }

    public async ValueTask DisposeAsync()
    {
        await Cut();
        _cut.Dispose();
    }

    /// <summary>Cuts the connection.</summary>
    public async Task Cut()
    {
        await _cut.CancelAsync();
        _answer.Dispose();
        await _reading;
    }

    private SseItem<string> Take(SseItem<string> frame)
    {
        Frames.Add(frame);
        if (frame.EventId is { } id)
            LastId = id;
        if (frame.EventType != "changes")
            return frame;
        foreach (var story in JsonDocument.Parse(frame.Data).RootElement.GetProperty("stories").EnumerateArray())
        {
            New.AddRange(Ids(story, "comments"));
            Changed.AddRange(Ids(story, "changed"));
            Removed.AddRange(Ids(story, "removed"));
        }
        return frame;
    }

    private static IEnumerable<string> Ids(JsonElement story, string name) =>
        story.TryGetProperty(name, out var ids) ? ids.EnumerateArray().Select(id => id.GetString()!).ToList() : [];

    private async Task Read()
    {
        try
        {
            await using var body = await _answer.Content.ReadAsStreamAsync(_cut.Token);
            await foreach (var frame in SseParser.Create(body).EnumerateAsync(_cut.Token))
                _frames.Writer.TryWrite(frame);
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException or HttpRequestException or ObjectDisposedException)
        {
            // The connection was cut, by this side or the other.
        }
        _frames.Writer.TryComplete();
    }
}
