using System.Security.Cryptography;
using Parley.Platform.Data;
using Parley.Platform.Events;

namespace Parley.Accounts;

internal readonly record struct SessionId(long Value) : IId<SessionId>
{
    public static SessionId From(long value) => new(value);

    public override string ToString() => IdText.Write(Value);
}

/// <summary>How somebody signed in.</summary>
internal enum SignInWay
{
    /// <summary>By a code that was mailed.</summary>
    Mail,
    Password,
    Passkey,

    /// <summary>With the publisher's own account.</summary>
    Publisher,

    /// <summary>On a publisher's page, by a code from a window of our own.</summary>
    Window,

    /// <summary>With an account at an OpenID Connect provider.</summary>
    Provider,

    /// <summary>With a link the command line printed.</summary>
    Setup,
}

/// <summary>One browser that is signed in.</summary>
internal sealed class Session
{
    public const int SecretBytes = 16;

    private Session() => (Hash, Device) = ([], "");

    public SessionId Id { get; private set; }

    /// <summary>Null for a session of staff.</summary>
    public SiteId? SiteId { get; private set; }

    public AccountId AccountId { get; private set; }

    /// <summary>SHA-256 of the secret its cookie holds.</summary>
    public byte[] Hash { get; private set; }

    public SignInWay Way { get; private set; }

    /// <summary>Browser and system in words, as the browser told them.</summary>
    public string Device { get; private set; }

    /// <summary>Whether a second factor or a passkey was shown.</summary>
    public bool IsStrong { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>To within some minutes.</summary>
    public DateTimeOffset SeenAt { get; private set; }

    /// <summary>When the person last proved who they are.</summary>
    public DateTimeOffset ConfirmedAt { get; private set; }

    public DateTimeOffset EndsAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <param name="secret"><see cref="SecretBytes"/> bytes drawn at random for this session alone.</param>
    /// <param name="length">How long it lasts if nobody ends it.</param>
    public static Session Begin(
        Account account, SessionId id, byte[] secret, SignInWay way, string device, bool isStrong, DateTimeOffset at, TimeSpan length) => new()
        {
            Id = id,
            SiteId = account.SiteId,
            AccountId = account.Id,
            Hash = SHA256.HashData(secret),
            Way = way,
            Device = device,
            IsStrong = isStrong,
            CreatedAt = at,
            SeenAt = at,
            ConfirmedAt = at,
            EndsAt = at + length,
        };

    public bool Opens(byte[] secret) => CryptographicOperations.FixedTimeEquals(Hash, SHA256.HashData(secret));

    /// <param name="idle">How long it may go unused.</param>
    public bool IsOpen(DateTimeOffset now, TimeSpan idle) => EndedAt is null && now < EndsAt && now - SeenAt < idle;

    public void See(DateTimeOffset at) => SeenAt = at;

    /// <summary>A second factor or a passkey was shown in it.</summary>
    public void Strengthen(DateTimeOffset at) => (IsStrong, ConfirmedAt) = (true, at);

    public SessionEnded End(DateTimeOffset at)
    {
        EndedAt = at;
        return new SessionEnded(Id);
    }
}

/// <summary>A session is over before its time: no node takes what it opened any more.</summary>
internal sealed record SessionEnded(SessionId SessionId) : Event, IAbout
{
    long IAbout.Subject => SessionId.Value;
}
