namespace Parley.Bench;

/// <summary>Where one engine is measured: a database with its threads and a Parley serving it, made when first asked for.</summary>
internal sealed class Stage(string engineName, Size size, int port) : IAsyncDisposable
{
    private readonly string _folder = Path.Combine(AppContext.BaseDirectory, "run", engineName);
    private Engine? _engine;
    private ParleyProcess? _parley;

    public string EngineName => engineName;

    public Size Size => size;

    /// <summary>What stands in the database once <see cref="Open"/> was called.</summary>
    public Seeded Seeded { get; private set; } = null!;

    /// <summary>Port of the bare server.</summary>
    public int BarePort => port + 1;

    public async Task PrintEngine()
    {
        await using var engine = await Engine.Create(engineName, "parley_bench_look");
        Console.WriteLine(await engine.Describe());
    }

    /// <summary>The Parley that serves the large threads.</summary>
    public async Task<ParleyProcess> Open()
    {
        if (_parley is not null)
            return _parley;
        _engine = await Engine.Create(engineName, "parley_bench");
        var data = Fresh("seeded");
        Seeded = await Seed.Fill(data, _engine.ConnectionString, size);
        return _parley = await ParleyProcess.Serve(data, _engine.ConnectionString, port, demo: false);
    }

    /// <summary>Runs something beside, on an empty database of its own.</summary>
    public async Task<T> OnEmpty<T>(Func<string, string?, int, Task<T>> work)
    {
        await using var engine = await Engine.Create(engineName, "parley_bench_empty");
        return await work(Fresh("empty"), engine.ConnectionString, port + 2);
    }

    public async ValueTask DisposeAsync()
    {
        if (_parley is not null)
            await _parley.DisposeAsync();
        if (_engine is not null)
            await _engine.DisposeAsync();
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    private string Fresh(string name)
    {
        var folder = Path.Combine(_folder, name);
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        return Directory.CreateDirectory(folder).FullName;
    }
}
