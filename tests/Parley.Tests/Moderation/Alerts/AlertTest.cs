using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Parley.Moderation.Alerts;
using Parley.Platform.Data;
using Parley.Platform.Events;
using Parley.Platform.Web;
using Parley.Sites;
using Parley.Tests.Hosting;
using Parley.Tests.Moderation.Desk;
using Parley.Tests.Platform.Web;

namespace Parley.Tests.Moderation.Alerts;

/// <summary>Somebody hears of the gravest cases off the desk, once.</summary>
public sealed class AlertTest
{
    [Theory, ClassData<Engines>]
    public async Task A_grave_case_is_mailed_and_called_once_until_it_is_taken(string engine)
    {
        var calls = 0;
        await using var pager = new LoopbackServer(_ => Interlocked.Increment(ref calls) == 1
            ? LoopbackServer.Answer("503 Service Unavailable", "Content-Type: text/plain", [])
            : LoopbackServer.Ok("ok"));
        await using var app = await ParleyApp.Start(engine, adjust: services => services.AddOutbound(new OutboundOptions([new HostPort("127.0.0.1", pager.Port)])));
        await app.Set("alert-mail", "duty@news.example\nnight@news.example");
        await app.Set("alert-webhook", $"http://127.0.0.1:{pager.Port}/ring");
        var story = await app.MakeStory();
        var (rude, grave) = (await app.Post(story, "You clown.", "Rudi"), await app.Post(story, "We will see about you.", "Thea"));
        var sender = app.Services.GetRequiredService<AlertSender>();

        await Moderators.Report(app, rude.Id, "insult");
        await sender.SendSome(CancellationToken.None);
        Assert.Equal(0, calls);
        await Moderators.Report(app, grave.Id, "threat", "He means it.");
        await Moderators.Report(app, grave.Id, "threat", "He does.");
        await sender.SendSome(CancellationToken.None);
        await sender.SendSome(CancellationToken.None);
        Assert.Equal(1, calls);
        app.Clock.Advance(TimeSpan.FromSeconds(20));
        await sender.SendSome(CancellationToken.None);
        await sender.SendSome(CancellationToken.None);

        Assert.Equal(2, calls);
        var head = await pager.Asked.Task;
        Assert.StartsWith("POST /ring", head, StringComparison.Ordinal);
        Assert.Contains("Parley-Webhook-Signature: v1=", head, StringComparison.Ordinal);
        var mail = await TestMail.To(app, "duty@news.example");
        Assert.Contains("Threat or intimidation", mail.Subject, StringComparison.Ordinal);
        Assert.DoesNotContain("We will see", mail.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("Thea", mail.TextBody, StringComparison.Ordinal);
        await TestMail.To(app, "night@news.example");
        Assert.Single(await TestMail.All(app, "duty@news.example"));
        await using var db = await app.OpenToRead();
        var alert = await db.Alerts.SingleAsync();
        Assert.Equal((2, true), (alert.Tries, alert.TakenAt is not null));
    }

    [Fact]
    public void A_call_is_signed_by_the_secret_and_the_one_before_over_moment_and_body()
    {
        var signature = new WebhookSignature(new InstallationSecret("a secret long enough"));
        var site = SiteWith(3);
        var body = Encoding.UTF8.GetBytes("{\"id\":\"x\"}");
        var now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

        var headers = signature.Headers(site, "x", body, now).ToDictionary(header => header.Name, header => header.Value);

        Assert.Equal("1800000000", headers["Parley-Webhook-Timestamp"]);
        var expected = Enumerable.Range(2, 2).Reverse().Select(number => "v1=" + Convert.ToHexStringLower(
            HMACSHA256.HashData(Encoding.ASCII.GetBytes(signature.SecretOf(site.Id, number)), Encoding.UTF8.GetBytes("1800000000.{\"id\":\"x\"}"))));
        Assert.Equal(string.Join(',', expected), headers["Parley-Webhook-Signature"]);
        Assert.DoesNotContain(',', signature.Headers(SiteWith(1), "x", body, now)[2].Value);
    }

    private static LiveSite SiteWith(int number) => new(
        new Site(new SiteId(1), "news", "The News", "en", [], DateTimeOffset.UnixEpoch), new SiteSettings { AlertSecret = number }, [], EventPosition.Start);
}
