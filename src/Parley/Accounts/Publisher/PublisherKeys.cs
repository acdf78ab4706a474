using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.IdentityModel.Tokens;
using Parley.Platform.Data;
using Parley.Platform.Web;

namespace Parley.Accounts.Publisher;

/// <summary>The key sets publishers publish (JWKS), kept for a while and read again when a token names a key that is new.</summary>
internal sealed class PublisherKeys(Outbound outbound, TimeProvider time, ILogger<PublisherKeys> log)
{
    /// <summary>A withdrawn key is believed no longer than this.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(10);

    /// <summary>Whoever sends tokens with invented key ids makes us ask no oftener than this.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    /// <summary>How long the last set read stands in when the publisher's server does not answer.</summary>
    private static readonly TimeSpan StandsInFor = TimeSpan.FromHours(12);

    private const int MaxKeys = 50;

    private readonly ConcurrentDictionary<Uri, KeySet> _sets = new();

    /// <summary>The keys published at an address; null when they cannot be read.</summary>
    /// <param name="wanted">The key a token names: when it is not there, the set may have changed.</param>
    public async Task<IReadOnlyList<PublisherKey>?> Read(Uri address, string? wanted, CancellationToken cancellation)
    {
        var set = _sets.GetOrAdd(address, _ => new KeySet());
        if (set.Keys is { } known && time.Now - set.ReadAt < KeptFor && (wanted is null || known.Any(key => key.Id == wanted)))
            return known;
        await set.Turn.WaitAsync(cancellation);
        try
        {
            if (time.Now - set.AskedAt >= Pause)
                await Ask(address, set, cancellation);
        }
        finally
        {
            set.Turn.Release();
        }
        return time.Now - set.ReadAt < StandsInFor ? set.Keys : null;
    }

    /// <returns>Null when it is no key set at all; keys of kinds we do not take are left out.</returns>
    public static IReadOnlyList<PublisherKey>? Parse(byte[] json)
    {
        try
        {
            var set = new JsonWebKeySet(Encoding.UTF8.GetString(json));
            return [.. set.Keys.Take(MaxKeys).Select(PublisherKey.Published).OfType<PublisherKey>()];
        }
        catch (ArgumentException)
        {
            // The library's word for JSON that it cannot read.
            return null;
        }
    }

    private async Task Ask(Uri address, KeySet set, CancellationToken cancellation)
    {
        set.AskedAt = time.Now;
        var answer = await outbound.Send(OutboundRequest.Get(address), cancellation) as OutboundAnswer;
        if (answer is { Status: HttpStatusCode.OK } && Parse(answer.Body) is { } keys)
            (set.Keys, set.ReadAt) = (keys, time.Now);
        else
            log.LogWarning("The keys of a publisher at {Machine} could not be read", address.Authority);
    }

    private sealed class KeySet
    {
        public SemaphoreSlim Turn { get; } = new(1);

        public IReadOnlyList<PublisherKey>? Keys { get; set; }

        public DateTimeOffset ReadAt { get; set; }

        public DateTimeOffset AskedAt { get; set; }
    }
}
