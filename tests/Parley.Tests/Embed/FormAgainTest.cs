using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Parley.Tests.Comments;
using Parley.Tests.Hosting;

namespace Parley.Tests.Embed;

/// <summary>A form that is refused comes back with what was typed and why, and nothing is stored.</summary>
public sealed class FormAgainTest
{
    private const string Typed = "  What I *typed*,\n\nwith <care> & \"quotes\".";

    [Theory, ClassData<Engines>]
    public async Task Whatever_is_wrong_the_words_come_back(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var (story, elsewhere) = (await app.MakeStory(), await app.MakeStory(ParleyApp.SiteOrigin + "/second"));
        var other = await app.Post(elsewhere, "Elsewhere.");
        var (removed, held) = (await app.Post(story, "Removed."), await app.Post(story, "Held."));
        await EditCommentTest.SetState(app, removed, "remove");
        await EditCommentTest.SetState(app, held, "hold");
        var before = await StoredRows.Count(app);

        await Again(app, story, 422, "Please give a name", ("body", Typed));
        await Again(app, story, 422, "Please give a name", ("body", Typed), ("name", " \u200B\u2060 "));
        await Again(app, story, 422, "at most 60", ("body", Typed), ("name", new string('n', 61)));
        await Again(app, story, 422, "Up to 5,000", ("body", Typed + new string('a', 6_000)), ("name", "Ann"));
        await Again(app, story, 422, "inside each other", ("body", Typed + "\n" + new string('>', 60)), ("name", "Ann"));
        await Again(app, story, 422, "marks in it", ("body", Typed + new string('[', 4_000)), ("name", "Ann"));
        await Again(app, story, 422, "is not there", ("body", Typed), ("name", "Ann"), ("parentId", "0000000000001"));
        await Again(app, story, 422, "is not there", ("body", Typed), ("name", "Ann"), ("parentId", "nonsense"));
        await Again(app, story, 422, "another discussion", ("body", Typed), ("name", "Ann"), ("parentId", other.Id));
        await Again(app, story, 409, "was removed", ("body", Typed), ("name", "Ann"), ("parentId", removed.Id));
        await Again(app, story, 409, "was removed", ("body", Typed), ("name", "Ann"), ("parentId", held.Id));
        await Again(app, story, 422, "Idempotency-Key has", ("body", Typed), ("name", "Ann"), ("key", "short"));

        Assert.Equal(before, await StoredRows.Count(app));
    }

    [Theory]
    [InlineData("closed", "This discussion is closed: Enough said.")]
    [InlineData("archived", "in the archive")]
    public async Task The_words_come_back_when_the_thread_closed_between_form_and_post(string state, string words)
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        var story = await app.MakeStory();
        await Call.Post(app, "/api/v1/stories").As(app.ApiKey)
            .Json(new { url = ParleyApp.SiteOrigin + "/first", thread = state, closedReason = "Enough said." }).Send();
        await app.CatchUp();
        var before = await StoredRows.Count(app);

        await Again(app, story, 409, words, ("body", Typed), ("name", "Ann"));

        Assert.Equal(before, await StoredRows.Count(app));
    }

    [Theory, ClassData<Engines>]
    public async Task The_words_come_back_when_the_thread_grew_too_old_or_guests_are_no_longer_taken(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        await app.Set("guests-allowed", "no");
        await Again(app, story, 401, "for readers with an account", ("body", Typed), ("name", "Ann"));
        await app.Set("guests-allowed", "yes");
        await app.Set("closes-after", "14");
        app.Clock.Advance(TimeSpan.FromDays(14));

        await Again(app, story, 409, "14 days", ("body", Typed), ("name", "Ann"));
    }

    [Theory, ClassData<Engines>]
    public async Task The_words_come_back_when_posts_come_too_quickly(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        await app.Set("posts-per-minute", "1");
        await app.Post(story, "The one.");

        var answer = await Again(app, story, 429, "wait a moment", ("body", Typed), ("name", "Ann"));

        Assert.InRange(int.Parse(answer["Retry-After"]!, System.Globalization.CultureInfo.InvariantCulture), 1, 60);
    }

    [Theory, ClassData<Engines>]
    public async Task An_edit_comes_back_when_its_time_has_passed_or_the_comment_is_gone(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var (late, gone) = (await app.Post(story, "Late."), await app.Post(story, "Gone."));
        var (lateToken, goneToken) = (await TokenOf(app, late), await TokenOf(app, gone));
        await EditCommentTest.SetState(app, gone, "remove");

        var removed = await Edit(app, gone, goneToken);
        app.Clock.Advance(TimeSpan.FromMinutes(6));
        var passed = await Edit(app, late, lateToken);
        var empty = await Call.Post(app, $"/comments/{late.Id}/correction").FromOurPage(CookieOf(late))
            .Form(("token", lateToken), ("text", new string('t', 501))).Send();

        Assert.Equal((409, Typed), (removed.Status, Box(removed, "#write-body")));
        Assert.Contains("already removed", removed.Text, StringComparison.Ordinal);
        Assert.Equal((409, Typed), (passed.Status, Box(passed, "#write-body")));
        Assert.Contains("for 5 minutes", passed.Text, StringComparison.Ordinal);
        Assert.Equal(422, empty.Status);
        Assert.Equal(new string('t', 501), new HtmlParser().ParseDocument(empty.Text).QuerySelector("#correction")!.GetAttribute("value"));
    }

    private static async Task<Answer> Again(ParleyApp app, string story, int status, string words, params (string Name, string? Value)[] fields)
    {
        var answer = await Call.Post(app, $"/stories/{story}/comments").FromOurPage().Form(fields).Send();

        Assert.Equal(status, answer.Status);
        Assert.Contains(words, answer.Text, StringComparison.Ordinal);
        Assert.Equal(fields.Single(field => field.Name == "body").Value, Box(answer, "#write-body"));
        Assert.Contains("no-store", answer["Cache-Control"], StringComparison.Ordinal);
        Assert.Null(answer["Set-Cookie"]);
        return answer;
    }

    private static string Box(Answer answer, string selector) =>
        ((IHtmlTextAreaElement)new HtmlParser().ParseDocument(answer.Text).QuerySelector(selector)!).Value;

    private static string CookieOf(TestComment comment) => $"parley-{ParleyApp.SiteName}={comment.Token}";

    private static async Task<string> TokenOf(ParleyApp app, TestComment comment)
    {
        var page = await Call.Get(app, $"/comments/{comment.Id}/yours").With("Cookie", CookieOf(comment)).Send();
        return new HtmlParser().ParseDocument(page.Text).QuerySelector("input[name=token]")!.GetAttribute("value")!;
    }

    private static Task<Answer> Edit(ParleyApp app, TestComment comment, string token) =>
        Call.Post(app, $"/comments/{comment.Id}/edit").FromOurPage(CookieOf(comment)).Form(("token", token), ("body", Typed)).Send();
}
