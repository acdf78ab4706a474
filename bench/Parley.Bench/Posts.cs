using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Parley.Stories;

namespace Parley.Bench;

/// <summary>Comments posted through the JSON API, each answered once it is on disk: all into one story, then over many.</summary>
internal sealed class Posts : IMeasure
{
    private const int Clients = 16;
    private const int WorstWaitMilliseconds = 250;

    /// <summary>One post in this many is a new guest's; the others show the token of one who wrote before.</summary>
    private const int NewGuestEvery = 10;

    /// <summary>One post in this many answers one of the comments posted before.</summary>
    private const int ReplyEvery = 2;

    public string Name => "posts";

    public async Task<IReadOnlyList<Row>> Run(Stage stage)
    {
        var parley = await stage.Open();
        var stories = stage.Seeded.Stories;
        await new PostRun(parley.Port, stage.Seeded, stories, stage.Size.Posts, 0).Run();
        var one = await Timed(parley, new PostRun(parley.Port, stage.Seeded, [stories[0]], stage.Size.Posts, 1));
        var many = await Timed(parley, new PostRun(parley.Port, stage.Seeded, stories, stage.Size.Posts, 2));
        return [RowOf("into one story", one, stage), RowOf($"over {stories.Count:N0} stories", many, stage)];
    }

    /// <summary>Prints what a post costs the server too: unlike posts a second, that says something on a busy machine.</summary>
    private static async Task<(double PerSecond, Samples Waits)> Timed(ParleyProcess parley, PostRun run)
    {
        var before = parley.ProcessorTime;
        var measured = await run.Run();
        var each = (parley.ProcessorTime - before) / measured.Waits.Count;
        Console.WriteLine($"    {each.TotalMilliseconds:0.00} ms of the server's processor time a post");
        return measured;
    }

    private static Row RowOf(string where, (double PerSecond, Samples Waits) run, Stage stage)
    {
        var isSqlite = stage.EngineName == Engine.Sqlite;
        var required = isSqlite ? 2_000 : 1_000;
        Console.WriteLine($"    {where}: {run.Waits}");
        return new(
            $"posts through the JSON API, {Clients} clients, durable, {where}",
            $">= {required:N0}/s" + (isSqlite ? $", worst wait <= {WorstWaitMilliseconds} ms" : ""),
            $"{run.PerSecond:N0}/s, worst wait {run.Waits.Worst:0} ms (median {run.Waits.Median:0.0}, p99 {run.Waits.Percentile(99):0.0})",
            run.PerSecond >= required && (!isSqlite || run.Waits.Worst <= WorstWaitMilliseconds));
    }

    /// <summary>One run of all clients.</summary>
    /// <param name="seed">Another for each run, so that no two say the same.</param>
    private sealed class PostRun(int port, Seeded seeded, IReadOnlyList<StoryId> stories, int count, int seed)
    {
        private readonly ConcurrentDictionary<StoryId, string> _lastComment = new();
        private int _next;

        public async Task<(double PerSecond, Samples Waits)> Run()
        {
            var start = Stopwatch.GetTimestamp();
            var clients = await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(() => Client(new Random((seed * 100) + client)))));
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            var waits = new Samples();
            foreach (var client in clients)
                waits.Add(client);
            return (waits.Count / seconds, waits);
        }

        private async Task<Samples> Client(Random random)
        {
            using var connection = await Connection.Open(port);
            var waits = new Samples();
            for (int number; (number = Interlocked.Increment(ref _next)) <= count;)
            {
                var story = stories[random.Next(stories.Count)];
                var request = Request(number, story, random);
                var start = Stopwatch.GetTimestamp();
                var answer = await connection.Ask(request);
                waits.AddSince(start);
                if (answer.Status != 201)
                    throw new InvalidOperationException($"A post was answered with {answer.Status}: {System.Text.Encoding.UTF8.GetString(answer.Body.Span)}");
                _lastComment[story] = IdOf(answer);
            }
            return waits;
        }

        private byte[] Request(int number, StoryId story, Random random)
        {
            var isNew = number % NewGuestEvery == 0;
            var body = $"{Texts.Numbered(number).Body}\n\n{seed}.{number}";
            var parentId = number % ReplyEvery == 0 ? _lastComment.GetValueOrDefault(story) : null;
            var json = isNew
                ? JsonSerializer.SerializeToUtf8Bytes(new { body, name = $"New reader {seed}.{number}", parentId })
                : JsonSerializer.SerializeToUtf8Bytes(new { body, parentId });
            return Connection.Send(
                "POST",
                $"/api/v1/stories/{story}/comments",
                json,
                isNew ? null : seeded.Tokens[random.Next(seeded.Tokens.Count)],
                $"bench-{seed}-{number}");
        }

        /// <summary>The new comment's id, from the address of the answer.</summary>
        private static string IdOf(Answer answer)
        {
            var head = System.Text.Encoding.ASCII.GetString(answer.Head.Span);
            var at = head.IndexOf("/comments/", StringComparison.Ordinal) + "/comments/".Length;
            return head.Substring(at, Platform.Data.IdText.Length);
        }
    }
}
