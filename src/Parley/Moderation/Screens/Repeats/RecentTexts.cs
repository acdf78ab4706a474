using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Parley.Comments;
using Parley.Comments.Screening;
using Parley.Platform.Data;
using Parley.Platform.Events;

namespace Parley.Moderation.Screens.Repeats;

/// <summary>Prints of the last comments of each site, held in memory on each node and read when first asked for.</summary>
internal sealed class RecentTexts(IDbContextFactory<ParleyContext> reading) : INodeReaction
{
    /// <summary>Comments of a site that a new one is compared with.</summary>
    public const int Kept = 1_000;

    private readonly ConcurrentDictionary<SiteId, Ring> _rings = new();

    /// <summary>How many of the last comments are at least that much like a text.</summary>
    /// <param name="likeness">0..1.</param>
    /// <param name="itself">Where the text is a comment already: only those before it count.</param>
    public async ValueTask<int> CountLike(SiteId site, uint[] print, double likeness, CommentId? itself, CancellationToken cancellation)
    {
        var ring = _rings.GetOrAdd(site, _ => new Ring());
        if (ring.NeedsReading)
            await Read(site, ring, cancellation);
        return ring.CountLike(print, likeness, itself);
    }

    public Task Start(EventPosition position, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Notes what is new; its words are read when somebody next writes there.</summary>
    public Task React(IReadOnlyList<RecordedEvent> events, CancellationToken cancellation)
    {
        foreach (var one in events)
            if (IdOf(one.Happened) is { } id && _rings.TryGetValue(one.SiteId, out var ring))
                ring.Expect(id);
        return Task.CompletedTask;
    }

    private static CommentId? IdOf(Event happened) => happened switch
    {
        CommentPosted posted => posted.CommentId,
        CommentScreened { Revision: 0, Outcome: Verdict.Hold } held => held.CommentId,
        _ => null,
    };

    private async Task Read(SiteId site, Ring ring, CancellationToken cancellation)
    {
        var wanted = ring.Expected();
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var comments = db.Comments.Where(one => one.SiteId == site);
        var texts = await (wanted is null
                ? comments.OrderByDescending(one => one.Id).Take(Kept)
                : comments.Where(one => EF.Parameter(wanted).Contains(one.Id)))
            .Select(one => new { one.Id, one.Body })
            .ToListAsync(cancellation);
        foreach (var text in texts.OrderBy(text => text.Id.Value))
            ring.Add(text.Id, MinHash.Of(text.Body));
    }

    /// <summary>The last prints of one site; an old one makes room for a new one.</summary>
    private sealed class Ring
    {
        private readonly Lock _gate = new();
        private readonly uint[]?[] _prints = new uint[Kept][];
        private readonly CommentId[] _ids = new CommentId[Kept];
        private readonly List<CommentId> _expected = [];
        private int _next;
        private bool _isBegun;

        public bool NeedsReading
        {
            get
            {
                lock (_gate)
                    return !_isBegun || _expected.Count > 0;
            }
        }

        public void Expect(CommentId id)
        {
            lock (_gate)
                if (_isBegun)
                    _expected.Add(id);
        }

        /// <summary>What is to be read; null for the last of the site.</summary>
        public List<CommentId>? Expected()
        {
            lock (_gate)
            {
                List<CommentId>? expected = _isBegun ? [.. _expected.TakeLast(Kept)] : null;
                _isBegun = true;
                _expected.Clear();
                return expected;
            }
        }

        public void Add(CommentId id, uint[]? print)
        {
            if (print is null)
                return;
            lock (_gate)
            {
                (_ids[_next], _prints[_next]) = (id, print);
                _next = (_next + 1) % Kept;
            }
        }

        public int CountLike(uint[] print, double likeness, CommentId? itself)
        {
            lock (_gate)
            {
                var count = 0;
                for (var at = 0; at < Kept; at++)
                    if (_prints[at] is { } other && (itself is not { } one || _ids[at] < one) && MinHash.Likeness(print, other) >= likeness)
                        count++;
                return count;
            }
        }
    }
}
