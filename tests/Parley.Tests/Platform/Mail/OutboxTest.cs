using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Parley.Platform.Mail;
using Parley.Tests.Hosting;

namespace Parley.Tests.Platform.Mail;

/// <summary>Mail waits with what it tells of, and is sent until a server has taken it.</summary>
public sealed class OutboxTest
{
    private const string Mail = "ana@reader.example";

    [Theory, ClassData<Engines>]
    public async Task A_code_goes_out_over_smtp_as_text_and_html_in_the_language_of_the_site(string engine)
    {
        await using var sink = new SmtpSink();
        await using var app = await Start(engine, sink);

        (await new TestBrowser(app).Post("/account/news/sign-in/mail?lang=de", ("mail", Mail))).Must(303);
        var mail = await sink.Next();

        Assert.Equal(Mail, Assert.Single(mail.To.Mailboxes).Address);
        Assert.Equal("The News", Assert.Single(mail.From.Mailboxes).Name);
        Assert.Contains("Ihr Code", mail.Subject, StringComparison.Ordinal);
        Assert.Contains(mail.TextBody!.Split('\n').Single(line => line.StartsWith("    ", StringComparison.Ordinal)).Trim(), mail.HtmlBody, StringComparison.Ordinal);
        Assert.Equal("auto-generated", mail.Headers["Auto-Submitted"]);
        await WaitUntilEmpty(app);
    }

    [Fact]
    public async Task A_server_that_takes_nothing_now_gets_the_mail_later()
    {
        await using var sink = new SmtpSink { IsBusy = true };
        await using var app = await Start(Engines.Sqlite, sink);
        (await new TestBrowser(app).Post("/account/news/sign-in/mail", ("mail", Mail))).Must(303);
        await WaitUntil(app, mail => mail is { Tries: 1 } && mail.DueAt > app.Clock.GetUtcNow() && mail.DueAt < app.Clock.GetUtcNow().AddMinutes(1));

        sink.IsBusy = false;
        app.Clock.Advance(TimeSpan.FromSeconds(31));

        await sink.Next();
        await WaitUntilEmpty(app);
    }

    [Fact]
    public async Task A_waiting_mail_tells_nothing_to_who_reads_the_table()
    {
        await using var sink = new SmtpSink { IsBusy = true };
        await using var app = await Start(Engines.Sqlite, sink);

        (await new TestBrowser(app).Post("/account/news/sign-in/mail", ("mail", Mail))).Must(303);

        await using var db = await app.OpenToRead();
        var waiting = await db.Set<OutboxMail>().SingleAsync();
        Assert.DoesNotContain("reader.example", Encoding.UTF8.GetString(waiting.Sealed), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_nodes_send_a_mail_once()
    {
        await using var sink = new SmtpSink();
        await using var app = await Start(Engines.Sqlite, sink);
        await using var node = await ParleyApp.StartOn(app.Database, adjust: services => UseSink(services, sink));

        for (var reader = 0; reader < 10; reader++)
            (await new TestBrowser(app).Post("/account/news/sign-in/mail", ("mail", $"reader{reader}@reader.example"))).Must(303);
        await sink.Next(10);
        await WaitUntilEmpty(app);

        Assert.Equal(10, sink.Mails.Count);
    }

    private static Task<ParleyApp> Start(string engine, SmtpSink sink) => ParleyApp.Start(engine, adjust: services => UseSink(services, sink));

    private static void UseSink(IServiceCollection services, SmtpSink sink) => services
        .Replace(ServiceDescriptor.Singleton(new MailOptions(sink.Address, "talk@news.example", "")))
        .Replace(ServiceDescriptor.Singleton<IMailCarrier, SmtpCarrier>());

    private static async Task WaitUntil(ParleyApp app, Predicate<OutboxMail?> isSo)
    {
        for (var attempt = 0; attempt < 200; attempt++)
        {
            await using var db = await app.OpenToRead();
            if (isSo(await db.Set<OutboxMail>().OrderBy(mail => mail.Id).FirstOrDefaultAsync()))
                return;
            await Task.Delay(50);
        }
        Assert.Fail("The outbox did not come to be as expected.");
    }

    private static Task WaitUntilEmpty(ParleyApp app) => WaitUntil(app, mail => mail is null);
}
