using System.Diagnostics;
using System.Text.Json;

namespace Parley.Bench;

/// <summary>The first page of a long thread beside that of a short one, drawn anew each time, in turns.</summary>
internal sealed class FirstPage : IMeasure
{
    private const double Required = 1.3;

    /// <summary>A changed page may be served as it was for this long; a little more has passed before anything is timed.</summary>
    private static readonly TimeSpan CachePause = TimeSpan.FromMilliseconds(400);

    /// <summary>The same page under addresses of its own.</summary>
    private static readonly string[] Views =
    [
        .. from sort in new[] { "", "sort=newest" }
           from language in new[] { "", "lang=de", "lang=fr", "lang=es", "lang=tr", "lang=ru", "lang=fa", "lang=ar" }
           let query = string.Join('&', new[] { sort, language }.Where(part => part.Length > 0))
           select query.Length > 0 ? "?" + query : "",
    ];

    public string Name => "first-page";

    public async Task<IReadOnlyList<Row>> Run(Stage stage)
    {
        var parley = await stage.Open();
        using var connection = await Connection.Open(parley.Port);
        var (small, wide, seeded) = (new Samples(), new Samples(), stage.Seeded);
        for (var round = -1; round < stage.Size.Rounds; round++)
        {
            var title = $"Round {round + 1} of {stage.EngineName}";
            await Change(connection, seeded, seeded.Small, title);
            await Change(connection, seeded, seeded.Wide, title);
            await Task.Delay(CachePause);
            foreach (var view in Views)
            {
                // The first round is for the runtime to warm up.
                await Time(connection, seeded.Small.Path + view, title, round < 0 ? new Samples() : small);
                await Time(connection, seeded.Wide.Path + view, title, round < 0 ? new Samples() : wide);
            }
        }
        var ratio = wide.Median / small.Median;
        return
        [
            new(
                $"uncached first page, thread of {stage.Size.Thread:N0} against 100, median",
                $"<= {Required:0.0}",
                $"{ratio:0.00} ({wide.Median:0.0} ms against {small.Median:0.0} ms)",
                ratio <= Required),
        ];
    }

    private static async Task Change(Connection connection, Seeded seeded, SeededThread thread, string title)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(new { title });
        var answer = await connection.Ask(Connection.Send("PATCH", $"/api/v1{thread.Path}", json, seeded.ApiKey));
        if (answer.Status != 200)
            throw new InvalidOperationException($"A story's title was answered with {answer.Status}.");
    }

    /// <summary>Reads a page; the new title on it proves that it was drawn after the change.</summary>
    private static async Task Time(Connection connection, string path, string title, Samples samples)
    {
        var request = Connection.Get(path, "identity");
        var start = Stopwatch.GetTimestamp();
        var answer = await connection.Ask(request);
        samples.AddSince(start);
        if (answer.Status != 200 || !answer.Contains(title))
            throw new InvalidOperationException($"{path} was answered with {answer.Status}, or with a page from before.");
    }
}
