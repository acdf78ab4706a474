using MimeKit;
using Parley.Platform.Mail;
using Parley.Platform.Web;
using Parley.Platform.Web.Pages;

namespace Parley.Admin;

/// <summary>A mail as the page of the folder shows it.</summary>
public sealed record FolderMail(DateTimeOffset At, string To, string Subject, string Text, string? Link);

/// <summary>On a developer's machine: what was mailed, on a page. Never elsewhere, since mails hold codes.</summary>
internal static class MailFolder
{
    /// <summary>Mails shown, the newest first.</summary>
    private const int Shown = 20;

    public static void Map(IEndpointRouteBuilder app)
    {
        var services = app.ServiceProvider;
        if (services.GetRequiredService<IHostEnvironment>().IsDevelopment() && services.GetRequiredService<MailOptions>().Server is null)
            app.MapGet("/development/mail", Show).ForAnyone().ExcludeFromDescription();
    }

    private static async Task<IResult> Show(HttpContext http, MailOptions options, PrivatePages pages, CancellationToken cancellation)
    {
        var mails = new List<FolderMail>();
        var files = Directory.Exists(options.Folder) ? Directory.GetFiles(options.Folder, "*.eml") : [];
        foreach (var file in files.OrderDescending(StringComparer.Ordinal).Take(Shown))
            mails.Add(await Read(file, cancellation));
        return await pages.Show<MailFolderPage>(http, StatusCodes.Status200OK, new()
        {
            [nameof(MailFolderPage.Words)] = pages.Words(null, "en"),
            [nameof(MailFolderPage.Mails)] = mails,
        });
    }

    private static async Task<FolderMail> Read(string file, CancellationToken cancellation)
    {
        await using var stream = File.OpenRead(file);
        var mail = await MimeMessage.LoadAsync(stream, cancellation);
        var text = mail.TextBody ?? "";
        var link = text.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.StartsWith("http", StringComparison.Ordinal));
        return new(mail.Date, mail.To.ToString(), mail.Subject ?? "", text, SafeHtml.Address(link));
    }
}
