using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using MimeKit.Text;

namespace Parley.Platform.Mail;

/// <summary>Takes a mail to where it goes.</summary>
internal interface IMailCarrier
{
    /// <exception cref="IOException">It could not be taken now; a later try may pass.</exception>
    Task Carry(MimeMessage mail, OutboxMailId id, CancellationToken cancellation);
}

/// <summary>Hands mails to the operator's server (SMTP).</summary>
internal sealed class SmtpCarrier(MailOptions options) : IMailCarrier
{
    private const int PlainPort = 25, SubmissionPort = 587, TlsPort = 465;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public async Task Carry(MimeMessage mail, OutboxMailId id, CancellationToken cancellation)
    {
        var server = options.Server!;
        using var client = new SmtpClient { Timeout = (int)Patience.TotalMilliseconds };
        try
        {
            await client.ConnectAsync(server.IdnHost, PortOf(server), SecurityOf(server), cancellation);
            if (server.UserInfo.Split(':') is [var name, var password] && name.Length > 0)
                await client.AuthenticateAsync(Uri.UnescapeDataString(name), Uri.UnescapeDataString(password), cancellation);
            await client.SendAsync(mail, cancellation);
            await client.DisconnectAsync(quit: true, cancellation);
        }
        catch (Exception failure) when (failure is MailKit.CommandException or MailKit.ProtocolException or AuthenticationException or SslHandshakeException or System.Net.Sockets.SocketException or TimeoutException)
        {
            throw new IOException(failure.Message, failure);
        }
    }

    private static int PortOf(Uri server) =>
        server.Port > 0 ? server.Port : server.Scheme == "smtps" ? TlsPort : server.IsLoopback ? PlainPort : SubmissionPort;

    /// <summary>Mails hold codes: beyond this machine they never travel in the clear.</summary>
    private static SecureSocketOptions SecurityOf(Uri server) =>
        server.Scheme == "smtps" ? SecureSocketOptions.SslOnConnect
        : server.IsLoopback ? SecureSocketOptions.StartTlsWhenAvailable
        : SecureSocketOptions.StartTls;
}

/// <summary>Puts mails into the data folder, for whoever has no server yet.</summary>
internal sealed class FolderCarrier(MailOptions options) : IMailCarrier
{
    public async Task Carry(MimeMessage mail, OutboxMailId id, CancellationToken cancellation)
    {
        Directory.CreateDirectory(options.Folder);
        var stream = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            stream.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var file = new FileStream(Path.Combine(options.Folder, id + ".eml"), stream);
        await mail.WriteToAsync(file, cancellation);
    }
}

/// <summary>Mails in the form they travel in.</summary>
internal static class MimeMails
{
    /// <param name="id">Names the mail, so that one sent twice is known as one.</param>
    public static MimeMessage Make(MailText text, string sender, OutboxMailId id, DateTimeOffset at)
    {
        var mail = new MimeMessage
        {
            Subject = text.Subject,
            Date = at,
            MessageId = $"{id}@{sender[(sender.LastIndexOf('@') + 1)..]}",
            Body = new MultipartAlternative(
                new TextPart(TextFormat.Plain) { Text = text.Text }, new TextPart(TextFormat.Html) { Text = text.Html }),
        };
        mail.From.Add(new MailboxAddress(text.From, sender));
        mail.To.Add(new MailboxAddress(null, text.To));
        // So that no holiday note answers.
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        if (text.Stop is { } stop)
        {
            // RFC 8058: the mail program posts to it without the reader's cookies.
            mail.Headers.Add(HeaderId.ListUnsubscribe, $"<{stop}>");
            mail.Headers.Add(HeaderId.ListUnsubscribePost, "List-Unsubscribe=One-Click");
        }
        return mail;
    }
}
