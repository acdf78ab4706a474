namespace Parley.Platform.Mail;

/// <summary>How mail leaves.</summary>
/// <param name="Server"><c>smtp://user:password@host:587</c> or <c>smtps://…</c>; null to put mails into the data folder.</param>
/// <param name="Sender">The address mails come from.</param>
/// <param name="Folder">Where mails land without a server.</param>
internal sealed record MailOptions(Uri? Server, string Sender, string Folder)
{
    /// <summary>Reads the address of a mail server.</summary>
    /// <returns>Null when it is none.</returns>
    public static Uri? Parse(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var server) && server.Scheme is "smtp" or "smtps" && server.Host.Length > 0
            && server.AbsolutePath is "" or "/"
                ? server
                : null;

    /// <summary>The sender when none was named: what signs in at the server, if that is an address, or <c>parley@HOST</c>.</summary>
    public static string SenderFor(Uri? server, Uri? publicUrl)
    {
        var name = Uri.UnescapeDataString((server?.UserInfo ?? "").Split(':')[0]);
        return name.Contains('@', StringComparison.Ordinal) ? name : "parley@" + (publicUrl?.Host ?? server?.Host ?? "localhost");
    }
}
