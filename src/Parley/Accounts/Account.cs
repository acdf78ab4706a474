using Parley.Platform.Data;

namespace Parley.Accounts;

internal readonly record struct AccountId(long Value) : IId<AccountId>
{
    public static AccountId From(long value) => new(value);

    public override string ToString() => IdText.Write(Value);
}

/// <summary>
/// Credentials: a reader's, which belong to one site, or those of staff, which belong to the installation and act through
/// one person on each site. Identity sets most of it, through its store.
/// </summary>
internal sealed class Account
{
    private Account() => (SecurityStamp, ConcurrencyStamp) = ("", "");

    public AccountId Id { get; private set; }

    /// <summary>Null for staff.</summary>
    public SiteId? SiteId { get; private set; }

    public string? Mail { get; private set; }

    /// <summary>The address as compared: see <see cref="MailAddress"/>.</summary>
    public string? MailKey { get; private set; }

    public bool IsMailConfirmed { get; private set; }

    /// <summary>The publisher's own id of its reader; null where the account was made here.</summary>
    public string? PublisherId { get; private set; }

    public string? PasswordHash { get; set; }

    /// <summary>Changes with the credentials.</summary>
    public string SecurityStamp { get; set; }

    /// <summary>Changes with every change: of two at once one is refused.</summary>
    public string ConcurrencyStamp { get; set; }

    public int FailedTries { get; set; }

    public DateTimeOffset? LockedUntil { get; set; }

    public bool IsTwoFactor { get; set; }

    /// <summary>Sealed with the key ring.</summary>
    public string? AuthenticatorKey { get; set; }

    /// <summary>Hashes of those not used yet, a space between them.</summary>
    public string? RecoveryCodes { get; set; }

    /// <summary>Of the whole installation; there is one.</summary>
    public bool IsOwner { get; private set; }

    /// <summary>BCP 47 tag of the language mail is written in; null for the site's.</summary>
    public string? Language { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public bool IsStaff => SiteId is null;

    /// <summary>A reader's account on one site.</summary>
    /// <param name="stamp">Drawn at random.</param>
    public static Account OfReader(SiteId site, AccountId id, MailAddress? mail, string stamp, DateTimeOffset at) => new()
    {
        Id = id,
        SiteId = site,
        Mail = mail?.Text,
        MailKey = mail?.Key,
        IsMailConfirmed = mail is not null,
        SecurityStamp = stamp,
        ConcurrencyStamp = stamp,
        CreatedAt = at,
    };

    /// <summary>An account that a publisher vouches for; the mail is known, but nobody proved it here.</summary>
    public static Account OfPublisher(SiteId site, AccountId id, string publisherId, MailAddress? mail, string stamp, DateTimeOffset at) => new()
    {
        Id = id,
        SiteId = site,
        PublisherId = publisherId,
        Mail = mail?.Text,
        MailKey = mail?.Key,
        SecurityStamp = stamp,
        ConcurrencyStamp = stamp,
        CreatedAt = at,
    };

    /// <summary>An account of the installation.</summary>
    public static Account OfStaff(AccountId id, MailAddress mail, bool isOwner, string stamp, DateTimeOffset at) => new()
    {
        Id = id,
        Mail = mail.Text,
        MailKey = mail.Key,
        IsMailConfirmed = true,
        IsOwner = isOwner,
        SecurityStamp = stamp,
        ConcurrencyStamp = stamp,
        CreatedAt = at,
    };

    /// <summary>Takes an address that was proved.</summary>
    public void Confirm(MailAddress mail) => (Mail, MailKey, IsMailConfirmed) = (mail.Text, mail.Key, true);

    public void Own(bool isOwner) => IsOwner = isOwner;

    public void Speak(string? language) => Language = language;
}
