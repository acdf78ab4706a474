using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Moderation.Misuse;
using Parley.Tests.Hosting;
using Parley.Tests.Moderation.Desk;

namespace Parley.Tests.Moderation.Misuse;

/// <summary>What is plainly illegal or plainly unfounded is counted; first comes a warning, then a time apart (DSA, Art. 23).</summary>
public sealed class MisuseTest
{
    private static readonly DateTimeOffset Now = new(2026, 6, 15, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(2, 0, null, "None")]
    [InlineData(3, 0, null, "Warn")]
    [InlineData(3, 0, 10, "Warned")]
    [InlineData(4, 1, 10, "Suspend")]
    [InlineData(3, 0, 200, "Warn")]
    [InlineData(1, 1, 200, "None")]
    public void A_warning_comes_first_and_is_forgotten_after_half_a_year(int plain, int since, int? warnedDaysAgo, string stage) => Assert.Equal(
        stage, MisuseRules.StageOf(new(plain, 20, since), warnedDaysAgo is { } days ? Now.AddDays(-days) : null, 3, Now).ToString());

    [Theory, ClassData<Engines>]
    public async Task Whoever_gives_plainly_unfounded_notices_is_warned_then_not_handled_for_a_time(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var owner = await Newsroom.Owner(app);
        var story = await app.MakeStory();
        await app.Set("misuse-often", "2");
        for (var at = 0; at < 2; at++)
            await Dismiss(app, owner, (await app.Post(story, $"Number {at}.")).Id);
        var (third, notice) = await Noticed(app, (await app.Post(story, "Number three.")).Id);

        Assert.Contains("Often enough to warn.", (await owner.Get("/desk/news?view=notices")).Must(200).Text, StringComparison.Ordinal);
        Assert.Equal(409, (await owner.Post("/desk/news/senders/suspend", ("notice", notice))).Status);
        (await owner.Post("/desk/news/senders/warn", ("notice", notice))).Must(303);
        Assert.Equal(409, (await owner.Post("/desk/news/senders/warn", ("notice", notice))).Status);
        Assert.Equal(409, (await owner.Post("/desk/news/senders/suspend", ("notice", notice))).Status);
        (await Moderators.Decide(owner, await Moderators.Seen(app, third), "publish", null)).Must(303);
        app.Clock.Advance(TimeSpan.FromMinutes(20));
        await Dismiss(app, owner, (await app.Post(story, "Number four.")).Id);
        (_, notice) = await Noticed(app, (await app.Post(story, "Number five.")).Id);
        Assert.StartsWith("/desk/news", (await owner.Post("/desk/news/senders/suspend", ("notice", notice))).Must(303)["Location"], StringComparison.Ordinal);

        await using (var db = await app.OpenToRead())
            Assert.Equal(app.Clock.GetUtcNow().AddDays(30).ToUnixTimeSeconds(), (await db.NoticeSenders.SingleAsync()).SuspendedUntil?.ToUnixTimeSeconds());
        var refused = await Give(app, (await app.Post(story, "Number six.")).Id);
        Assert.Equal(403, refused.Status);
        Assert.Contains("plainly unfounded", refused.Text, StringComparison.Ordinal);
        await app.NoMailWaits();
        Assert.Equal(2, (await TestMail.All(app, "greta@bakery.example")).Count(mail => mail.Subject == "Your notices to The News"));
        (await Give(app, third, "other@bakery.example")).Must(303);
        app.Clock.Advance(TimeSpan.FromDays(31));
        (await Give(app, third)).Must(303);
    }

    [Theory, ClassData<Engines>]
    public async Task Plainly_illegal_comments_of_somebody_are_counted_against_all_of_theirs(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        await app.Set("misuse-often", "2");
        var owner = await Newsroom.Owner(app);
        var story = await app.MakeStory();
        var first = await app.Post(story, "Away with them.", "Rudi");
        var seen = first.Id;
        await Moderators.Report(app, seen, "hate");
        for (var at = 0; at < 3; at++)
        {
            (await Moderators.Decide(owner, await Moderators.Seen(app, seen), "remove", at < 2 ? "hate" : "insult", ("manifest", "yes"))).Must(303);
            var next = await Call.Post(app, $"/api/v1/stories/{story}/comments").As(first.Token).Json(new { body = $"Away, number {at}." }).Send();
            seen = next.Json.GetProperty("comment").GetProperty("id").GetString()!;
            await app.CatchUp();
            // Whose comments were removed lately waits, and is a case already.
            if (next.Status == 201)
                await Moderators.Report(app, seen, "hate");
        }

        var page = (await owner.Get("/desk/news")).Must(200).Text;

        Assert.Contains("plainly illegal: 2 of 4 in half a year", page, StringComparison.Ordinal);
        Assert.Contains("Often enough to warn.", page, StringComparison.Ordinal);
        await using var db = await app.OpenToRead();
        Assert.Equal(2, await db.Set<Parley.Moderation.Decisions.Decision>().CountAsync(one => one.IsManifest));
    }

    [Theory, ClassData<Engines>]
    public async Task Whoever_appeals_without_any_ground_is_warned_then_not_heard_for_a_time(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        await app.Set("misuse-often", "2");
        var owner = await Newsroom.Owner(app);
        var ben = await Joining.Join(app, "ben@reader.example", "Ben");
        var story = await app.MakeStory();
        // All of them before the first is removed: what comes after waits for a moderator.
        var comments = new Queue<string>();
        foreach (var body in new[] { "Clowns write this.", "What do you know of bread?", "The mayor sleeps at noon.", "Nobody asked the baker.", "Rivers do not lie." })
            comments.Enqueue((await ben.Post($"/stories/{story}/comments", ("body", body))).Must(303)["Location"]!.Split("#parley-")[1]);
        async Task<string> Restricted()
        {
            app.Clock.Advance(TimeSpan.FromMinutes(2));
            var posted = comments.Dequeue();
            await Moderators.Report(app, posted);
            (await Moderators.Decide(owner, await Moderators.Seen(app, posted), "remove")).Must(303);
            app.Clock.Advance(TimeSpan.FromSeconds(11));
            await using var db = await app.OpenToRead();
            return (await db.Set<Parley.Moderation.Decisions.Decision>().OrderByDescending(one => one.Id).FirstAsync()).Id.ToString();
        }
        async Task<string> Appealed()
        {
            var statement = await Restricted();
            (await ben.Post($"/statements/{statement}/appeal", ("words", "I am right."))).Must(303);
            await using var db = await app.OpenToRead();
            return (await db.Set<Parley.Moderation.Decisions.Appeal>().ToListAsync()).Single(one => one.DecisionId.ToString() == statement).Id.ToString();
        }
        async Task Uphold(string appeal) => (await owner.Post("/desk/news/appeal", ("appeal", appeal), ("outcome", "upheld"), ("manifest", "yes"))).Must(303);

        await Uphold(await Appealed());
        await Uphold(await Appealed());
        var third = await Appealed();
        Assert.Contains("Plainly unfounded appeals: 2 of 3 in half a year.", (await owner.Get("/desk/news?view=appeals")).Must(200).Text, StringComparison.Ordinal);
        Assert.Equal(409, (await owner.Post("/desk/news/senders/suspend", ("appeal", third))).Status);
        (await owner.Post("/desk/news/senders/warn", ("appeal", third))).Must(303);
        await Uphold(third);
        var fourth = await Appealed();
        await Uphold(fourth);
        (await owner.Post("/desk/news/senders/suspend", ("appeal", fourth))).Must(303);
        var fifth = await Restricted();

        var refused = await ben.Post($"/statements/{fifth}/appeal", ("words", "Again."));
        Assert.Equal(403, refused.Status);
        Assert.Contains("stay open to you", refused.Text, StringComparison.Ordinal);
        Assert.Contains("This is a warning", (await ben.Get($"/statements/{fifth}")).Must(200).Text, StringComparison.Ordinal);
        await app.NoMailWaits();
        Assert.Equal(2, (await TestMail.All(app, "ben@reader.example")).Count(mail => mail.Subject == "Your appeals to The News"));
        app.Clock.Advance(TimeSpan.FromDays(31));
        await using var late = await app.OpenToRead();
        var person = await late.People.SingleAsync(one => one.Name == "Ben");
        Assert.Null(await MisuseReader.SuspendedUntil(late, person.SiteId, person.Id, app.Clock.GetUtcNow()));
    }

    private static async Task Dismiss(ParleyApp app, TestBrowser owner, string comment)
    {
        (await Give(app, comment)).Must(303);
        (await Moderators.Decide(owner, await Moderators.Seen(app, comment), "publish", null, ("manifest", "yes"))).Must(303);
        app.Clock.Advance(TimeSpan.FromMinutes(2));
    }

    /// <returns>The comment, and the number of the notice about it.</returns>
    private static async Task<(string Comment, string Notice)> Noticed(ParleyApp app, string comment) =>
        (comment, (await Give(app, comment)).Must(303)["Location"]!.Split('/')[3].Split('?')[0]);

    private static Task<Answer> Give(ParleyApp app, string comment, string mail = "greta@bakery.example") => new TestBrowser(app).Post(
        "/notices/news", ("items", comment), ("reason", "libel"), ("explanation", "He claims what everybody knows to be false."), ("name", "Greta Holm"), ("mail", mail), ("faith", "yes"));
}
