using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;

namespace Parley.Bench;

/// <summary>From sending a comment until others are told of it: a thousand readers of one story, a comment every fifth of a second.</summary>
internal sealed class Seen : IMeasure
{
    private const int Readers = 1_000;
    private const int Comments = 100;
    private const int RequiredMilliseconds = 1_000;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public string Name => "seen";

    public async Task<IReadOnlyList<Row>> Run(Stage stage)
    {
        var parley = await stage.Open();
        var story = stage.Seeded.Stories[0].ToString();
        await using var audience = new Audience(parley.Address, $"/api/v1/live?site={Seed.SiteName}&stories={story}");
        await audience.Gather(Readers);
        using var http = new HttpClient { BaseAddress = parley.Address };
        for (var number = 0; number < Comments; number++)
        {
            var start = Stopwatch.GetTimestamp();
            using var answer = await http.PostAsJsonAsync(
                $"/api/v1/stories/{story}/comments", new { body = $"Seen by {Readers}, number {number}.", name = $"Live {number}" });
            answer.EnsureSuccessStatusCode();
            var posted = await answer.Content.ReadFromJsonAsync<JsonElement>();
            audience.Posted(posted.GetProperty("comment").GetProperty("id").GetString()!, start);
            await Task.Delay(Pause);
        }
        var (waits, missing) = await audience.Finish(Comments, Patience);
        Console.WriteLine($"    {Readers:N0} readers, {Comments} comments: {waits}, {missing} missing");
        var p95 = waits.Percentile(95);
        return
        [
            new(
                $"posted until told to others, {Readers:N0} readers of the story, p95",
                $"< {RequiredMilliseconds:N0} ms, none missing",
                $"{p95:0} ms (median {waits.Median:0}, worst {waits.Worst:0}), {missing} missing",
                p95 < RequiredMilliseconds && missing == 0),
        ];
    }

    /// <summary>Readers with their streams open.</summary>
    private sealed class Audience(Uri address, string path) : IAsyncDisposable
    {
        private const int OpenedAtOnce = 50;

        private readonly HttpClient _http = new(new SocketsHttpHandler()) { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
        private readonly CancellationTokenSource _end = new();
        private readonly ConcurrentBag<(string Comment, long At)> _heard = [];
        private readonly Dictionary<string, long> _posted = [];
        private readonly List<Task> _readers = [];

        public async Task Gather(int count)
        {
            for (var open = 0; open < count; open += OpenedAtOnce)
            {
                var streams = await Task.WhenAll(Enumerable.Range(0, OpenedAtOnce).Select(_ => _http.GetStreamAsync(path)));
                _readers.AddRange(streams.Select(Listen));
            }
        }

        public void Posted(string comment, long at) => _posted[comment] = at;

        /// <returns>How long each took to reach each reader, and how many did not.</returns>
        public async Task<(Samples Waits, int Missing)> Finish(int comments, TimeSpan patience)
        {
            var start = Stopwatch.GetTimestamp();
            while (_heard.Count < comments * _readers.Count && Stopwatch.GetElapsedTime(start) < patience)
                await Task.Delay(100);
            var waits = new Samples();
            foreach (var (comment, at) in _heard)
                waits.AddBetween(_posted[comment], at);
            return (waits, (comments * _readers.Count) - _heard.Count);
        }

        public async ValueTask DisposeAsync()
        {
            await _end.CancelAsync();
            await Task.WhenAll(_readers);
            _http.Dispose();
            _end.Dispose();
        }

        private async Task Listen(Stream stream)
        {
            try
            {
                await using (stream)
                    await foreach (var frame in SseParser.Create(stream).EnumerateAsync(_end.Token))
                        if (frame.EventType == "changes")
                            Hear(frame.Data);
            }
            catch (Exception failure) when (_end.IsCancellationRequested && failure is OperationCanceledException or IOException)
            {
                // The measure is over.
            }
        }

        private void Hear(string data)
        {
            var now = Stopwatch.GetTimestamp();
            foreach (var comment in JsonDocument.Parse(data).RootElement.GetProperty("stories")[0].GetProperty("comments").EnumerateArray())
                _heard.Add((comment.GetString()!, now));
        }
    }
}
