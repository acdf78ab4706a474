using System.Security.Cryptography;
using Parley.Platform.Data;

namespace Parley.Accounts;

internal readonly record struct CodeId(long Value) : IId<CodeId>
{
    public static CodeId From(long value) => new(value);

    public override string ToString() => IdText.Write(Value);
}

/// <summary>What a code opens.</summary>
internal enum CodePurpose
{
    /// <summary>Signing in, or joining where there is no account yet.</summary>
    SignIn,

    /// <summary>Proving a new address of an account.</summary>
    Mail,

    /// <summary>Becoming staff: the setup link, or an invitation.</summary>
    Staff,

    /// <summary>Downloading all that is held on a person.</summary>
    Export,

    /// <summary>Handing a sign-in from our own window to the publisher's page that opened it.</summary>
    HandOver,

    /// <summary>Confirming an address that a guest left for a thread; the address itself is not kept with it.</summary>
    ThreadMail,
}

/// <summary>A secret that was sent or shown and opens one thing once.</summary>
internal sealed class Code
{
    private Code() => Hash = [];

    public CodeId Id { get; private set; }

    /// <summary>Null for the installation's.</summary>
    public SiteId? SiteId { get; private set; }

    public CodePurpose Purpose { get; private set; }

    /// <summary>The address it proves.</summary>
    public string? Mail { get; private set; }

    public AccountId? AccountId { get; private set; }

    /// <summary>Keyed with the installation's secret: six digits would be found in a plain hash by trying.</summary>
    public byte[] Hash { get; private set; }

    /// <summary>The browser that asked, and alone may use it; null for a link that works anywhere.</summary>
    public byte[]? BrowserHash { get; private set; }

    public int Tries { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset EndsAt { get; private set; }

    public DateTimeOffset? UsedAt { get; private set; }

    public static Code Make(
        CodeId id, CodePurpose purpose, SiteId? site, string? mail, AccountId? account, byte[] hash, byte[]? browser, DateTimeOffset at, TimeSpan lifetime) => new()
        {
            Id = id,
            Purpose = purpose,
            SiteId = site,
            Mail = mail,
            AccountId = account,
            Hash = hash,
            BrowserHash = browser,
            CreatedAt = at,
            EndsAt = at + lifetime,
        };

    /// <summary>Tries a code, which counts whether or not it is right.</summary>
    /// <param name="hash">Of what was typed, keyed like <see cref="Hash"/>.</param>
    /// <param name="browser">Of the browser that types; null where any may.</param>
    /// <returns>Whether it opened; once only.</returns>
    public bool Try(byte[] hash, byte[]? browser, int maxTries, DateTimeOffset now)
    {
        if (UsedAt is not null || now >= EndsAt || Tries >= maxTries)
            return false;
        Tries++;
        var isRight = CryptographicOperations.FixedTimeEquals(Hash, hash)
            && (BrowserHash is null || (browser is not null && CryptographicOperations.FixedTimeEquals(BrowserHash, browser)));
        if (isRight)
            UsedAt = now;
        return isRight;
    }
}
