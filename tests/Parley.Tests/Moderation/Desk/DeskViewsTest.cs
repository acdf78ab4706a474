using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Parley.Moderation.Decisions;
using Parley.Moderation.Desk;
using Parley.Tests.Hosting;

namespace Parley.Tests.Moderation.Desk;

/// <summary>All that is new, filters under a name, comments that are no case, and what else was said about such words.</summary>
public sealed partial class DeskViewsTest
{
    [Theory, ClassData<Engines>]
    public async Task Everything_new_is_listed_and_decided_without_a_report(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var owner = await Newsroom.Owner(app);
        var story = await app.MakeStory();
        var (first, second) = (await app.Post(story, "The first of all.", "Ann"), await app.Post(story, "The second of all.", "Ben"));
        await Moderators.Report(app, first.Id);

        var page = (await owner.Get("/desk/news?view=new")).Must(200).Text;
        Assert.True(page.IndexOf("The second of all.", StringComparison.Ordinal) < page.IndexOf("The first of all.", StringComparison.Ordinal));
        var older = (await owner.Get($"/desk/news?view=new&after={second.Id}")).Must(200).Text;
        Assert.DoesNotContain("The second of all.", older, StringComparison.Ordinal);
        // From the story: to the case where one waits, else to the comment.
        Assert.Contains("case=", (await owner.Get($"/desk/news/comments/{first.Id}")).Must(303)["Location"], StringComparison.Ordinal);
        Assert.Equal($"/desk/news?view=new&case={second.Id}", (await owner.Get($"/desk/news/comments/{second.Id}")).Must(303)["Location"]);
        Assert.Contains($"/desk/news/comments/{second.Id}", (await owner.Get($"/comments/{second.Id}/yours")).Must(200).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("/desk/", await app.Page($"/comments/{second.Id}/yours"), StringComparison.Ordinal);
        var seen = Form().Match((await owner.Get($"/desk/news?view=new&case={second.Id}")).Must(200).Text).Groups[1].Value;

        var decided = (await owner.Post("/desk/news/decide", ("case", seen), ("at", second.Id), ("view", "new"), ("decision", "remove"), ("reason", "insult"))).Must(303);

        Assert.Contains($"case={first.Id}", decided["Location"], StringComparison.Ordinal);
        Assert.Equal("removed", (await app.Read($"/api/v1/comments/{second.Id}")).GetProperty("state").GetString());
        Assert.Equal(409, (await owner.Post("/desk/news/decide", ("case", seen), ("decision", "publish"))).Status);
        (await owner.Post("/desk/news/undo", ("batch", Moderators.Batch(decided)))).Must(303);
        Assert.Equal("published", (await app.Read($"/api/v1/comments/{second.Id}")).GetProperty("state").GetString());
    }

    [Theory, ClassData<Engines>]
    public async Task A_filter_is_put_together_saved_shared_and_dropped(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var owner = await Newsroom.Owner(app);
        var other = await Newsroom.Invited(app, owner, "moderator");
        var story = await app.MakeStory(more: new { section = "Local & more" });
        var (rude, grave) = (await app.Post(story, "You clown.", "Rudi"), await app.Post(story, "Filthy lies about him.", "Thea"));
        await Moderators.Report(app, rude.Id, "insult");
        await Moderators.Report(app, grave.Id, "libel");

        var led = (await owner.Get("/desk/news/filter?view=reported&reason=libel&section=Local+%26+more")).Must(303)["Location"]!;
        var page = (await owner.Get(led)).Must(200).Text;
        Assert.Contains("Filthy lies", page, StringComparison.Ordinal);
        Assert.DoesNotContain("You clown.", page, StringComparison.Ordinal);
        var view = new QueueFilter("reported") { Reason = "libel", Section = "Local & more" };
        Assert.Equal(view, QueueFilter.Read(view.ToString()));
        Assert.Equal(422, (await owner.Post("/desk/news/filters", ("view", view.ToString()), ("name", " "))).Status);
        (await owner.Post("/desk/news/filters", ("view", view.ToString()), ("name", "Libel <here>"), ("shared", "yes"))).Must(303);
        (await owner.Post("/desk/news/filters", ("view", "held|screen-words"), ("name", "Mine alone"))).Must(303);

        var theirs = (await other.Get("/desk/news")).Must(200).Text;
        Assert.Contains("Libel &lt;here&gt;</bdi> <b>1</b>", theirs, StringComparison.Ordinal);
        Assert.DoesNotContain("Mine alone", theirs, StringComparison.Ordinal);
        await using var db = await app.OpenToRead();
        var saved = (await db.SavedFilters.SingleAsync(one => one.IsShared)).Id.ToString();
        Assert.Equal(404, (await other.Post("/desk/news/filters/drop", ("filter", saved))).Status);
        (await owner.Post("/desk/news/filters/drop", ("filter", saved))).Must(303);
        Assert.Equal(1, await db.SavedFilters.CountAsync());
    }

    [Theory, ClassData<Engines>]
    public async Task The_case_shows_what_was_decided_about_much_the_same_words_and_who_still_quotes_them(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var owner = await Newsroom.Owner(app);
        var story = await app.MakeStory();
        const string Copied = "Everybody knows that the mayor's cousin got the contract for the bridge without any tender at all.";
        var first = await app.Post(story, Copied, "Ann");
        var quoting = await app.Post(story, "> the mayor's cousin got the contract for the bridge\n\nSays who?", "Ben", parent: first.Id);
        await app.Post(story, "I do not believe that.", "Cem", parent: first.Id);
        await Moderators.Report(app, first.Id);

        var decided = (await Moderators.Decide(owner, await Moderators.Seen(app, first.Id), "remove", "libel")).Must(303);

        Assert.Contains("1 reply still quotes it", (await owner.Get(decided["Location"]!)).Must(200).Text, StringComparison.Ordinal);
        var list = (await owner.Get($"/desk/news?view=quotes-{first.Id}")).Must(200).Text;
        Assert.Contains("Says who?", list, StringComparison.Ordinal);
        Assert.DoesNotContain("I do not believe that.", list, StringComparison.Ordinal);
        Assert.Contains($"c.{quoting.Id}.", list, StringComparison.Ordinal);
        var second = await app.Post(story, Copied.Replace("all", "all, really", StringComparison.Ordinal), "Dora");
        await Moderators.Report(app, second.Id);
        var page = (await owner.Get($"/desk/news?case={(await Moderators.Seen(app, second.Id)).Split('.')[0]}")).Must(200).Text;
        Assert.Matches("Much alike</h3><ul>\\s*<li>Removed, False claim", page);
        (await owner.Post("/desk/news/undo", ("batch", Moderators.Batch(decided)))).Must(303);
        Assert.DoesNotContain("Much alike", (await owner.Get($"/desk/news?case={(await Moderators.Seen(app, second.Id)).Split('.')[0]}")).Must(200).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_are_quoted_when_a_long_run_of_letters_is_the_same()
    {
        const string Text = "He took the money, and EVERYBODY in this town knows it.";

        Assert.Equal("He *took the money and everybody in", Quotations.Shared(Text, "You say: He *took the money and everybody in* Paris laughs"));
        Assert.Null(Quotations.Shared(Text, "He took the money, says who?"));
        Assert.Null(Quotations.Shared("Short.", "Short."));
    }

    [GeneratedRegex("id=\"decision\"[^>]*>\\s*<input type=\"hidden\" name=\"case\" value=\"([^\"]+)\"")]
    private static partial Regex Form();
}
