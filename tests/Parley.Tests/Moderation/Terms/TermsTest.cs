using Parley.Moderation.Terms;
using Parley.Tests.Hosting;
using Parley.Tests.Moderation.Desk;

namespace Parley.Tests.Moderation.Terms;

/// <summary>Terms and contacts are pages with versions that statements cite; two questions say which duties bind (DSA, Art. 11, 12, 14).</summary>
public sealed class TermsTest
{
    [Theory]
    [InlineData(true, false, "9 11 14 16 17 18")]
    [InlineData(false, false, "9 11 14 15 16 17 18")]
    [InlineData(true, true, "9 11 14 16 17 18")]
    [InlineData(false, true, "9 11 14 15 16 17 18 20 21 22 23 24 26 28")]
    public void Two_questions_decide_which_duties_bind(bool isSmall, bool isCommunity, string on) =>
        Assert.Equal(on, string.Join(' ', DutyRules.Of(isSmall, isCommunity).Where(duty => duty.IsOn).Select(duty => duty.Article)));

    [Theory, ClassData<Engines>]
    public async Task What_held_when_something_was_decided_stays_readable(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        await app.Set("terms", "We remove **insults** <script>alert(1)</script>.\n\n- Argue.\n- Do not shout.");
        await app.Set("contact-authorities", "dsa@news.example, in English and German");
        await app.Set("contact-readers", "readers@news.example\nA letter: 1 Main Street");
        app.Clock.Advance(TimeSpan.FromHours(1));
        var then = app.Clock.GetUtcNow().ToUnixTimeSeconds();
        app.Clock.Advance(TimeSpan.FromHours(1));
        await app.Set("terms", "We remove insults and spam.");

        var now = await app.Page("/sites/news/terms");
        var before = await app.Page($"/sites/news/terms?on={then}");

        foreach (var said in new[] { "insults and spam", "dsa@news.example", "1 Main Street", "The argument, not the person.", "Threat or intimidation", "Against the law." })
            Assert.Contains(said, now, StringComparison.Ordinal);
        Assert.DoesNotContain("former version", now, StringComparison.Ordinal);
        foreach (var said in new[] { "<strong>insults</strong>", "former version", "<li>Argue.</li>", "dsa@news.example" })
            Assert.Contains(said, before, StringComparison.Ordinal);
        Assert.DoesNotContain("spam", before, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", before, StringComparison.Ordinal);
        Assert.Contains("We remove **insults**", (await new TestBrowser(app).Get($"/sites/news/terms.md?on={then}")).Must(200).Text, StringComparison.Ordinal);
        foreach (var odd in new[] { "-1", "99999999999999999999", "253402300799", "x" })
            Assert.Contains("insults and spam", await app.Page($"/sites/news/terms?on={odd}"), StringComparison.Ordinal);
        (await new TestBrowser(app).Get("/sites/nowhere/terms")).Must(404);
    }

    [Theory, ClassData<Engines>]
    public async Task Pages_of_a_discussion_and_statements_lead_there_and_staff_see_their_duties(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var owner = await Newsroom.Owner(app);
        var story = await app.MakeStory();
        var comment = await app.Post(story, "You clown.");
        await Moderators.Report(app, comment.Id);
        (await Moderators.Decide(owner, await Moderators.Seen(app, comment.Id), "remove")).Must(303);
        app.Clock.Advance(TimeSpan.FromSeconds(11));

        Assert.Contains("href=\"/sites/news/terms\"", await app.Page($"/stories/{story}"), StringComparison.Ordinal);
        var yours = (await Call.Get(app, $"/comments/{comment.Id}/yours").With("Cookie", $"parley-news={comment.Token}").Send()).Must(200).Text;
        var statement = System.Text.RegularExpressions.Regex.Match(yours, "/statements/[a-z0-9]{13}").Value;
        var told = (await Call.Get(app, statement).With("Cookie", $"parley-news={comment.Token}").Send()).Must(200).Text;
        Assert.Contains("/sites/news/terms?on=", told, StringComparison.Ordinal);
        Assert.Contains("merely ancillary", (await owner.Get("/desk/news/duties")).Must(200).Text, StringComparison.Ordinal);
        Assert.Contains("Two questions about", (await owner.Get("/staff")).Must(200).Text, StringComparison.Ordinal);
        Assert.Equal(422, (await owner.Post("/desk/news/duties", ("small", "no"))).Status);
        (await owner.Post("/desk/news/duties", ("small", "no"), ("community", "yes"))).Must(303);
        await app.CatchUp();
        Assert.DoesNotContain("Two questions about", (await owner.Get("/staff")).Must(200).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("ancillary to articles are no", (await owner.Get("/desk/news/duties")).Must(200).Text, StringComparison.Ordinal);
    }
}
