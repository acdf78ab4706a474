using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Parley.Accounts;
using Parley.Moderation.Cases;
using Parley.Moderation.Decisions;
using Parley.Tests.Hosting;
using Parley.Tests.Moderation.Desk;

namespace Parley.Tests.Moderation.Decisions;

/// <summary>Whoever is restricted is told why, and somebody else looks at it when they appeal.</summary>
public sealed class StatementTest
{
    private const string Mail = "ana@reader.example";

    [Theory, ClassData<Engines>]
    public async Task The_statement_stands_on_ones_own_page_and_goes_out_by_mail_once_it_cannot_be_undone(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var (owner, ana, comment) = await Begin(app);

        (await Moderators.Decide(owner, await Moderators.Seen(app, comment), "remove", "insult", ("words", "Argue, do not insult."))).Must(303);
        await Send(app, TimeSpan.FromSeconds(9));
        Assert.DoesNotContain("was removed", (await ana.Get("/account/news/inbox")).Must(200).Text, StringComparison.Ordinal);
        await Send(app, TimeSpan.FromSeconds(2));

        Assert.Contains("Your comment was removed.", (await ana.Get("/account/news/inbox")).Must(200).Text, StringComparison.Ordinal);
        await using var db = await app.OpenToRead();
        var decision = await db.Decisions.SingleAsync();
        Assert.NotNull(decision.LetterSentAt);
        var page = (await ana.Get($"/statements/{decision.Id}")).Must(200).Text;
        foreach (var said in new[] { "You clown.", "Argue, do not insult.", "Readers reported it.", "Decided by a person.", "against the rules of this site: Insult", "No end date.", "out-of-court" })
            Assert.Contains(said, page, StringComparison.Ordinal);
        (await new TestBrowser(app).Get($"/statements/{decision.Id}")).Must(404);
        Assert.Contains($"/statements/{decision.Id}", (await ana.Get($"/comments/{comment}/yours")).Must(200).Text, StringComparison.Ordinal);
    }

    [Theory, ClassData<Engines>]
    public async Task An_appeal_is_decided_by_somebody_else_and_reversal_restores_everything(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var (owner, ana, comment) = await Begin(app);
        var other = await Newsroom.Invited(app, owner, "editor");
        (await Moderators.Decide(owner, await Moderators.Seen(app, comment), "remove", "insult", ("person", "mute"), ("days", "30"))).Must(303);
        await Send(app, TimeSpan.FromSeconds(11));
        await using var db = await app.OpenToRead();
        var removal = await db.Decisions.SingleAsync(one => one.Kind == DecisionKind.Remove);
        var mute = await db.Decisions.SingleAsync(one => one.Kind == DecisionKind.Mute);
        Assert.Equal(Standing.Muted, (await db.People.SingleAsync(one => one.Id == mute.PersonId)).Standing);

        foreach (var (decision, words) in new[] { (removal, "It is a circus story, he <is> one."), (mute, "And so I was muted.") })
        {
            (await ana.Post($"/statements/{decision.Id}/appeal", ("words", words))).Must(303);
            Assert.Equal(409, (await ana.Post($"/statements/{decision.Id}/appeal", ("words", "Again."))).Status);
        }
        foreach (var _ in new[] { 1, 2 })
        {
            await using var now = await app.OpenToRead();
            var appeal = (await now.Appeals.OrderBy(one => one.Id).FirstAsync(one => one.Outcome == AppealOutcome.Open)).Id.ToString();
            Assert.Contains("decides", (await owner.Get("/desk/news?view=appeals")).Must(200).Text, StringComparison.Ordinal);
            Assert.Equal(403, (await owner.Post("/desk/news/appeal", ("appeal", appeal), ("outcome", "reversed"))).Status);
            (await other.Post("/desk/news/appeal", ("appeal", appeal), ("outcome", "reversed"), ("words", "Sorry."))).Must(303);
        }

        Assert.Equal("published", (await app.Read($"/api/v1/comments/{comment}")).GetProperty("state").GetString());
        await using var after = await app.OpenToRead();
        Assert.Equal(Standing.None, (await after.People.SingleAsync(one => one.Id == mute.PersonId)).Standing);
        Assert.Equal(CaseState.Decided, (await after.Cases.SingleAsync()).State);
        var page = (await ana.Get($"/statements/{removal.Id}")).Must(200).Text;
        Assert.Contains("You were right", page, StringComparison.Ordinal);
        Assert.Contains("Sorry.", page, StringComparison.Ordinal);
    }

    [Theory, ClassData<Engines>]
    public async Task Restrictions_of_people_hold_and_end(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var (owner, ana, comment) = await Begin(app);
        var story = await app.MakeStory("https://news.example/second");
        var other = await app.Post(story, "Another's words.", "Ben");
        async Task<int> Write() => (await ana.Post($"/stories/{story}/comments", ("body", $"At {app.Clock.GetUtcNow():O}."))).Status;
        async Task<int> Report() => (await ana.Post($"/comments/{other.Id}/report", ("reason", "insult"))).Status;

        (await Moderators.Decide(owner, await Moderators.Seen(app, comment), "publish", "insult", ("person", "suspend"), ("days", "2"))).Must(303);
        Assert.Equal(403, await Write());
        await Again(app, comment);
        (await Moderators.Decide(owner, await Moderators.Seen(app, comment), "publish", "insult", ("person", "lift"))).Must(303);
        Assert.Equal(303, await Write());

        await Again(app, comment);
        (await Moderators.Decide(owner, await Moderators.Seen(app, comment), "publish", "insult", ("person", "warn"))).Must(303);
        Assert.Equal(403, await Write());
        await using var db = await app.OpenToRead();
        var warning = await db.Decisions.SingleAsync(one => one.Kind == DecisionKind.Warn);
        Assert.Contains("I have read it", (await ana.Get($"/statements/{warning.Id}")).Must(200).Text, StringComparison.Ordinal);
        (await ana.Post($"/statements/{warning.Id}/read")).Must(303);
        Assert.Equal(303, await Write());

        await Again(app, comment);
        (await Moderators.Decide(owner, await Moderators.Seen(app, comment), "publish", "insult", ("person", "mute"), ("days", "2"))).Must(303);
        Assert.Equal((403, 303), (await Write(), await Report()));
        app.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(303, await Write());
    }

    /// <summary>Ana wrote something that was reported, and the owner sits at the desk.</summary>
    private static async Task<(TestBrowser Owner, TestBrowser Ana, string Comment)> Begin(ParleyApp app)
    {
        var owner = await Newsroom.Owner(app);
        var ana = await Joining.Join(app, Mail, "Ana");
        var story = await app.MakeStory();
        var posted = (await ana.Post($"/stories/{story}/comments", ("body", "You clown."))).Must(303);
        var comment = posted["Location"]!.Split("#parley-")[1];
        await Moderators.Report(app, comment);
        return (owner, ana, comment);
    }

    private static async Task Again(ParleyApp app, string comment)
    {
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await Moderators.Report(app, comment);
    }

    private static async Task Send(ParleyApp app, TimeSpan later)
    {
        app.Clock.Advance(later);
        await app.Services.GetRequiredService<Letters>().SendSome(default);
    }
}
