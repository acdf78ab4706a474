using System.Text.Json;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Platform.Web.Pages;

namespace Parley.Platform.Mail;

/// <summary>A mail as it goes out.</summary>
internal sealed record MailText(string To, string From, string Subject, string Text, string Html);

/// <summary>Puts mails where they wait to be sent. Draw one first, then add it in the same write as what it tells of.</summary>
internal sealed class Outbox(PageRenderer renderer, Seal seal, IdSource ids, TimeProvider time)
{
    private const string Purpose = "mail";

    /// <param name="to">One address, checked before.</param>
    public async Task<OutboxMail> Draw(SiteId? site, string to, Letter letter)
    {
        var html = await renderer.Text<LetterPage>(new Dictionary<string, object?> { [nameof(LetterPage.Letter)] = letter });
        var mail = new MailText(to, CleanText.Line(letter.From), CleanText.Line(letter.Subject), LetterText.Of(letter), html);
        return new OutboxMail(
            ids.New<OutboxMailId>(), site, seal.Close(Purpose, JsonSerializer.SerializeToUtf8Bytes(mail)), time.Now);
    }

    /// <returns>Null when another installation's secret closed it.</returns>
    public MailText? Open(OutboxMail mail) =>
        seal.Open(Purpose, mail.Sealed) is { } plain ? JsonSerializer.Deserialize<MailText>(plain) : null;
}
