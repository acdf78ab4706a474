using System.Collections.Concurrent;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;

namespace Parley.Platform.Data;

/// <summary>
/// Keeps the framework's key ring in the database, so that all nodes share it. The framework reads and stores without
/// waiting, but everything is written through the door: so it never makes a key by itself, <see cref="KeyRingKeeper"/> does.
/// </summary>
internal sealed class KeyRingStore(IDbContextFactory<ParleyContext> reading, IWriteDoor door, TimeProvider time) : IXmlRepository
{
    private readonly ConcurrentQueue<RingKey> _unwritten = new();

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = reading.CreateDbContext();
        return
        [
            .. db.Set<RingKey>().OrderBy(key => key.CreatedAt).AsEnumerable().Concat(_unwritten)
                .Select(key => XElement.Parse(Encoding.UTF8.GetString(key.Sealed))),
        ];
    }

    public void StoreElement(XElement element, string friendlyName) =>
        _unwritten.Enqueue(new RingKey(friendlyName, Encoding.UTF8.GetBytes(element.ToString(SaveOptions.DisableFormatting)), time.Now));

    /// <summary>Writes what was stored since.</summary>
    public async Task Write(CancellationToken cancellation)
    {
        while (_unwritten.TryPeek(out var key))
        {
            await door.Write(
                db =>
                {
                    db.Add(key);
                    return Task.CompletedTask;
                },
                cancellation);
            _unwritten.TryDequeue(out _);
        }
    }
}

/// <summary>Makes the first key before the first request, and each next one well before the last one ends.</summary>
internal sealed class KeyRingKeeper(IKeyManager keys, KeyRingStore store, TimeProvider time) : BackgroundService
{
    /// <summary>How long a key seals; it opens what it sealed for good.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);

    /// <summary>How long before its end the next one is made, so that every node knows it by then.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(7);

    private static readonly TimeSpan Pace = TimeSpan.FromHours(6);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await Keep(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pace, TimeProvider.System);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await Keep(stoppingToken);
    }

    private async Task Keep(CancellationToken cancellation)
    {
        var now = time.Now;
        var last = keys.GetAllKeys().Where(key => !key.IsRevoked).Select(key => (DateTimeOffset?)key.ExpirationDate).Max();
        if (last > now + Ahead)
            return;
        var begin = last > now ? last.Value : now;
        keys.CreateNewKey(begin, begin + Lifetime);
        await store.Write(cancellation);
    }
}
