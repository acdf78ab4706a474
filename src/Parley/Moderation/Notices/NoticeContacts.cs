using System.Text;
using System.Text.Json;
using Parley.Accounts;
using Parley.Platform.Data;
using Parley.Platform.Web;

namespace Parley.Moderation.Notices;

/// <summary>Who gave a notice, as they wrote it.</summary>
internal sealed record NoticeContact(string? Name, string? Mail);

/// <summary>How those who give notices lie in the database: sealed, and an address found again by a keyed hash.</summary>
internal sealed class NoticeContacts(InstallationSecret secret, Seal seal)
{
    private const string Purpose = "notice-contact", KeyPurpose = "notice-contact-key", PagePurpose = "notice";

    /// <returns>Null where there is nothing to keep.</returns>
    public SealedContact? Close(SiteId site, string? name, MailAddress? mail) => name is null && mail is null
        ? null
        : new(
            seal.Close(Purpose, JsonSerializer.SerializeToUtf8Bytes(new NoticeContact(name, mail?.Text))),
            mail is null ? null : secret.Derive(KeyPurpose, Encoding.UTF8.GetBytes($"{site}.{mail.Key}")));

    /// <returns>Null where nobody said, it was forgotten, or another installation closed it.</returns>
    public NoticeContact? Open(Notice notice) =>
        notice.Contact is { } closed && seal.Open(Purpose, closed) is { } plain ? JsonSerializer.Deserialize<NoticeContact>(plain) : null;

    /// <summary>What opens a notice's private page: only who gave it has it.</summary>
    public string KeyOf(Notice notice) => seal.CloseText(PagePurpose, notice.Id.ToString());

    public bool Opens(string? with, NoticeId notice) => seal.OpenText(PagePurpose, with) == notice.ToString();
}
