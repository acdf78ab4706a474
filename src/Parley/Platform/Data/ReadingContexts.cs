using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Parley.Platform.Data;

/// <summary>
/// Hands out contexts that can only read, each with its connection open; EF would open and close it around every query.
/// </summary>
internal sealed class ReadingContexts(IServiceProvider services, IEngine engine) : IDbContextFactory<ParleyContext>, IAsyncDisposable
{
    private readonly PooledDbContextFactory<ParleyContext> _contexts = new(Options(services, engine));

    public ParleyContext CreateDbContext()
    {
        var db = _contexts.CreateDbContext();
        try
        {
            engine.OpenForReading(db);
            return db;
        }
        catch
        {
            db.Dispose();
            throw;
        }
    }

    public async Task<ParleyContext> CreateDbContextAsync(CancellationToken cancellationToken = default)
    {
        var db = await _contexts.CreateDbContextAsync(cancellationToken);
        try
        {
            await engine.OpenForReading(db, cancellationToken);
            return db;
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync() => await engine.CloseReading();

    private static DbContextOptions<ParleyContext> Options(IServiceProvider services, IEngine engine)
    {
        var options = new DbContextOptionsBuilder<ParleyContext>();
        options.UseApplicationServiceProvider(services);
        options.UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking);
        engine.ConfigureReading(options);
        foreach (var more in services.GetServices<IDbContextOptionsConfiguration<ParleyContext>>())
            more.Configure(services, options);
        return options.Options;
    }
}
