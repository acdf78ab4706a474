using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Parley.Accounts;
using Parley.Comments;
using Parley.Comments.Screening;
using Parley.Moderation.Screens.Wording;
using Parley.Platform.Data;
using Parley.Platform.Installation;
using Parley.Platform.Web;
using Parley.Sites;

namespace Parley.Bench;

/// <summary>All screens over one comment, with ten thousand terms in the lists; and the lists alone over a long text.</summary>
internal sealed class Screened : IMeasure
{
    private const int Terms = 10_000;
    private const int CommentLength = 1_000;
    private const int LongLength = 20_000;
    private const int Rounds = 500;
    private const double RequiredForAll = 5;
    private const double RequiredForWords = 20;

    public string Name => "screened";

    public async Task<IReadOnlyList<Row>> Run(Stage stage)
    {
        var folder = Directory.CreateTempSubdirectory("parley-bench-");
        try
        {
            return await Measure(folder.FullName, stage);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<IReadOnlyList<Row>> Measure(string folder, Stage stage)
    {
        await using var provider = await Open(folder);
        var site = await MakeSite(provider);
        var screening = provider.GetRequiredService<TextScreening>();
        var texts = Enumerable.Range(0, Rounds).Select(number => TextOf(number, CommentLength)).ToArray();
        var all = await Timed(texts, async text =>
        {
            var html = CommentText.Render(text, CommentLength).Html;
            var screened = new ScreenedText(site, text, html, new ScreenFacts(null, null), DateTimeOffset.UnixEpoch);
            await screening.LookAgain(screened, null, default);
        });
        var rendering = await Timed(texts, text =>
        {
            CommentText.Render(text, CommentLength);
            return Task.CompletedTask;
        });
        var words = await provider.GetRequiredService<WordLists>().Of(site, default);
        var found = await Timed([.. Enumerable.Range(0, Rounds / 5).Select(number => TextOf(number, LongLength))], text =>
        {
            WordMatches.Judge(words, text);
            return Task.CompletedTask;
        });
        return
        [
            Row($"all screens over a comment of {CommentLength:N0} characters, {words.Count:N0} terms, processor time", all - rendering, RequiredForAll),
            Row($"{words.Count:N0} terms against {LongLength / 1000} KB", found, RequiredForWords),
        ];
    }

    /// <summary>Milliseconds of this process's processor time for one text, after a round to warm up.</summary>
    private static async Task<double> Timed(string[] texts, Func<string, Task> work)
    {
        foreach (var text in texts)
            await work(text);
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        foreach (var text in texts)
            await work(text);
        process.Refresh();
        return (process.TotalProcessorTime - before).TotalMilliseconds / texts.Length;
    }

    private static Row Row(string what, double milliseconds, double required) => new(
        what, $"<= {required:0} ms", $"{milliseconds:0.00} ms", milliseconds <= required);

    private static async Task<ServiceProvider> Open(string folder)
    {
        var collection = new ServiceCollection();
        collection.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        Parley.Program.AddFeatures(collection, new Installation(
            folder, null, [], null, null, TrustedProxies.None, OutboundOptions.PublicOnly, false));
        var provider = collection.BuildServiceProvider();
        await provider.GetRequiredService<Migrator>().Migrate(default);
        return provider;
    }

    private static async Task<LiveSite> MakeSite(ServiceProvider provider)
    {
        var id = (await provider.GetRequiredService<SaveSite>().Add("screens", "Screens", "en", [], default)).Value;
        var lines = new StringBuilder();
        for (var number = 0; number < Terms; number++)
            lines.Append(CultureInfo.InvariantCulture, $"hold: {Word(number * 7)} {Word(number)}{(number % 3 == 0 ? "*" : "")}\n");
        await provider.GetRequiredService<SaveWordList>().Handle(id, "many", lines.ToString(), true, null, default);
        await provider.GetRequiredService<SaveSite>().Set(id, "screen-shouting", "on", default);
        var sites = provider.GetRequiredService<SiteDirectory>();
        await sites.Load(Parley.Platform.Events.EventPosition.Start, default);
        return sites.Find(id)!;
    }

    /// <summary>A text with the words of many terms, hardly a term, and here and there a word that is disguised.</summary>
    private static string TextOf(int seed, int length)
    {
        var text = new StringBuilder(length);
        for (var at = seed; text.Length < length; at++)
            text.Append(at % 40 == 0 ? "w0rd" : Word(at * 31)).Append(at % 12 == 0 ? ". " : " ");
        return text.ToString(0, length);
    }

    /// <summary>A word of three to five syllables, another for every number.</summary>
    private static string Word(int number)
    {
        string[] syllables = ["ba", "ke", "ri", "mo", "tu", "sha", "lin", "dor", "vey", "pan", "so", "gre", "ni", "fal", "tor", "ule"];
        var word = new StringBuilder();
        for (var rest = (number % 65_536) + 4_096; rest > 0; rest /= 16)
            word.Append(syllables[rest % 16]);
        return word.ToString();
    }
}
