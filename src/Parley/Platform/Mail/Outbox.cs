using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Platform.Web.Pages;

namespace Parley.Platform.Mail;

/// <summary>A mail as it goes out.</summary>
/// <param name="Stop">Where mails of this kind are ended; null for those that were asked for.</param>
internal sealed record MailText(string To, string From, string Subject, string Text, string Html, string? Stop = null);

/// <summary>Puts mails where they wait to be sent. Draw one first, then add it in the same write as what it tells of.</summary>
internal sealed class Outbox(
    PageRenderer renderer, Seal seal, IDbContextFactory<ParleyContext> reading, IdSource ids, TimeProvider time)
{
    private const string Purpose = "mail";

    /// <param name="to">One address, checked before.</param>
    public async Task<OutboxMail> Draw(SiteId? site, string to, Letter letter)
    {
        var html = await renderer.Text<LetterPage>(new Dictionary<string, object?> { [nameof(LetterPage.Letter)] = letter });
        var mail = new MailText(to, CleanText.Line(letter.From), CleanText.Line(letter.Subject), LetterText.Of(letter), html, letter.Stop?.Address);
        return new OutboxMail(
            ids.New<OutboxMailId>(), site, seal.Close(Purpose, JsonSerializer.SerializeToUtf8Bytes(mail)), time.Now);
    }

    /// <summary>Mails to one address that are not sent yet.</summary>
    public async Task<IReadOnlyList<OutboxMailId>> WaitingFor(SiteId site, string to, CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var waiting = await db.Set<OutboxMail>().Where(mail => mail.SiteId == site).ToListAsync(cancellation);
        return [.. waiting.Where(mail => Open(mail)?.To == to).Select(mail => mail.Id)];
    }

    /// <returns>Null when another installation's secret closed it.</returns>
    public MailText? Open(OutboxMail mail) =>
        seal.Open(Purpose, mail.Sealed) is { } plain ? JsonSerializer.Deserialize<MailText>(plain) : null;
}
