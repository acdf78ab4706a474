using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;
using Parley.Platform.Events;

namespace Parley.Accounts;

/// <summary>
/// The sessions ended lately, on each node: what they gave out, such as a short-lived access token, ends with them
/// although nobody asks the database about it.
/// </summary>
internal sealed class EndedSessions(IDbContextFactory<ParleyContext> reading, TimeProvider time) : INodeReaction
{
    private readonly ConcurrentDictionary<SessionId, DateTimeOffset> _ended = new();

    public bool Has(SessionId session) => _ended.ContainsKey(session);

    public async Task Start(EventPosition position, CancellationToken cancellation)
    {
        var since = time.Now - AccessTokens.Lifetime;
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var ended = await db.Sessions.Where(session => session.EndedAt != null && session.EndedAt >= since)
            .Select(session => session.Id).ToListAsync(cancellation);
        foreach (var session in ended)
            _ended[session] = time.Now;
    }

    public Task React(IReadOnlyList<RecordedEvent> events, CancellationToken cancellation)
    {
        foreach (var one in events)
            if (one.Happened is SessionEnded ended)
                _ended[ended.SessionId] = one.At;
        // By then every token of theirs has ended by itself.
        var forgotten = time.Now - AccessTokens.Lifetime - AccessTokens.Lifetime;
        foreach (var (session, at) in _ended)
            if (at < forgotten)
                _ended.TryRemove(session, out _);
        return Task.CompletedTask;
    }
}
