namespace Parley.Platform.Web;

/// <summary>
/// Counts what each bucket (a client, a person, a site…) did lately. A bucket holds as many as its limit per minute and
/// fills up evenly, so a burst is fine and a steady stream is held to the limit. The limit comes with every call and
/// may change at any time. Counts are this node's own.
/// </summary>
/// <remarks>
/// The generic cell rate algorithm (ITU-T I.371): of a bucket only the moment is kept at which it will be full again,
/// so one that is full need not be kept at all. System.Threading.RateLimiting was weighed: it keeps an object and a
/// queue per bucket, takes no TimeProvider, and cannot change a limit without forgetting the count.
/// </remarks>
internal sealed class RateLimits(TimeProvider clock)
{
    /// <summary>Memory for an attack from everywhere at once, about 20 MB; past it, newcomers share one bucket.</summary>
    public const int MaxBuckets = 100_000;

    private const string Crowd = "";

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1), Second = TimeSpan.FromSeconds(1);

    // Moments are counted from the start, so that a clock set anew neither blocks nor frees anyone.
    private readonly long start = clock.GetTimestamp();
    private readonly Lock gate = new();
    private readonly Dictionary<string, TimeSpan> fullAt = new(StringComparer.Ordinal);
    private TimeSpan sweptAt;

    /// <summary>How many buckets are kept at the moment.</summary>
    public int Count
    {
        get
        {
            lock (gate)
                return fullAt.Count;
        }
    }

    /// <summary>Takes one out of the bucket, if there is one.</summary>
    /// <param name="bucket">Names what is limited and whom: "post 203.0.113.7".</param>
    /// <param name="perMinute">0 or less lets nothing through.</param>
    /// <param name="retryAfter">When not taken: how long until there is one again, above zero.</param>
    public bool TryTake(string bucket, int perMinute, out TimeSpan retryAfter)
    {
        retryAfter = Minute;
        if (perMinute <= 0)
            return false;

        var each = Minute / perMinute;
        lock (gate)
        {
            var now = clock.GetElapsedTime(start);
            Sweep(now);
            var kept = fullAt.ContainsKey(bucket) || fullAt.Count < MaxBuckets ? bucket : Crowd;
            var full = fullAt.TryGetValue(kept, out var later) && later > now ? later : now;
            retryAfter = full + each - (now + Minute);
            if (retryAfter > TimeSpan.Zero)
                return false;

            fullAt[kept] = full + each;
            retryAfter = TimeSpan.Zero;
            return true;
        }
    }

    /// <summary>Forgets full buckets: each minute, and each second while there is no room.</summary>
    private void Sweep(TimeSpan now)
    {
        if (now < sweptAt + (fullAt.Count < MaxBuckets ? Minute : Second))
            return;

        sweptAt = now;
        foreach (var (bucket, full) in fullAt)
            if (full <= now)
                fullAt.Remove(bucket);
    }
}
