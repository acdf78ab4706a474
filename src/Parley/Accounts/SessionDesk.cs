using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;
using Parley.Platform.Events;

namespace Parley.Accounts;

/// <summary>A session that is open, and whose it is.</summary>
internal sealed record OpenSession(Session Session, Account Account);

/// <summary>Opens sessions, finds them again and ends them.</summary>
internal sealed class SessionDesk(
    IDbContextFactory<ParleyContext> reading, IWriteDoor door, IdSource ids, TimeProvider time)
{
    /// <summary>A month: a reader should not have to sign in each week, nor stay signed in on a lost device for good.</summary>
    public static readonly TimeSpan ReaderLength = TimeSpan.FromDays(30);

    /// <summary>A working day, whether or not it is used.</summary>
    public static readonly TimeSpan StaffLength = TimeSpan.FromHours(12);

    /// <summary>How long staff may be away from the desk.</summary>
    public static readonly TimeSpan StaffIdle = TimeSpan.FromMinutes(30);

    /// <summary>How exactly it is known when a session was last used: each use would be a write otherwise.</summary>
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(5);

    /// <summary>Begins a session with a secret of its own, whatever cookie the browser showed before.</summary>
    /// <returns>What its cookie holds.</returns>
    public async Task<(Session Session, string Token)> Begin(
        Account account, SignInWay way, string device, bool isStrong, CancellationToken cancellation)
    {
        var (session, token) = Make(account, way, device, isStrong);
        await door.Write(
            db =>
            {
                db.Add(session);
                return Task.CompletedTask;
            },
            cancellation);
        return (session, token);
    }

    /// <summary>The same for a write that does more.</summary>
    public (Session Session, string Token) Make(Account account, SignInWay way, string device, bool isStrong)
    {
        var secret = RandomNumberGenerator.GetBytes(Session.SecretBytes);
        var length = account.IsStaff ? StaffLength : ReaderLength;
        var session = Session.Begin(account, ids.New<SessionId>(), secret, way, device, isStrong, time.Now, length);
        return (session, SessionTokens.Write(session.Id, secret));
    }

    /// <summary>The open session a token is of; null when there is none.</summary>
    public async Task<OpenSession?> Find(string? token, CancellationToken cancellation)
    {
        if (token is null || !SessionTokens.TryRead(token, out var id, out var secret))
            return null;
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var found = await (
            from session in db.Sessions
            join account in db.Accounts on session.AccountId equals account.Id
            where session.Id == id
            select new { Session = session, Account = account }).SingleOrDefaultAsync(cancellation);
        if (found is null || !found.Session.Opens(secret) || !found.Session.IsOpen(time.Now, IdleOf(found.Account)))
            return null;
        if (time.Now - found.Session.SeenAt >= SeenEvery)
            await Change(id, session => session.See(time.Now), cancellation);
        return new(found.Session, found.Account);
    }

    public async Task<IReadOnlyList<Session>> OpenOf(Account account, CancellationToken cancellation)
    {
        var now = time.Now;
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var sessions = await db.Sessions
            .Where(session => session.AccountId == account.Id && session.EndedAt == null && session.EndsAt > now)
            .OrderByDescending(session => session.SeenAt)
            .ToListAsync(cancellation);
        sessions.RemoveAll(session => !session.IsOpen(now, IdleOf(account)));
        return sessions;
    }

    /// <summary>A second factor or a passkey was shown in a session.</summary>
    public Task Strengthen(SessionId session, CancellationToken cancellation) =>
        Change(session, one => one.Strengthen(time.Now), cancellation);

    /// <summary>Ends one session of an account, or all of them.</summary>
    /// <param name="only">Null for all.</param>
    /// <param name="but">One that stays open.</param>
    public async Task End(AccountId account, SessionId? only, SessionId? but, CancellationToken cancellation) =>
        await door.Write(
            async db => EndIn(db, await Open(db, account, only, but), time.Now),
            cancellation);

    /// <summary>Ends all sessions of an account within a write that does more.</summary>
    public static async Task EndAll(ParleyContext db, AccountId account, SessionId? but, DateTimeOffset now) =>
        EndIn(db, await Open(db, account, null, but), now);

    private static Task<List<Session>> Open(ParleyContext db, AccountId account, SessionId? only, SessionId? but) =>
        db.Sessions.AsTracking()
            .Where(session => session.AccountId == account && session.EndedAt == null)
            .Where(session => only == null || session.Id == only)
            .Where(session => but == null || session.Id != but)
            .ToListAsync();

    private static void EndIn(ParleyContext db, List<Session> sessions, DateTimeOffset now)
    {
        foreach (var session in sessions)
            db.Record(session.SiteId ?? default, session.End(now), now);
    }

    private async Task Change(SessionId id, Action<Session> change, CancellationToken cancellation) =>
        await door.Write(
            async db =>
            {
                if (await db.Sessions.AsTracking().SingleOrDefaultAsync(session => session.Id == id) is { } session)
                    change(session);
            },
            cancellation);

    private static TimeSpan IdleOf(Account account) => account.IsStaff ? StaffIdle : ReaderLength;
}
