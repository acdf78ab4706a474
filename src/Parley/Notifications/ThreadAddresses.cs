using System.Text;
using Parley.Accounts;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Sites;

namespace Parley.Notifications;

/// <summary>How addresses of people without an account lie in the database: sealed, and found again by a keyed hash.</summary>
internal sealed class ThreadAddresses(InstallationSecret secret, Seal seal, OwnRoot root)
{
    private const string Purpose = "thread-mail", KeyPurpose = "thread-mail-key", StopPurpose = "thread-mail-stop";

    public byte[] KeyOf(SiteId site, MailAddress mail) => secret.Derive(KeyPurpose, Encoding.UTF8.GetBytes($"{site}.{mail.Key}"));

    public byte[] Close(MailAddress mail) => seal.Close(Purpose, Encoding.UTF8.GetBytes(mail.Text));

    /// <returns>Null where there is none, or another installation closed it.</returns>
    public string? Open(ThreadMail mail) => mail.Mail is { } closed && seal.Open(Purpose, closed) is { } plain ? Encoding.UTF8.GetString(plain) : null;

    /// <summary>The link that ends the mails to an address, for whoever got one of them.</summary>
    /// <returns>Null where nobody said where Parley is reached.</returns>
    public string? Stop(LiveSite site, ThreadMail mail) => root.Of(Links.ThreadMailStop(site.Name, seal.CloseText(StopPurpose, $"{site.Id}\n{mail.Id}")));

    /// <summary>Which address a link ends the mails to; null for what we did not write for that site.</summary>
    public ThreadMailId? OpenStop(LiveSite site, string? with) =>
        seal.OpenText(StopPurpose, with)?.Split('\n') is [var of, var which] && of == site.Id.ToString()
            && IdText.TryRead<ThreadMailId>(which, out var id) ? id : null;
}
