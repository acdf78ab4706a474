using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Parley.Live;
using Parley.Tests.Hosting;

namespace Parley.Tests.Live;

public sealed partial class LiveTest
{
    [Theory, ClassData<Engines>]
    public async Task A_page_and_its_stream_together_show_every_comment_once(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var before = await app.Post(story, "Before the page.");
        await app.CatchUp();
        var at = await PlaceOf(app, story);
        var between = await app.Post(story, "Between page and stream.");

        await using var stream = await LiveStream.Open(app, story, after: at);
        var after = await app.Post(story, "After.");
        await stream.Until(() => stream.New.Contains(after.Id));

        Assert.Equal([between.Id, after.Id], stream.New);
        Assert.DoesNotContain(before.Id, stream.New);
    }

    [Theory, ClassData<Engines>]
    public async Task Nothing_is_missing_and_nothing_told_twice_after_each_of_many_cuts(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var other = await app.MakeStory(ParleyApp.SiteOrigin + "/other");
        var posting = PostMany(app, story, other, 60);
        var (heard, last) = (new List<string>(), await PlaceOf(app, story));

        while (!posting.IsCompleted || heard.Count < (await posting).Count)
        {
            await using var stream = await LiveStream.Open(app, $"{story},{other}", last: last);
            if (heard.Count + stream.New.Count < 60)
                await stream.Next();
            heard.AddRange(stream.New);
            last = stream.LastId;
        }

        Assert.Equal((await posting).Order(), heard.Order());
        await using var quiet = await LiveStream.Open(app, $"{story},{other}", last: last);
        Assert.Equal("beat", quiet.Frames[0].EventType);
    }

    [Theory, ClassData<Engines>]
    public async Task A_restarted_node_catches_up_those_who_come_back(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var at = await PlaceOf(app, story);
        var first = await app.Post(story, "One.");
        var second = await app.Post(story, "Two.");
        await app.CatchUp();

        await using var node = await ParleyApp.StartOn(app.Database);
        await using var stream = await LiveStream.Open(node, story, last: at);

        Assert.Equal([first.Id, second.Id], stream.New);
    }

    [Theory, ClassData<Engines>]
    public async Task What_is_posted_on_one_node_is_heard_on_the_other(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        await app.CatchUp();
        await using var node = await ParleyApp.StartOn(app.Database);
        await using var stream = await LiveStream.Open(node, story);

        var here = await app.Post(story, "From the first node.");
        await stream.Until(() => stream.New.Contains(here.Id));
        await stream.Cut();
        var missed = await app.Post(story, "While the line was cut.");
        await using var back = await LiveStream.Open(app, story, last: stream.LastId);
        await back.Until(() => back.New.Contains(missed.Id));

        Assert.Equal([here.Id], stream.New);
        Assert.Equal([missed.Id], back.New);
    }

    [Theory, ClassData<Engines>]
    public async Task A_burst_is_told_in_few_frames(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        await app.CatchUp();
        await using var stream = await LiveStream.Open(app, story);

        var posted = await Task.WhenAll(Enumerable.Range(0, 40).Select(number => app.Post(story, "Number " + number, "Ann " + number)));
        await stream.Until(() => stream.New.Count == 40);

        Assert.Equal(posted.Select(comment => comment.Id).Order(), stream.New.Order());
        Assert.InRange(stream.Frames.Count(frame => frame.EventType == "changes"), 1, 20);
    }

    [Theory, ClassData<Engines>]
    public async Task Edits_removals_and_returns_are_told_by_id_alone(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var comment = await app.Post(story, "The first words.");
        await app.CatchUp();
        await using var stream = await LiveStream.Open(app, story);

        (await app.Json(HttpMethod.Patch, $"/api/v1/comments/{comment.Id}", new { body = "Other words." }, comment.Token)).EnsureSuccessStatusCode();
        await stream.Until(() => stream.Changed.Contains(comment.Id));
        (await SetState(app, comment.Id, "remove", "Rule 3")).EnsureSuccessStatusCode();
        await stream.Until(() => stream.Removed.Contains(comment.Id));
        (await SetState(app, comment.Id, "publish")).EnsureSuccessStatusCode();
        await stream.Until(() => stream.Changed.Count == 2);

        Assert.Empty(stream.New);
        Assert.DoesNotContain(stream.Frames, frame => frame.Data.Contains("words", StringComparison.Ordinal) || frame.Data.Contains("Rule", StringComparison.Ordinal));
    }

    [Theory, ClassData<Engines>]
    public async Task What_came_and_went_while_a_reader_was_away_is_never_told(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        await app.CatchUp();
        var at = await PlaceOf(app, story);
        var gone = await app.Post(story, "Soon gone.");
        (await SetState(app, gone.Id, "hold")).EnsureSuccessStatusCode();
        (await app.Json(HttpMethod.Delete, $"/api/v1/comments/{gone.Id}", null, gone.Token)).EnsureSuccessStatusCode();
        await app.CatchUp();

        await using var stream = await LiveStream.Open(app, story, after: at);

        Assert.DoesNotContain(gone.Id, stream.Frames[0].Data, StringComparison.Ordinal);
    }

    [Theory, ClassData<Engines>]
    public async Task A_closed_thread_is_told_to_be_closed(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        await app.CatchUp();
        await using var stream = await LiveStream.Open(app, story);

        (await app.AsPublisher(HttpMethod.Patch, $"/api/v1/stories/{story}", new { thread = "closed", closedReason = "The vote is over." })).EnsureSuccessStatusCode();
        var told = (await stream.Next("changes")).GetProperty("stories")[0];

        Assert.Equal(story, told.GetProperty("story").GetString());
        Assert.Equal("closed", told.GetProperty("thread").GetString());
    }

    [Theory, ClassData<Engines>]
    public async Task A_stream_hears_nothing_of_other_stories(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var other = await app.MakeStory(ParleyApp.SiteOrigin + "/other");
        await app.CatchUp();
        await using var stream = await LiveStream.Open(app, story);

        await app.Post(other, "Elsewhere.");
        var here = await app.Post(story, "Here.");
        await stream.Until(() => stream.New.Count > 0);

        Assert.Equal([here.Id], stream.New);
    }

    [Theory, ClassData<Engines>]
    public async Task A_place_the_log_has_forgotten_or_never_had_is_answered_with_reset(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        await app.CatchUp();

        await using var node = await ParleyApp.StartOn(app.Database);

        await using var forgotten = await LiveStream.Open(node, story, after: "0.0");
        await using var future = await LiveStream.Open(node, story, last: "999999999999.1");
        var next = await app.Post(story, "Then it goes on.");
        await forgotten.Until(() => forgotten.New.Contains(next.Id));
        await future.Until(() => future.New.Contains(next.Id));

        Assert.Equal("reset", forgotten.Frames[0].EventType);
        Assert.Equal("reset", future.Frames[0].EventType);
    }

    [Theory, ClassData<Engines>]
    public async Task The_number_of_readers_is_told_from_the_number_the_site_set(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        await app.Set("readers-shown-from", "2");
        var story = await app.MakeStory();
        await using var first = await LiveStream.Open(app, story);
        await using var second = await LiveStream.Open(app, story);

        var two = await first.Next("readers");
        await second.Cut();
        var fewer = await first.Next("readers");

        Assert.Equal(2, two.GetProperty("count").GetInt32());
        Assert.Equal(0, fewer.GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task A_client_has_only_so_many_streams_and_gets_its_place_back()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        var story = await app.MakeStory();
        await app.Set("streams-per-client", "2");
        await using var first = await LiveStream.Open(app, story);
        await using var second = await LiveStream.Open(app, story);

        using var third = await LiveStream.Ask(app, story);
        await first.Cut();
        await Eventually(async () => (await LiveStream.Ask(app, story)).StatusCode == HttpStatusCode.OK);

        Assert.Equal(HttpStatusCode.TooManyRequests, third.StatusCode);
    }

    [Fact]
    public async Task Only_pages_of_the_site_may_listen_and_only_to_its_stories()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        var story = await app.MakeStory();
        var many = string.Join(',', Enumerable.Range(1, 21).Select(number => $"{number:d13}"));

        using var allowed = await LiveStream.Ask(app, story, origin: ParleyApp.SiteOrigin);
        using var foreign = await LiveStream.Ask(app, story, origin: "https://elsewhere.example");
        using var unknown = await LiveStream.Ask(app, "0000000000001");
        using var none = await LiveStream.Ask(app, "");
        using var tooMany = await LiveStream.Ask(app, many);

        Assert.Equal(HttpStatusCode.OK, allowed.StatusCode);
        Assert.Equal(ParleyApp.SiteOrigin, allowed.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.False(allowed.Headers.Contains("Access-Control-Allow-Credentials"));
        Assert.False(allowed.Headers.Contains("Set-Cookie"));
        Assert.Equal("text/event-stream", allowed.Content.Headers.ContentType!.MediaType);
        Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, none.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, tooMany.StatusCode);
    }

    [Theory, ClassData<Engines>]
    public async Task A_stream_ends_when_its_thread_is_for_fewer_than_all(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var narrowed = await app.MakeStory();
        var inSection = await app.MakeStory(ParleyApp.SiteOrigin + "/p", new { title = "Politics", section = "Politics" });
        var open = await app.MakeStory(ParleyApp.SiteOrigin + "/s", new { title = "Sport", section = "Sport" });
        await using var one = await LiveStream.Open(app, narrowed);
        await using var two = await LiveStream.Open(app, inSection);
        await using var three = await LiveStream.Open(app, open);

        (await app.AsPublisher(HttpMethod.Patch, $"/api/v1/stories/{narrowed}", new { mayRead = "signed-in" })).EnsureSuccessStatusCode();
        await one.Ended();
        await app.Set("section-access", "Politics: read subscriber");
        await two.Ended();

        using var again = await LiveStream.Ask(app, narrowed);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        var posted = await app.Post(open, "Still told.");
        await three.Until(() => three.New.Contains(posted.Id));
    }

    [Fact]
    public async Task A_stream_on_which_nothing_happens_beats_once_in_twenty_seconds()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        await using var stream = await LiveStream.Open(app, await app.MakeStory());
        var hub = app.Services.GetRequiredService<LiveHub>();

        for (var seconds = 0; seconds < LiveHub.BeatSeconds; seconds++)
            hub.Beat();

        Assert.Equal("beat", (await stream.Next()).EventType);
        Assert.InRange(LiveHub.BeatSeconds, 15, 25);
    }

    [Fact]
    public async Task Open_streams_do_not_hold_up_the_end_of_a_node()
    {
        var app = await ParleyApp.Start(Engines.Sqlite);
        var story = await app.MakeStory();
        await using var stream = await LiveStream.Open(app, story);

        await app.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(15), TestContext.Current.CancellationToken);

        await stream.Ended();
    }

    private static Task<HttpResponseMessage> SetState(ParleyApp app, string comment, string state, string? reason = null) =>
        app.AsPublisher(HttpMethod.Post, $"/api/v1/comments/{comment}/state", new { state, reason });

    /// <summary>The place a page says it was built at.</summary>
    private static async Task<string> PlaceOf(ParleyApp app, string story) =>
        Place().Match(await app.Page($"/stories/{story}")).Groups[1].Value;

    private static async Task<List<string>> PostMany(ParleyApp app, string story, string other, int count)
    {
        var ids = new List<string>();
        for (var number = 0; number < count; number++)
            ids.Add((await app.Post(number % 3 == 0 ? other : story, "Number " + number)).Id);
        return ids;
    }

    private static async Task Eventually(Func<Task<bool>> isSo)
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            if (await isSo())
                return;
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
        Assert.Fail("It never came to be.");
    }

    [GeneratedRegex("data-at=\"([0-9.]+)\"")]
    private static partial Regex Place();
}
