using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Parley.Moderation.Cases;
using Parley.Moderation.Decisions;
using Parley.Moderation.Record;
using Parley.Moderation.Reports;
using Parley.Tests.Hosting;

namespace Parley.Tests.Moderation.Desk;

/// <summary>The desk without script: the queue, a case, each decision and its undoing.</summary>
public sealed class DeskTest
{
    [Theory, ClassData<Engines>]
    public async Task What_a_screen_holds_waits_at_the_desk_with_its_reason(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var owner = await Newsroom.Owner(app);
        var story = await app.MakeStory();

        (await Call.Post(app, $"/api/v1/stories/{story}/comments").Json(new { body = "I know where you live.", name = "Thea" }).Send()).Must(202);
        await app.CatchUp();

        var page = (await owner.Get("/desk/news?view=held")).Must(200).Text;
        Assert.Contains("Held <b>1</b>", page, StringComparison.Ordinal);
        Assert.Contains("I know where you live.", page, StringComparison.Ordinal);
        Assert.Contains("Threat or intimidation", page, StringComparison.Ordinal);
    }

    [Theory, ClassData<Engines>]
    public async Task Who_is_premoderated_waits_from_then_on(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var owner = await Newsroom.Owner(app);
        var story = await app.MakeStory();
        var first = await app.Post(story, "You clown.", "Rudi");
        await Moderators.Report(app, first.Id);

        (await Moderators.Decide(owner, await Moderators.Seen(app, first.Id), "remove", "insult", ("person", "premoderate"))).Must(303);

        (await Call.Post(app, $"/api/v1/stories/{story}/comments").As(first.Token).Json(new { body = "And another thing." }).Send()).Must(202);
    }

    [Theory, ClassData<Engines>]
    public async Task The_queue_shows_the_gravest_first_and_the_case_with_who_said_what(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var owner = await Newsroom.Owner(app);
        var story = await app.MakeStory();
        var (rude, grave) = (await app.Post(story, "You clown.", "Rudi"), await app.Post(story, "We will see about you.", "Thea"));
        await Moderators.Report(app, rude.Id, "insult", "Not a <clown>.");
        await Moderators.Report(app, grave.Id, "threat", "He does.");

        var page = (await owner.Get("/desk/news")).Must(200).Text;

        Assert.True(page.IndexOf("Text covered", StringComparison.Ordinal) < page.IndexOf("You clown.", StringComparison.Ordinal));
        Assert.Contains("He does.", page, StringComparison.Ordinal);
        Assert.Contains("We will see about you.", page, StringComparison.Ordinal);
        Assert.Contains("Waiting <b>2</b>", page, StringComparison.Ordinal);
        var second = (await owner.Get($"/desk/news?case={(await Moderators.Seen(app, rude.Id)).Split('.')[0]}")).Must(200).Text;
        Assert.Contains("Not a &lt;clown&gt;.", second, StringComparison.Ordinal);
        Assert.Contains("Why it stands here", second, StringComparison.Ordinal);
        Assert.Equal("/desk/news", (await owner.Get("/desk")).Must(303)["Location"]);
    }

    [Theory, ClassData<Engines>]
    public async Task Removing_tells_why_upholds_the_reports_and_can_be_undone(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var owner = await Newsroom.Owner(app);
        var comment = await app.Post(await app.MakeStory(), "You clown.");
        await Moderators.Report(app, comment.Id);
        var seen = await Moderators.Seen(app, comment.Id);

        var decided = (await Moderators.Decide(owner, seen, "remove", "insult", ("words", "Argue, do not insult."))).Must(303);

        Assert.Contains("Removed by a moderator", await app.Page($"/comments/{comment.Id}"), StringComparison.Ordinal);
        await using (var db = await app.OpenToRead())
        {
            Assert.Equal(CaseState.Decided, (await db.Cases.SingleAsync()).State);
            Assert.Equal(ReportOutcome.Upheld, (await db.Reports.SingleAsync()).Outcome);
            var decision = await db.Decisions.SingleAsync();
            Assert.Equal((DecisionKind.Remove, "insult", "published", CaseSource.Report), (decision.Kind, decision.Reason, decision.Former, decision.Source));
            Assert.Equal(decision.At + DecisionRules.UndoFor, decision.LetterDueAt);
        }
        Assert.Contains("Undo", (await owner.Get(decided["Location"]!)).Must(200).Text, StringComparison.Ordinal);

        (await owner.Post("/desk/news/undo", ("batch", Moderators.Batch(decided)))).Must(303);

        Assert.Equal("published", (await app.Read($"/api/v1/comments/{comment.Id}")).GetProperty("state").GetString());
        await using var after = await app.OpenToRead();
        Assert.Equal((CaseState.Open, 2), ((await after.Cases.SingleAsync()).State, (await after.Cases.SingleAsync()).Version));
        Assert.Equal(ReportOutcome.Open, (await after.Reports.SingleAsync()).Outcome);
        Assert.Null((await after.Decisions.SingleAsync()).LetterDueAt);
        Assert.Equal(["decision", "undo"], await after.AuditLog.Where(row => row.Kind == "decision" || row.Kind == "undo").OrderBy(row => row.Id).Select(row => row.Kind).ToListAsync());
    }

    [Theory, ClassData<Engines>]
    public async Task Of_two_moderators_one_wins_and_the_other_is_told(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var owner = await Newsroom.Owner(app);
        var other = await Newsroom.Invited(app, owner, "moderator");
        var comment = await app.Post(await app.MakeStory(), "Words.");
        await Moderators.Report(app, comment.Id);
        var seen = await Moderators.Seen(app, comment.Id);

        var both = await Task.WhenAll(Moderators.Decide(owner, seen, "publish"), Moderators.Decide(other, seen, "remove"));

        Assert.Equal([303, 409], both.Select(answer => answer.Status).Order());
        Assert.Contains("Somebody else decided", both.Single(answer => answer.Status == 409).Text, StringComparison.Ordinal);
        await using var db = await app.OpenToRead();
        Assert.Equal(1, await db.Decisions.CountAsync());
    }

    [Theory, ClassData<Engines>]
    public async Task A_decision_is_on_the_revision_seen(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var owner = await Newsroom.Owner(app);
        var comment = await app.Post(await app.MakeStory(), "You clown.");
        await Moderators.Report(app, comment.Id);
        var seen = await Moderators.Seen(app, comment.Id);
        (await new Call(app, "PATCH", $"/api/v1/comments/{comment.Id}").As(comment.Token).Json(new { body = "I disagree." }).Send()).Must(200);

        var decided = await Moderators.Decide(owner, seen, "remove");

        Assert.Equal(409, decided.Status);
        Assert.Contains("edited meanwhile", decided.Text, StringComparison.Ordinal);
        Assert.Contains("I disagree.", decided.Text, StringComparison.Ordinal);
        (await Moderators.Decide(owner, await Moderators.Seen(app, comment.Id), "publish")).Must(303);
    }

    [Theory, ClassData<Engines>]
    public async Task A_restriction_needs_a_reason_and_what_is_no_decision_is_refused(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var owner = await Newsroom.Owner(app);
        var comment = await app.Post(await app.MakeStory(), "Words.");
        await Moderators.Report(app, comment.Id);
        var seen = await Moderators.Seen(app, comment.Id);

        Assert.Equal(422, (await Moderators.Decide(owner, seen, "remove", null)).Status);
        Assert.Equal(422, (await Moderators.Decide(owner, seen, "explode")).Status);
        Assert.Equal(422, (await Moderators.Decide(owner, seen, "ban")).Status);
        Assert.Equal(422, (await Moderators.Decide(owner, seen, "remove", "insult", ("person", "suspend"))).Status);
        Assert.Equal(422, (await Moderators.Decide(owner, seen, "remove", "insult", ("person", "suspend"), ("days", "99999999999"))).Status);
        Assert.Equal(422, (await Moderators.Decide(owner, seen, "redact", "private", ("passage", "not there"))).Status);
        Assert.Equal(422, (await Moderators.Decide(owner, "nonsense", "publish")).Status);
        await using var db = await app.OpenToRead();
        Assert.Equal(0, await db.Decisions.CountAsync());
    }

    [Theory, ClassData<Engines>]
    public async Task Many_are_decided_with_one_press_and_those_decided_meanwhile_are_passed_over(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var owner = await Newsroom.Owner(app);
        var story = await app.MakeStory();
        var seen = new List<string>();
        for (var at = 0; at < 5; at++)
        {
            var comment = await app.Post(story, $"Buy my lamps, number {at}.");
            await Moderators.Report(app, comment.Id, "advertising");
            seen.Add(await Moderators.Seen(app, comment.Id));
        }
        (await Moderators.Decide(owner, seen[0], "publish")).Must(303);

        var decided = (await owner.Post("/desk/news/decide", [.. seen.Select(one => ("case", (string?)one)), ("decision", "remove"), ("reason", "advertising")])).Must(303);

        Assert.EndsWith("-1", decided["Location"], StringComparison.Ordinal);
        await using (var db = await app.OpenToRead())
        {
            Assert.Equal(4, await db.Decisions.CountAsync(one => one.Kind == DecisionKind.Remove));
            // Deceptive advertising in bulk is told to nobody (DSA, Art. 17(2)).
            Assert.Equal(0, await db.Decisions.CountAsync(one => one.LetterDueAt != null));
        }
        (await owner.Post("/desk/news/undo", ("batch", Moderators.Batch(decided)))).Must(303);
        await using var after = await app.OpenToRead();
        Assert.Equal(4, await after.Cases.CountAsync(one => one.State == CaseState.Open));
    }

    [Theory, ClassData<Engines>]
    public async Task A_passage_goes_and_the_rest_stays_until_it_is_undone(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var owner = await Newsroom.Owner(app);
        var comment = await app.Post(await app.MakeStory(), "Ring him at 0155 0199, he is in.");
        await Moderators.Report(app, comment.Id, "private");

        var decided = (await Moderators.Decide(owner, await Moderators.Seen(app, comment.Id), "redact", "private", ("passage", "0155 0199"))).Must(303);

        var page = await app.Page($"/comments/{comment.Id}");
        Assert.DoesNotContain("0155", page, StringComparison.Ordinal);
        Assert.Contains("Ring him at", page, StringComparison.Ordinal);
        (await owner.Post("/desk/news/undo", ("batch", Moderators.Batch(decided)))).Must(303);
        Assert.Contains("0155", await app.Page($"/comments/{comment.Id}"), StringComparison.Ordinal);
    }

    [Theory, ClassData<Engines>]
    public async Task What_is_held_waits_and_stays_waiting_when_it_is_held_again(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var owner = await Newsroom.Owner(app);
        var comment = await app.Post(await app.MakeStory(), "Words.");
        (await app.AsPublisher(HttpMethod.Post, $"/api/v1/comments/{comment.Id}/state", new { state = "hold" })).EnsureSuccessStatusCode();
        await app.CatchUp();
        Assert.Contains("Held <b>1</b>", (await owner.Get("/desk/news?view=held")).Must(200).Text, StringComparison.Ordinal);

        (await Moderators.Decide(owner, await Moderators.Seen(app, comment.Id), "hold")).Must(303);
        Assert.Contains("Held <b>1</b>", (await owner.Get("/desk/news?view=held")).Must(200).Text, StringComparison.Ordinal);
        (await Moderators.Decide(owner, await Moderators.Seen(app, comment.Id), "publish")).Must(303);

        await app.CatchUp();
        Assert.Contains("Held <b>0</b>", (await owner.Get("/desk/news?view=held")).Must(200).Text, StringComparison.Ordinal);
        Assert.Equal("published", (await app.Read($"/api/v1/comments/{comment.Id}")).GetProperty("state").GetString());
    }

    [Theory, ClassData<Engines>]
    public async Task A_case_is_claimed_and_passed_on_and_comes_back_with_the_answer(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var owner = await Newsroom.Owner(app);
        var editor = await Newsroom.Invited(app, owner, "editor");
        var comment = await app.Post(await app.MakeStory(), "Words.");
        await Moderators.Report(app, comment.Id);
        var id = (await Moderators.Seen(app, comment.Id)).Split('.')[0];

        (await owner.Post("/desk/news/claim", ("case", id))).Must(303);
        Assert.Contains("Odile Owner has this one", (await editor.Get("/desk/news")).Must(200).Text, StringComparison.Ordinal);
        Assert.Equal(409, (await editor.Post("/desk/news/claim", ("case", id))).Status);
        await using var db = await app.OpenToRead();
        var account = (await db.Set<Parley.Accounts.Account>().SingleAsync(one => !one.IsOwner)).Id.ToString();
        (await owner.Post("/desk/news/note", ("case", id), ("to", account), ("words", "Is this <libel>?"))).Must(303);

        var asked = (await editor.Get("/desk/news?view=mine")).Must(200).Text;
        Assert.Contains("Is this &lt;libel&gt;?", asked, StringComparison.Ordinal);
        Assert.Contains("Your answer", asked, StringComparison.Ordinal);
        (await editor.Post("/desk/news/note", ("case", id), ("words", "No."))).Must(303);
        Assert.Contains("For me <b>0</b>", (await editor.Get("/desk/news")).Must(200).Text, StringComparison.Ordinal);
        Assert.Contains("No.", (await owner.Get("/desk/news")).Must(200).Text, StringComparison.Ordinal);
    }

    [Theory, ClassData<Engines>]
    public async Task The_queue_goes_on_page_by_page_without_losing_or_repeating_a_case(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var owner = await Newsroom.Owner(app);
        var story = await app.MakeStory();
        for (var at = 0; at < 120; at++)
        {
            var comment = await app.Post(story, $"Number {at}.");
            await Moderators.Report(app, comment.Id, at % 3 == 0 ? "hate" : "insult");
            // As slowly as one client may.
            app.Clock.Advance(TimeSpan.FromSeconds(6));
        }

        var seen = new List<string>();
        for (var next = "/desk/news"; next is not null;)
        {
            var page = (await owner.Get(next)).Must(200).Text;
            seen.AddRange(System.Text.RegularExpressions.Regex.Matches(page, "name=\"case\" form=\"bulk\" value=\"([a-z0-9]{13})").Select(match => match.Groups[1].Value));
            next = System.Text.RegularExpressions.Regex.Match(page, "href=\"(/desk/news\\?view=waiting&amp;after=[^\"]+)\"") is { Success: true } more ? more.Groups[1].Value.Replace("&amp;", "&", StringComparison.Ordinal) : null;
        }

        Assert.Equal(120, seen.Count);
        Assert.Equal(120, seen.Distinct().Count());
    }
}
