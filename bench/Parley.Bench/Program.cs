using System.CommandLine;
using System.Globalization;

namespace Parley.Bench;

/// <summary>Measures what Parley must reach, and prints it beside what was asked.</summary>
internal static class Program
{
    private static readonly IReadOnlyList<IMeasure> Measures =
        [new CachedPage(), new FirstPage(), new AnyPage(), new Posts(), new Import(), new Seen(), new Idle(), new Desk(), new Screened()];

    public static Task<int> Main(string[] args)
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        if (args is [BareKestrel.Argument, var source, var port])
            return BareKestrel.Serve(new Uri(source), int.Parse(port, CultureInfo.InvariantCulture));
        var engine = new Option<string?>("--engine") { Description = "sqlite or postgresql; without it both, where PARLEY_TEST_POSTGRES names a server" };
        var only = new Option<string?>("--only") { Description = "One measure alone: " + string.Join(", ", Measures.Select(one => one.Name)) };
        var quick = new Option<bool>("--quick") { Description = "A tenth of the comments and counts: to try a change, not to quote" };
        var port0 = new Option<int>("--port") { Description = "Loopback port for Parley; the next one is the bare server's", DefaultValueFactory = _ => 8130 };
        engine.AcceptOnlyFromAmong(Engine.Sqlite, Engine.Postgres);
        only.AcceptOnlyFromAmong([.. Measures.Select(one => one.Name)]);
        var root = new RootCommand("Measures Parley against what it must reach.") { engine, only, quick, port0 };
        root.SetAction(line => Run(
            line.GetValue(engine) is { } one ? [one] : Engine.All,
            [.. Measures.Where(measure => line.GetValue(only) is not { } name || measure.Name == name)],
            line.GetValue(quick) ? Size.Quick : Size.Full,
            line.GetValue(port0)));
        return root.Parse(args).InvokeAsync();
    }

    private static async Task Run(IReadOnlyList<string> engines, IReadOnlyList<IMeasure> measures, Size size, int port)
    {
        Machine.Print();
        var table = new Table();
        foreach (var engine in engines)
        {
            await using var stage = new Stage(engine, size, port);
            await stage.PrintEngine();
            foreach (var measure in measures)
                table.Add(stage.EngineName, await measure.Run(stage));
        }
        table.Print();
    }
}
