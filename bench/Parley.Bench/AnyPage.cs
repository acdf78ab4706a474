using System.Diagnostics;
using Parley.Comments;

namespace Parley.Bench;

/// <summary>Pages of every order, permalinks and continued branches anywhere in the large threads, each read once and so never from the cache.</summary>
internal sealed class AnyPage : IMeasure
{
    public string Name => "any-page";

    public async Task<IReadOnlyList<Row>> Run(Stage stage)
    {
        var parley = await stage.Open();
        using var connection = await Connection.Open(parley.Port);
        var limit = stage.EngineName == Engine.Sqlite ? 50 : 80;
        var all = new Samples();
        var kinds = new Dictionary<string, Samples>();
        var warmUp = stage.Size.Pages / 10;
        foreach (var (kind, path) in Addresses(stage.Seeded, new Random(1)).DistinctBy(address => address.Path).Take(warmUp + stage.Size.Pages))
        {
            var request = Connection.Get(path);
            var start = Stopwatch.GetTimestamp();
            var answer = await connection.Ask(request);
            var one = new Samples();
            one.AddSince(start);
            if (answer.Status != 200)
                throw new InvalidOperationException($"{path} was answered with {answer.Status}.");
            if (warmUp-- > 0)
                continue;
            all.Add(one);
            if (!kinds.TryGetValue(kind, out var ofKind))
                kinds[kind] = ofKind = new Samples();
            ofKind.Add(one);
        }
        foreach (var (kind, samples) in kinds.OrderBy(kind => kind.Key))
            Console.WriteLine($"    {kind}: {samples}");
        var p99 = all.Percentile(99);
        return
        [
            new(
                $"any page, order or permalink in threads of {stage.Size.Thread:N0}, uncached, p99",
                $"<= {limit} ms",
                $"{p99:0.0} ms (median {all.Median:0.0}, worst {all.Worst:0.0} of {all.Count:N0})",
                p99 <= limit),
        ];
    }

    private static IEnumerable<(string Kind, string Path)> Addresses(Seeded seeded, Random random)
    {
        var roots = seeded.Wide.Comments.Where(comment => comment.Depth == 0).ToList();
        var tallRoot = seeded.Tall.Comments[0];
        var replies = seeded.Tall.Comments.Where(comment => comment.Depth == 1).ToList();
        var deep = seeded.Tall.Comments.Where(comment => comment.Depth > 2).ToList();
        while (true)
        {
            foreach (var sort in Enum.GetValues<Sort>())
                yield return ($"page by {sort.Word()}", Page(seeded.Wide, sort, Any(roots)));
            yield return ("permalink, usual thread", Permalink(Any(seeded.Wide.Comments)));
            yield return ("permalink, direct reply to the great root", Permalink(Any(replies)));
            yield return ("permalink, deep in the chain", Permalink(Any(deep)));
            yield return ("the great root's replies continued", $"{Permalink(tallRoot)}?after={Any(replies).Id}");
            yield return ("first page in a language", $"{seeded.Tall.Path}?sort={Any(Enum.GetValues<Sort>()).Word()}&lang={Any(["de", "fr", "ar", "ru"])}");
        }

        T Any<T>(IReadOnlyList<T> list) => list[random.Next(list.Count)];
    }

    private static string Page(SeededThread thread, Sort sort, Comment root) =>
        $"{thread.Path}?sort={sort.Word()}&after={new ThreadCursor(sort, thread.Story, sort == Sort.Replies ? root.ReplyCount : 0, root.Id)}";

    private static string Permalink(Comment comment) => $"/comments/{comment.Id}";
}
