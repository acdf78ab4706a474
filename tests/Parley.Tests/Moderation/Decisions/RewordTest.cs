using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Parley.Accounts;
using Parley.Moderation.Cases;
using Parley.Moderation.Decisions;
using Parley.Moderation.Record;
using Parley.Platform.Data;
using Parley.Tests.Hosting;
using Parley.Tests.Moderation.Desk;

namespace Parley.Tests.Moderation.Decisions;

/// <summary>Branches that are closed, and authors who are asked for other words.</summary>
public sealed class RewordTest
{
    [Theory, ClassData<Engines>]
    public async Task A_closed_branch_takes_no_more_replies_says_why_and_opens_again(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var owner = await Newsroom.Owner(app);
        var story = await app.MakeStory();
        var root = await app.Post(story, "A root.");
        var quarrel = await app.Post(story, "You are wrong.", "Rudi", parent: root.Id);
        var below = await app.Post(story, "No, you are.", "Thea", parent: quarrel.Id);
        await Moderators.Report(app, quarrel.Id);

        var decided = (await Moderators.Decide(owner, await Moderators.Seen(app, quarrel.Id), "close", "offtopic")).Must(303);
        await app.Refresh();

        var refused = await Reply(app, story, below.Id);
        Assert.Equal((409, "branch-closed"), (refused.Status, refused.Json.GetProperty("code").GetString()));
        Assert.Equal(409, (await Reply(app, story, quarrel.Id)).Status);
        Assert.Equal(201, (await Reply(app, story, root.Id)).Status);
        var page = await app.Page($"/stories/{story}");
        Assert.Contains("A moderator closed this branch", page, StringComparison.Ordinal);
        Assert.Contains($"/comments/{root.Id}#write", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"/comments/{below.Id}#write", page, StringComparison.Ordinal);
        Assert.False((await app.Read($"/api/v1/comments/{below.Id}")).GetProperty("takesReplies").GetBoolean());
        (await owner.Post("/desk/news/undo", ("batch", Moderators.Batch(decided)))).Must(303);
        Assert.Equal(201, (await Reply(app, story, below.Id)).Status);
    }

    [Theory, ClassData<Engines>]
    public async Task Whoever_is_asked_for_other_words_writes_them_late_and_a_moderator_reads_both(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var owner = await Newsroom.Owner(app);
        var story = await app.MakeStory();
        var rude = await app.Post(story, "The plan is bad and you are a clown.", "Rudi");
        await Moderators.Report(app, rude.Id);
        var seen = await Moderators.Seen(app, rude.Id);
        Assert.Equal(422, (await Moderators.Decide(owner, seen, "reword", "insult", ("passage", "not there"))).Status);

        (await Moderators.Decide(owner, seen, "reword", "insult", ("passage", "you are a clown"))).Must(303);
        app.Clock.Advance(TimeSpan.FromMinutes(25));
        await app.CatchUp();

        await using (var db = await app.OpenToRead())
        {
            Assert.Equal(CaseState.Decided, (await db.Cases.SingleAsync()).State);
            var decision = await db.Decisions.SingleAsync();
            Assert.Equal((DecisionKind.Reword, "you are a clown"), (decision.Kind, decision.Passage));
            Assert.Equal(decision.At.AddHours(48), decision.Until);
        }
        Assert.Equal("held", (await app.Read($"/api/v1/comments/{rude.Id}")).GetProperty("state").GetString());

        (await new Call(app, "PATCH", $"/api/v1/comments/{rude.Id}").As(rude.Token).Json(new { body = "The plan is bad." }).Send()).Must(200);
        await app.CatchUp();

        Assert.Equal("held", (await app.Read($"/api/v1/comments/{rude.Id}")).GetProperty("state").GetString());
        Assert.Equal(409, (await new Call(app, "PATCH", $"/api/v1/comments/{rude.Id}").As(rude.Token).Json(new { body = "Once more." }).Send()).Status);
        var page = (await owner.Get("/desk/news")).Must(200).Text;
        Assert.Contains("The plan is bad and you are a clown.", page, StringComparison.Ordinal);
        Assert.Contains("Asked to change:", page, StringComparison.Ordinal);
        Assert.Contains("The plan is bad.", page, StringComparison.Ordinal);
    }

    [Theory, ClassData<Engines>]
    public async Task Whoever_finds_no_other_words_in_time_is_told_that_it_was_removed_by_the_rule(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var owner = await Newsroom.Owner(app);
        var story = await app.MakeStory();
        var (rude, never) = (await app.Post(story, "You clown.", "Rudi"), await app.Post(story, "You goose.", "Thea"));
        await Moderators.Report(app, rude.Id);
        await Moderators.Report(app, never.Id);
        (await Moderators.Decide(owner, await Moderators.Seen(app, rude.Id), "reword")).Must(303);
        var taken = (await Moderators.Decide(owner, await Moderators.Seen(app, never.Id), "reword")).Must(303);
        (await owner.Post("/desk/news/undo", ("batch", Moderators.Batch(taken)))).Must(303);
        var end = app.Services.GetRequiredService<RewordEnd>();

        app.Clock.Advance(TimeSpan.FromHours(47));
        Assert.Equal(0, await end.EndSome(CancellationToken.None));
        app.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(1, await end.EndSome(CancellationToken.None));
        Assert.Equal(0, await end.EndSome(CancellationToken.None));

        Assert.Equal("removed", (await app.Read($"/api/v1/comments/{rude.Id}")).GetProperty("state").GetString());
        Assert.Equal("published", (await app.Read($"/api/v1/comments/{never.Id}")).GetProperty("state").GetString());
        await using var db = await app.OpenToRead();
        var decision = await db.Decisions.OrderByDescending(one => one.Id).FirstAsync();
        Assert.Equal((DecisionKind.Remove, "insult", true, ActorKind.Parley), (decision.Kind, decision.Reason, decision.IsDecidedByMachine, decision.Actor));
        Assert.NotNull(decision.LetterDueAt);
        Assert.Equal(1, await db.AuditLog.CountAsync(row => row.Kind == "decision" && row.Actor == "parley"));
    }

    private static Task<Answer> Reply(ParleyApp app, string story, string parent) =>
        Call.Post(app, $"/api/v1/stories/{story}/comments").Json(new { body = $"And {Guid.CreateVersion7()}.", name = "Wren", parentId = parent }).Send();
}
