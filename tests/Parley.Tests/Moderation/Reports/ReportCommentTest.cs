using Microsoft.EntityFrameworkCore;
using Parley.Moderation.Cases;
using Parley.Moderation.Reports;
using Parley.Tests.Hosting;

namespace Parley.Tests.Moderation.Reports;

/// <summary>Readers say what is wrong with a comment, without script and without an account.</summary>
public sealed class ReportCommentTest
{
    [Theory, ClassData<Engines>]
    public async Task A_guest_reports_by_form_once_and_is_known_again(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var comment = await app.Post(await app.MakeStory(), "Rude <b>words</b>.");
        var guest = new TestBrowser(app);
        Assert.Contains("Insult", (await guest.Get($"/comments/{comment.Id}/report")).Must(200).Text, StringComparison.Ordinal);

        (await guest.Post($"/comments/{comment.Id}/report", ("reason", "insult"), ("words", "He means <me>."))).Must(303);
        var again = await guest.Post($"/comments/{comment.Id}/report", ("reason", "hate"), ("words", "Still."));

        Assert.Equal(409, again.Status);
        Assert.Contains("already", again.Text, StringComparison.Ordinal);
        await using var db = await app.OpenToRead();
        var report = await db.Reports.SingleAsync();
        Assert.Equal(("insult", "He means <me>.", 0.5, true), (report.Reason, report.Words, report.Weight, report.IsNewcomer));
        var found = await db.Cases.SingleAsync();
        Assert.Equal((CaseState.Open, true, 3, "insult"), (found.State, found.IsReported, found.Severity, found.Reason));
    }

    [Theory, ClassData<Engines>]
    public async Task A_report_by_JSON_gives_a_token_and_counts_for_the_site_of_the_comment(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var comment = await app.Post(await app.MakeStory(), "Words.");

        var reported = (await Call.Post(app, $"/api/v1/comments/{comment.Id}/reports").Json(new { reason = "threat", words = "He knows where I live." }).Send()).Must(201);
        var token = reported.Json.GetProperty("authorToken").GetString();
        var again = await Call.Post(app, $"/api/v1/comments/{comment.Id}/reports").As(token).Json(new { reason = "threat" }).Send();

        Assert.Equal("reported-already", again.Code);
        await using var db = await app.OpenToRead();
        Assert.Equal(30, (await db.Cases.SingleAsync()).Severity);
    }

    [Theory, ClassData<Engines>]
    public async Task What_may_not_be_reported_is_refused_in_words(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var comment = await app.Post(story, "Words.");
        async Task<string?> Refused(string id, object body, string? token = null) =>
            (await Call.Post(app, $"/api/v1/comments/{id}/reports").As(token).Json(body).Send()).Code;

        Assert.Equal("report-own", await Refused(comment.Id, new { reason = "insult" }, comment.Token));
        Assert.Equal("report-reason", await Refused(comment.Id, new { reason = "boredom" }));
        Assert.Equal("too-long", await Refused(comment.Id, new { reason = "insult", words = new string('x', 501) }));
        Assert.Equal("not-found", await Refused("0000000000001", new { reason = "insult" }));
        (await app.AsPublisher(HttpMethod.Post, $"/api/v1/comments/{comment.Id}/state", new { state = "remove", reason = "rude" })).EnsureSuccessStatusCode();
        Assert.Equal("report-gone", await Refused(comment.Id, new { reason = "insult" }));
        await app.Set("may-report", "signed-in");
        var other = await app.Post(story, "More words.");
        Assert.Equal("sign-in-needed", await Refused(other.Id, new { reason = "insult" }));
        await using var db = await app.OpenToRead();
        Assert.Equal(0, await db.Reports.CountAsync());
    }

    [Theory, ClassData<Engines>]
    public async Task Enough_reports_hold_a_comment_where_the_site_wants_that(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        await app.Set("report-queue-at", "100");
        await app.Set("report-hold-at", "150");
        var comment = await app.Post(await app.MakeStory(), "Words.");

        for (var at = 0; at < 3; at++)
        {
            await using (var before = await app.OpenToRead())
                Assert.Equal(at >= 2 ? 1 : 0, await before.Cases.CountAsync());
            (await Call.Post(app, $"/api/v1/comments/{comment.Id}/reports").Json(new { reason = "insult" }).Send()).Must(201);
        }

        await app.CatchUp();
        Assert.Equal("held", (await app.Read($"/api/v1/comments/{comment.Id}")).GetProperty("state").GetString());
        await using var db = await app.OpenToRead();
        Assert.True((await db.Cases.SingleAsync()).IsHeld);
    }
}
