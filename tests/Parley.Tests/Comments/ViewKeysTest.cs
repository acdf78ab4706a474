using System.Text.Json;
using Parley.Tests.Hosting;

namespace Parley.Tests.Comments;

/// <summary>What the API tells, name by name: a name that is new here is one that somebody decided to publish.</summary>
public sealed class ViewKeysTest
{
    private const string Comment =
        "id storyId parentId inReplyTo depth state author.id author.name author.kind author.badge author.avatar author.profile body html foldedHtml fold postedAt isTimeKnown editedAt corrections.text corrections.at " +
        "removal.by removal.reason removal.at replyCount inferred.parent inferred.author isFeatured isOffTopic branchClosed.at branchClosed.reason takesReplies source";

    private const string Story =
        "id site storyId url title summary author section image publishedAt language textHtml textAttribution note.html note.by note.at thread closedReason closesAt commentCount " +
        "access.read access.write access.vote access.report";

    [Theory, ClassData<Engines>]
    public async Task Strangers_authors_and_publishers_are_told_these_names_and_no_others(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var root = await app.Post(story, "A root.");
        var removed = await app.Post(story, "To be removed.", parent: root.Id);
        var edited = await app.Post(story, "Edited.", parent: root.Id);
        await Call.Post(app, $"/api/v1/comments/{removed.Id}/state").As(app.ApiKey).Json(new { state = "remove", reason = "Rule 1" }).Send();
        await new Call(app, "PATCH", $"/api/v1/comments/{edited.Id}").As(edited.Token).Json(new { body = "Edited again." }).Send();
        app.Clock.Advance(TimeSpan.FromMinutes(6));
        await Call.Post(app, $"/api/v1/comments/{edited.Id}/correction").As(edited.Token).Json(new { text = "One line." }).Send();
        await app.CatchUp();

        foreach (var token in new[] { null, edited.Token, app.ApiKey })
        {
            Only(await Read(app, token, $"/api/v1/comments/{root.Id}"), Comment);
            Only(await Read(app, token, $"/api/v1/comments/{removed.Id}"), Comment);
            Only(await Read(app, token, $"/api/v1/comments/{edited.Id}"), Comment);
            Only(await Read(app, token, $"/api/v1/stories/{story}"), Story);
            Only(await Read(app, token, $"/api/v1/stories?site=news&url={ParleyApp.SiteOrigin}/unknown"), Story);
            Only(await Read(app, token, $"/api/v1/comments/{root.Id}/replies"), $"{Below("comments", Comment)} next deeper");
            Only(
                await Read(app, token, $"/api/v1/stories/{story}/comments"),
                $"sort next {Below("comments.comment", Comment)} comments.more {Below("comments.replies.comment", Comment)} comments.replies.more comments.replies.replies");
        }
    }

    [Theory, ClassData<Engines>]
    public async Task A_new_guest_is_told_a_token_once_and_nobody_else_is(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();

        var first = (await Call.Post(app, $"/api/v1/stories/{story}/comments").Json(new { body = "First.", name = "Ann" }).Send()).Must(201).Json;
        var token = first.GetProperty("authorToken").GetString()!;
        var second = (await Call.Post(app, $"/api/v1/stories/{story}/comments").As(token).Json(new { body = "Second." }).Send()).Must(201).Json;

        Only(first, $"{Below("comment", Comment)} authorToken");
        Only(second, $"{Below("comment", Comment)} authorToken");
        Assert.Equal(JsonValueKind.Null, second.GetProperty("authorToken").ValueKind);
    }

    [Theory, ClassData<Engines>]
    public async Task A_refusal_is_told_in_these_names(string engine)
    {
        await using var app = await ParleyApp.Start(engine);

        var refused = await Call.Post(app, $"/api/v1/stories/{await app.MakeStory()}/comments").Json(new { body = "" }).Send();

        Only(refused.Json, "type title status detail code field");
    }

    private static async Task<JsonElement> Read(ParleyApp app, string? token, string path) => (await Call.Get(app, path).As(token).Send()).Must(200).Json;

    private static string Below(string name, string names) => string.Join(' ', names.Split(' ').Select(one => $"{name}.{one}"));

    private static void Only(JsonElement json, string names)
    {
        var allowed = names.Split(' ').ToHashSet();
        var told = Names(json, "").Distinct().Where(name => !allowed.Contains(name) && !allowed.Any(one => one.StartsWith(name + ".", StringComparison.Ordinal))).ToList();
        Assert.Empty(told);
    }

    private static IEnumerable<string> Names(JsonElement json, string above) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(property => Names(property.Value, above.Length == 0 ? property.Name : $"{above}.{property.Name}").Prepend(above.Length == 0 ? property.Name : $"{above}.{property.Name}")),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(one => Names(one, above)),
        _ => [],
    };
}
