using Parley.Tests.Hosting;

namespace Parley.Tests.Comments;

/// <summary>A comment that is held, rejected or removed is read by nobody it is not meant for, on any path there is.</summary>
public sealed class HiddenCommentTest
{
    private const string Words = "canary words nobody may read";
    private const string Name = "Canary Nobody";

    [Theory, ClassData<Engines>]
    public async Task What_is_not_shown_is_found_on_no_path_of_the_table(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var root = await app.Post(story, "Everyone reads this.");
        var stranger = await app.Post(story, "I read along.", "Ben");
        var hidden = await Hide(app, story, root);
        await app.Refresh();
        var wrong = new List<string>();

        (string Who, string Header, string Value)[] readers =
            [("a stranger", "Accept", "*/*"), ("another guest", "Cookie", $"parley-news={stranger.Token}"), ("another guest", "Authorization", "Bearer " + stranger.Token)];
        var addresses = from comment in hidden.Prepend(root)
                        from read in EndpointTable.Reads(app, story, comment.Id)
                        from query in EndpointTable.Queries(story, comment.Id)
                        select read.Path + query;

        // Most addresses name no comment, and are the same for all.
        foreach (var address in addresses.Distinct())
            foreach (var (who, header, value) in readers)
            {
                var answer = await EndpointTable.Get(app, address, (header, value));
                app.Clock.Advance(TimeSpan.FromSeconds(3));
                // What was searched for is said again.
                var text = answer.Text.Replace("value=\"canary\"", "", StringComparison.Ordinal);
                if (text.Contains("canary words", StringComparison.OrdinalIgnoreCase) || text.Contains(Name, StringComparison.Ordinal))
                    wrong.Add($"{who} at {address}");
            }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Distinct()));
    }

    [Theory, ClassData<Engines>]
    public async Task What_is_held_is_gone_from_every_kept_page_within_seconds(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var comment = await app.Post(story, Words, Name);
        string[] paths = ["/", $"/stories/{story}", $"/stories/{story}?sort=oldest", $"/comments/{comment.Id}", $"/embed/news/thread?url={ParleyApp.SiteOrigin}/first", $"/api/v1/stories/{story}/comments", $"/api/v1/comments/{comment.Id}"];
        foreach (var path in paths)
            Assert.Equal(200, (await Call.Get(app, path).Send()).Status);

        await Call.Post(app, $"/api/v1/comments/{comment.Id}/state").As(app.ApiKey).Json(new { state = "hold" }).Send();
        await app.Refresh();

        foreach (var path in paths)
        {
            var answer = await Call.Get(app, path).Send();
            Assert.DoesNotContain("canary words", answer.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(Name, answer.Text, StringComparison.Ordinal);
        }
    }

    [Theory, ClassData<Engines>]
    public async Task Its_author_still_reads_what_is_held_and_knows_that_it_waits(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var comment = await app.Post(await app.MakeStory(), Words, Name);
        await Call.Post(app, $"/api/v1/comments/{comment.Id}/state").As(app.ApiKey).Json(new { state = "hold" }).Send();

        var yours = await Call.Get(app, $"/comments/{comment.Id}/yours").With("Cookie", $"parley-news={comment.Token}").Send();

        Assert.Contains(Words, yours.Text, StringComparison.Ordinal);
        Assert.Contains("no-store", yours["Cache-Control"], StringComparison.Ordinal);
    }

    /// <summary>One in each state that is not shown, some of which were read before and one that never was.</summary>
    private static async Task<IReadOnlyList<TestComment>> Hide(ParleyApp app, string story, TestComment root)
    {
        var hidden = new List<TestComment>();
        foreach (var parent in new[] { null, root.Id })
        {
            var (held, removed, deleted, edited) = (
                await app.Post(story, Words, Name, parent), await app.Post(story, Words, Name, parent), await app.Post(story, Words, Name, parent), await app.Post(story, Words, "Ann", parent));
            await Call.Post(app, $"/api/v1/comments/{held.Id}/state").As(app.ApiKey).Json(new { state = "hold" }).Send();
            await Call.Post(app, $"/api/v1/comments/{removed.Id}/state").As(app.ApiKey).Json(new { state = "remove", reason = "Rule 1" }).Send();
            (await new Call(app, "DELETE", $"/api/v1/comments/{deleted.Id}").As(deleted.Token).Send()).Must(204);
            // Its former words are kept, and not shown either.
            (await new Call(app, "PATCH", $"/api/v1/comments/{edited.Id}").As(edited.Token).Json(new { body = "Other words." }).Send()).Must(200);
            hidden.AddRange([held, removed, deleted, edited]);
        }
        var planted = await app.Plant(story, [null, 0, null], at => at != 0, at => at == 0 ? "Everyone reads this too." : Words);
        hidden.AddRange(planted.Select(comment => new TestComment(comment.Id.ToString(), "")));
        await Call.Post(app, $"/api/v1/comments/{planted[2].Id}/state").As(app.ApiKey).Json(new { state = "remove", reason = "Rule 2" }).Send();
        return hidden;
    }
}
