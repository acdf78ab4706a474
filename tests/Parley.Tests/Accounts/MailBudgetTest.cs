using Microsoft.Extensions.DependencyInjection;
using Parley.Platform.Web;
using Parley.Tests.Hosting;

namespace Parley.Tests.Accounts;

/// <summary>Nobody makes an installation write to the whole world, from however many addresses they call.</summary>
public sealed class MailBudgetTest
{
    [Fact]
    public async Task All_callers_together_cause_a_bounded_number_of_mails()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        var story = await app.MakeStory();
        var guest = await app.Post(story, "Words.");
        var ana = await Joining.Join(app, "ana@reader.example", "Ana");
        var owner = await Newsroom.Owner(app);
        var limits = app.Services.GetRequiredService<RateLimits>();

        while (limits.TryTake(MailRateFilter.Bucket, MailRateFilter.PerMinute, out _))
        {
        }

        (await new TestBrowser(app).Post("/account/news/sign-in/mail", ("mail", "x1@reader.example"))).Must(429);
        (await ana.Post("/account/news/mail", ("mail", "x2@reader.example"))).Must(429);
        (await owner.Post("/staff/account/mail", ("mail", "x3@reader.example"))).Must(429);
        (await owner.Post("/staff/news/people/invite", ("mail", "x4@reader.example"), ("name", "X"), ("role", "editor"))).Must(429);
        (await Call.Post(app, $"/api/v1/comments/{guest.Id}/mail").As(guest.Token).Json(new { mail = "x5@reader.example" }).Send()).Must(429);
        await app.NoMailWaits();
        foreach (var number in new[] { 1, 2, 3, 4, 5 })
            Assert.Empty(await TestMail.All(app, $"x{number}@reader.example"));
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        (await new TestBrowser(app).Post("/account/news/sign-in/mail", ("mail", "x1@reader.example"))).Must(303);
    }
}
