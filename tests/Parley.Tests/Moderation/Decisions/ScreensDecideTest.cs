using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Comments.Screening;
using Parley.Moderation.Decisions;
using Parley.Tests.Hosting;
using Parley.Tests.Moderation.Desk;

namespace Parley.Tests.Moderation.Decisions;

/// <summary>What a screen holds or refuses is a decision: told with its reasons, and a person looks at it on appeal.</summary>
public sealed class ScreensDecideTest
{
    [Theory, ClassData<Engines>]
    public async Task A_refused_guest_gets_the_reasons_appeals_and_is_published_when_right(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        await app.Set("hosts-refused", "bad.example");
        var owner = await Newsroom.Owner(app);
        var story = await app.MakeStory();
        var root = await app.Post(story, "Where is the plan?");
        var reader = new TestBrowser(app);

        var refused = await Call.Post(app, $"/api/v1/stories/{story}/comments").Json(new { body = "At https://bad.example/plan, page 4.", name = "Ann", parentId = root.Id }).Send();

        Assert.Equal(422, refused.Status);
        var statement = refused.Json.GetProperty("statement").GetString()!;
        var page = (await reader.Get(statement)).Must(200).Text;
        foreach (var said in new[] { "bad.example/plan", "What you wrote was not published.", "Decided by a rule, without a person.", "links", "out-of-court" })
            Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.Equal(404, (await reader.Get(statement.Split('?')[0])).Status);
        await using (var db = await app.OpenToRead())
        {
            Assert.Equal(1, await db.Set<Parley.Comments.Comment>().CountAsync());
            var decision = await db.Decisions.SingleAsync();
            Assert.Equal((DecisionKind.Refuse, true, ActorKind.Parley), (decision.Kind, decision.IsDecidedByMachine, decision.Actor));
        }
        var step = statement.Replace("?", "/appeal?", StringComparison.Ordinal);
        (await reader.Post(step, ("words", "It is the plan itself."))).Must(303);

        Assert.Contains("It is the plan itself.", (await owner.Get("/desk/news?view=appeals")).Must(200).Text, StringComparison.Ordinal);
        await using var now = await app.OpenToRead();
        var appeal = (await now.Appeals.SingleAsync()).Id.ToString();
        (await owner.Post("/desk/news/appeal", ("appeal", appeal), ("outcome", "reversed"))).Must(303);
        await app.Refresh();

        var replies = (await app.Read($"/api/v1/comments/{root.Id}/replies")).GetProperty("comments").EnumerateArray().Select(Bodies).ToList();
        Assert.Equal(["At https://bad.example/plan, page 4."], replies);
        Assert.Contains("You were right", (await reader.Get(statement)).Must(200).Text, StringComparison.Ordinal);
    }

    [Theory, ClassData<Engines>]
    public async Task What_a_screen_holds_is_told_until_a_person_decides_and_counts_in_the_figures(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        await app.Set("hosts-refused", "bad.example");
        await app.Set("slow-seconds", "30");
        var owner = await Newsroom.Owner(app);
        var ana = await Joining.Join(app, "ana@reader.example", "Ana");
        var story = await app.MakeStory();

        (await ana.Post($"/stories/{story}/comments", ("body", "I know where you live."))).Must(202);
        await app.CatchUp();
        var tooSoon = await ana.Post($"/stories/{story}/comments", ("body", "And more."));
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var refused = await ana.Post($"/stories/{story}/comments", ("body", "See https://bad.example/x"));

        Assert.DoesNotContain("/statements/", tooSoon.Text, StringComparison.Ordinal);
        Assert.Contains("/statements/", refused.Must(422).Text, StringComparison.Ordinal);
        var inbox = (await ana.Get("/account/news/inbox")).Must(200).Text;
        Assert.Contains("Your comment is held", inbox, StringComparison.Ordinal);
        Assert.Contains("What you wrote was not published.", inbox, StringComparison.Ordinal);
        await using var db = await app.OpenToRead();
        var held = await db.Decisions.SingleAsync(one => one.Kind == DecisionKind.Hold);
        Assert.Equal(("threat", true, "published"), (held.Reason, held.IsDecidedByMachine, held.Former));
        Assert.Null(held.LetterDueAt);
        Assert.Contains("words", (await ana.Get($"/statements/{held.Id}")).Must(200).Text, StringComparison.Ordinal);
        var figures = (await owner.Get("/desk/news/figures")).Must(200).Text;
        Assert.Contains("Comments a check held", figures, StringComparison.Ordinal);
        Assert.Contains("Texts a check refused", figures, StringComparison.Ordinal);

        (await Moderators.Decide(owner, await Moderators.Seen(app, held.CommentId!.Value.ToString()), "publish")).Must(303);

        Assert.Equal(409, (await ana.Post($"/statements/{held.Id}/appeal", ("words", "Late."))).Status);
        Assert.DoesNotContain("/statements/", (await ana.Get($"/comments/{held.CommentId}/yours")).Must(200).Text, StringComparison.Ordinal);
        Assert.NotNull((await db.RefusedTexts.SingleAsync(one => one.Outcome == Verdict.Refuse && one.Body != null)).Body);
    }

    private static string? Bodies(JsonElement reply) => (reply.TryGetProperty("comment", out var inside) ? inside : reply).GetProperty("body").GetString();
}
