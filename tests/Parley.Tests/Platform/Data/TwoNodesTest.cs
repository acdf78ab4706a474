using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Parley.Sites;
using Parley.Tests.Hosting;

namespace Parley.Tests.Platform.Data;

/// <summary>Several nodes on one PostgreSQL are one Parley: whichever answers, what was done on the other is there.</summary>
public sealed class TwoNodesTest : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private TestDatabase? _database;
    private ParleyApp? _one, _two;

    private ParleyApp One => _one!;

    private ParleyApp Two => _two!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(Engines.PostgresServer is null, "No PostgreSQL to test on: run the tests through ./test.");
        _database = await TestDatabase.Create(Engines.Postgres);
        _one = await ParleyApp.StartOn(_database, makeSite: true);
        _two = await ParleyApp.StartOn(_database);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var one in new IAsyncDisposable?[] { _one, _two, _database })
            if (one is not null)
                await one.DisposeAsync();
    }

    [Fact]
    public async Task A_page_leads_whoever_wrote_to_the_comment_on_any_node_at_once()
    {
        var story = await One.MakeStory();
        await Call.Get(Two, $"/stories/{story}").Send();

        for (var number = 0; number < 10; number++)
        {
            var posted = await Call.Post(One, $"/stories/{story}/comments").FromOurPage().Form(("body", $"Number {number} of ten."), ("name", "Ann")).Send();
            var page = await Call.Get(Two, posted.Must(303)["Location"]!.Split('#')[0]).Send();
            Assert.Contains($"Number {number} of ten.", page.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_token_a_cookie_and_a_setting_count_on_both()
    {
        var story = await One.MakeStory();
        var comment = await One.Post(story, "Mine.");

        var edited = await new Call(Two, "PATCH", $"/api/v1/comments/{comment.Id}").As(comment.Token).Json(new { body = "Edited elsewhere." }).Send();
        var again = await Call.Post(Two, $"/stories/{story}/comments").FromOurPage($"parley-news={comment.Token}").Form(("body", "Again."), ("name", "Ann")).Send();
        await One.Set("guests-allowed", "no");
        await Until(() => !Two.Services.GetRequiredService<SiteDirectory>().Find(ParleyApp.SiteName)!.Settings.GuestsAllowed);
        var refused = await Call.Post(Two, $"/api/v1/stories/{story}/comments").Json(new { body = "Too late.", name = "Ben" }).Send();

        Assert.Equal(200, edited.Status);
        Assert.Equal((303, null), (again.Status, again["Set-Cookie"]));
        Assert.Equal((401, "sign-in-needed"), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task A_repeated_key_on_the_other_node_makes_no_second_comment()
    {
        var story = await One.MakeStory();
        var before = await StoredRows.Count(One);

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(number => Call.Post(number % 2 == 0 ? One : Two, $"/api/v1/stories/{story}/comments")
            .With("Idempotency-Key", "one-and-the-same").Json(new { body = "Once.", name = "Ann" }).Send()));

        Assert.Single(answers.Select(answer => answer.Must(201).Json.GetProperty("comment").GetProperty("id").GetString()).Distinct());
        Assert.Equal(before.Comments + 1, (await StoredRows.Count(One)).Comments);
    }

    [Fact]
    public async Task Two_first_comments_on_two_nodes_make_one_story()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(number => Call.Post(number % 2 == 0 ? One : Two, "/api/v1/comments")
            .Json(new { body = $"Number {number}.", name = "Ann", site = ParleyApp.SiteName, storyUrl = ParleyApp.SiteOrigin + "/at-once" }).Send()));

        Assert.Single(answers.Select(answer => answer.Must(201).Json.GetProperty("comment").GetProperty("storyId").GetString()).Distinct());
    }

    [Fact]
    public async Task What_one_node_holds_is_gone_from_the_kept_pages_of_the_other()
    {
        var story = await One.MakeStory();
        var comment = await One.Post(story, "Gone in a moment.");
        await Two.CatchUp();
        Assert.Contains("Gone in a moment.", (await Call.Get(Two, $"/stories/{story}").Send()).Text, StringComparison.Ordinal);

        await Call.Post(One, $"/api/v1/comments/{comment.Id}/state").As(One.ApiKey).Json(new { state = "remove", reason = "Rule 1" }).Send();

        for (var attempt = 0; attempt < 100; attempt++)
        {
            Two.Clock.Advance(TimeSpan.FromSeconds(1));
            var page = await Call.Get(Two, $"/stories/{story}").Send();
            Assert.Equal((int)HttpStatusCode.OK, page.Status);
            if (!page.Text.Contains("Gone in a moment.", StringComparison.Ordinal))
                return;
            await Task.Delay(50);
        }
        Assert.Fail("It is still shown after five seconds.");
    }

    [Fact]
    public async Task Counts_are_right_when_both_nodes_write_and_one_goes()
    {
        var story = await One.MakeStory();
        var root = await One.Post(story, "A root.");
        await Task.WhenAll(Enumerable.Range(0, 40).Select(number => (number % 2 == 0 ? One : Two).Post(story, $"Reply {number}.", parent: root.Id)));

        await _two!.DisposeAsync();
        _two = null;
        await Task.WhenAll(Enumerable.Range(0, 10).Select(number => One.Post(story, $"Later {number}.", parent: root.Id)));
        await One.CatchUp();

        Assert.Equal(51, (await One.Read($"/api/v1/stories/{story}")).GetProperty("commentCount").GetInt32());
        Assert.Equal(50, (await One.Read($"/api/v1/comments/{root.Id}")).GetProperty("replyCount").GetInt32());
    }

    private static async Task Until(Func<bool> isSo)
    {
        for (var attempt = 0; attempt < Patience.TotalMilliseconds / 20 && !isSo(); attempt++)
            await Task.Delay(20);
        Assert.True(isSo(), "It did not come to be.");
    }
}
