using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Parley.Moderation.Cases;
using Parley.Moderation.Figures;
using Parley.Moderation.Flaggers;
using Parley.Sites;
using Parley.Tests.Hosting;
using Parley.Tests.Moderation.Desk;

namespace Parley.Tests.Moderation.Flaggers;

/// <summary>Notices of trusted flaggers go ahead, are counted apart, and only theirs are (DSA, Art. 22).</summary>
public sealed class FlaggerTest
{
    [Theory]
    [InlineData(0, null, false, true)]
    [InlineData(1, null, false, false)]
    [InlineData(-2, -1, false, false)]
    [InlineData(-2, 1, false, true)]
    [InlineData(-2, 1, true, false)]
    public void A_flagger_is_trusted_while_the_status_holds(int from, int? until, bool isEnded, bool isValid)
    {
        var now = new DateTimeOffset(2026, 6, 15, 12, 0, 0, TimeSpan.Zero);
        var flagger = new Flagger(
            default, default, new("Net Watch", "desk@watch.example", "Hatred", "Coordinator", now.AddDays(from), until is { } days ? now.AddDays(days) : null), [], default, now);
        if (isEnded)
            flagger.End(now);

        Assert.Equal(isValid, flagger.IsValidAt(now));
    }

    [Theory, ClassData<Engines>]
    public async Task Their_notices_go_ahead_of_others_until_their_status_ends(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var owner = await Newsroom.Owner(app);
        var story = await app.MakeStory();
        var (first, second) = (await app.Post(story, "Number one."), await app.Post(story, "Number two."));
        Assert.Equal(422, (await Add(owner, "no mail")).Status);
        var page = (await Add(owner, "desk@watch.example")).Must(200).Text;
        var address = AddressIn(page);
        await using (var db = await app.OpenToRead())
            Assert.DoesNotContain(address.Split("flagger=")[1], $"{Convert.ToBase64String((await db.Flaggers.SingleAsync()).Hash)}", StringComparison.Ordinal);
        (await Give(app, first.Id, null, ("name", "Greta Holm"), ("mail", "greta@bakery.example"))).Must(303);

        Assert.Contains("trusted flagger Net Watch", (await new TestBrowser(app).Get(address)).Must(200).Text, StringComparison.Ordinal);
        (await Give(app, second.Id, address.Split("flagger=")[1])).Must(303);
        (await Give(app, second.Id, address.Split("flagger=")[1][..^2] + "AA")).Must(404);

        await using (var db = await app.OpenToRead())
            Assert.Equal([(second.Id, true), (first.Id, false)], (await db.Cases.OrderByDescending(one => one.Rank).ToListAsync()).Select(one => (one.CommentId.ToString(), one.IsFlagged)));
        var desk = (await owner.Get("/desk/news?view=notices")).Must(200).Text;
        foreach (var said in new[] { "Trusted flagger", "Net Watch", "Hatred against groups" })
            Assert.Contains(said, desk, StringComparison.Ordinal);
        foreach (var comment in new[] { first, second })
            (await Moderators.Decide(owner, await Moderators.Seen(app, comment.Id), "remove", "hate")).Must(303);
        var site = app.Services.GetRequiredService<SiteDirectory>().Find("news")!;
        var period = Period.Read(null, null, app.Clock.GetUtcNow())!.Value;
        var figures = await app.Services.GetRequiredService<FiguresReader>().Figures(site.Id, period, default);
        Assert.Equal([("notices", 2L), ("flaggers", 1L)], figures.Tables.Where(table => table.Name is "notices" or "flaggers").Select(table => (table.Name, table.Lines.Single(line => line.Key == "law").Count)));
        var statements = await app.Services.GetRequiredService<StatementExport>().Read(site, period, default);
        Assert.Equal(["SOURCE_ARTICLE_16", "SOURCE_TRUSTED_FLAGGER"], statements.Ready.Select(one => one.SourceType).Order(StringComparer.Ordinal));
        var id = Regex.Match(page, "name=\"id\" value=\"([a-z0-9]{13})\"").Groups[1].Value;
        var renewed = AddressIn((await owner.Post("/desk/news/flaggers/renew", ("id", id))).Must(200).Text);
        (await new TestBrowser(app).Get(address)).Must(404);
        (await new TestBrowser(app).Get(renewed)).Must(200);
        (await owner.Post("/desk/news/flaggers/end", ("id", id))).Must(303);
        (await new TestBrowser(app).Get(renewed)).Must(404);
        Assert.Contains("ended", (await owner.Get("/desk/news/flaggers")).Must(200).Text, StringComparison.Ordinal);
    }

    private static string AddressIn(string page) => WebUtility.HtmlDecode(Regex.Match(page, "/notices/news\\?flagger=[^<]+").Value);

    private static Task<Answer> Add(TestBrowser owner, string mail) => owner.Post(
        "/desk/news/flaggers", ("name", "Net Watch"), ("mail", mail), ("expertise", "Hatred against groups"), ("granted", "The coordinator"), ("from", "2026-01-01"));

    private static Task<Answer> Give(ParleyApp app, string comment, string? flagger, params (string Name, string? Value)[] who) => new TestBrowser(app).Post(
        "/notices/news",
        [("items", comment), ("reason", "hate"), ("explanation", "It calls for violence against a whole group of people."), ("faith", "yes"), ("flagger", flagger), .. who]);
}
