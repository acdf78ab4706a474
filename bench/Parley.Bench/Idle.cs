namespace Parley.Bench;

/// <summary>Memory of a Parley that was just started, has shown its demo to one reader, and waits.</summary>
internal sealed class Idle : IMeasure
{
    private const int RequiredMegabytes = 200;
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10);

    public string Name => "idle";

    public async Task<IReadOnlyList<Row>> Run(Stage stage)
    {
        var megabytes = await stage.OnEmpty(async (data, database, port) =>
        {
            await using var parley = await ParleyProcess.Serve(data, database, port, demo: true);
            using var connection = await Connection.Open(port);
            await connection.Ask(Connection.Get("/"));
            await Task.Delay(Quiet);
            return parley.ResidentMegabytes;
        });
        return [new("idle, memory in RAM", $"<= {RequiredMegabytes} MB", $"{megabytes:0} MB", megabytes <= RequiredMegabytes)];
    }
}
