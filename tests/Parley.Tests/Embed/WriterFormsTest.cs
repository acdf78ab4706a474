using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Parley.Tests.Hosting;

namespace Parley.Tests.Embed;

/// <summary>Writing with JavaScript off: forms, a cookie, and the private page of a comment.</summary>
public sealed class WriterFormsTest
{
    [Theory, ClassData<Engines>]
    public async Task A_first_post_sets_a_cookie_and_leads_to_the_comment(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();

        var answer = await Post(app, story, null, ("body", "Words."), ("name", "Ann"));

        Assert.Equal(303, answer.Status);
        var cookie = answer["Set-Cookie"]!;
        Assert.StartsWith("parley-news=", cookie, StringComparison.Ordinal);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/", cookie, StringComparison.OrdinalIgnoreCase);
        var page = await Call.Get(app, answer["Location"]!.Split('#')[0]).Send();
        Assert.Contains("<p>Words.</p>", page.Must(200).Text, StringComparison.Ordinal);
        Assert.Null(page["Set-Cookie"]);
    }

    [Theory, ClassData<Engines>]
    public async Task A_guest_writes_again_under_the_cookie_without_a_new_one(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var cookie = (await Post(app, story, null, ("body", "One."), ("name", "Ann"))).Cookie;
        var before = await StoredRows.Count(app);

        var again = await Post(app, story, cookie, ("body", "Two."));

        Assert.Equal(303, again.Status);
        Assert.Null(again["Set-Cookie"]);
        var after = await StoredRows.Count(app);
        Assert.Equal((0, 1), (after.People - before.People, after.Comments - before.Comments));
    }

    [Theory, ClassData<Engines>]
    public async Task Another_name_renames_the_guest_on_every_page(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var (first, second) = (await app.MakeStory(), await app.MakeStory(ParleyApp.SiteOrigin + "/second"));
        var cookie = (await Post(app, first, null, ("body", "One."), ("name", "Ann"))).Cookie;
        await app.CatchUp();
        Assert.Contains(">Ann<", await app.Page($"/stories/{first}"), StringComparison.Ordinal);

        await Post(app, second, cookie, ("body", "Two."), ("name", "Anna"));

        await app.CatchUp();
        Assert.Contains(">Anna<", await app.Page($"/stories/{first}"), StringComparison.Ordinal);
        Assert.DoesNotContain(">Ann<", await app.Page($"/stories/{first}"), StringComparison.Ordinal);
    }

    [Theory, ClassData<Engines>]
    public async Task A_reply_is_posted_from_the_page_of_what_it_answers(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var parent = await app.Post(await app.MakeStory(), "A question?");
        var form = FormOf(await app.Page($"/comments/{parent.Id}"), "#write");

        var answer = await Send(app, form, null, ("body", "An answer."), ("name", "Ben"));

        var id = answer.Must(303)["Location"]!["/comments/".Length..].Split('?', '#')[0];
        Assert.Equal(parent.Id, (await app.Read($"/api/v1/comments/{id}")).GetProperty("parentId").GetString());
    }

    [Theory, ClassData<Engines>]
    public async Task A_preview_shows_the_words_and_stores_nothing(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var before = await StoredRows.Count(app);

        var answer = await Post(app, story, null, ("body", "So *much*."), ("name", "Ann"), ("preview", "1"));

        Assert.Equal(200, answer.Status);
        var page = Parse(answer.Text);
        Assert.Equal("<p>So <em>much</em>.</p>", page.QuerySelector(".preview .text")!.InnerHtml);
        Assert.Equal("So *much*.", ((IHtmlTextAreaElement)page.QuerySelector("#write-body")!).Value);
        Assert.Equal("Ann", page.QuerySelector("#write-name")!.GetAttribute("value"));
        Assert.Contains("no-store", answer["Cache-Control"], StringComparison.Ordinal);
        Assert.Equal(before, await StoredRows.Count(app));
    }

    [Theory, ClassData<Engines>]
    public async Task The_private_page_edits_corrects_and_deletes(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var posted = await Post(app, story, null, ("body", "First."), ("name", "Ann"));
        var (cookie, id) = (posted.Cookie, posted["Location"]!["/comments/".Length..].Split('?', '#')[0]);

        var preview = await Send(app, FormOf(await Yours(app, id, cookie), "form[action*='/edit']"), cookie, ("body", "*Second*."), ("preview", "1"));
        var edited = await Send(app, FormOf(await Yours(app, id, cookie), "form[action*='/edit']"), cookie, ("body", "Second."));
        app.Clock.Advance(TimeSpan.FromMinutes(6));
        var late = await Yours(app, id, cookie);
        var corrected = await Send(app, FormOf(late, "form[action*='/correction']"), cookie, ("text", "Third."));
        var done = await Yours(app, id, cookie);
        var deleted = await Send(app, FormOf(done, "form[action*='/delete']"), cookie);
        var gone = await Yours(app, id, cookie);

        Assert.Equal([200, 303, 303, 303], new[] { preview, edited, corrected, deleted }.Select(answer => answer.Status));
        Assert.Contains("<em>Second</em>", preview.Text, StringComparison.Ordinal);
        Assert.Null(Parse(late).QuerySelector("form[action*='/edit']"));
        Assert.Contains("Third.", done, StringComparison.Ordinal);
        Assert.Null(Parse(done).QuerySelector("form[action*='/correction']"));
        Assert.Null(Parse(gone).QuerySelector("form"));
        Assert.DoesNotContain("Second.", gone, StringComparison.Ordinal);
    }

    [Theory, ClassData<Engines>]
    public async Task The_private_page_shows_its_forms_to_the_author_alone(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var ann = await Post(app, story, null, ("body", "Mine."), ("name", "Ann"));
        var ben = await Post(app, story, null, ("body", "Other."), ("name", "Ben"));
        var id = ann["Location"]!["/comments/".Length..].Split('?', '#')[0];

        foreach (var cookie in new[] { null, ben.Cookie, ann.Cookie + "x", "parley-news=nonsense" })
        {
            var page = await Call.Get(app, $"/comments/{id}/yours").With("Cookie", cookie).Send();

            Assert.Null(Parse(page.Must(200).Text).QuerySelector("form:not([action$='/ignore'])"));
            Assert.Contains("no-store", page["Cache-Control"], StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", page["Content-Security-Policy"], StringComparison.Ordinal);
        }
    }

    [Theory, ClassData<Engines>]
    public async Task A_form_of_the_private_page_needs_the_token_that_stands_on_it(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var posted = await Post(app, story, null, ("body", "First."), ("name", "Ann"));
        var (cookie, id) = (posted.Cookie, posted["Location"]!["/comments/".Length..].Split('?', '#')[0]);
        var other = await Post(app, story, cookie, ("body", "Another of mine."));
        var otherId = other["Location"]!["/comments/".Length..].Split('?', '#')[0];
        var foreign = FormOf(await Yours(app, otherId, cookie), "form[action*='/edit']").Fields.Single(field => field.Name == "token").Value;
        var before = await StoredRows.Count(app);

        foreach (var token in new[] { null, "", "x", foreign })
        {
            var answer = await Call.Post(app, $"/comments/{id}/edit").FromOurPage(cookie).Form(("token", token), ("body", "Typed for nothing?")).Send();
            Assert.Equal(403, answer.Status);
            Assert.Contains("Typed for nothing?", answer.Text, StringComparison.Ordinal);
            Assert.Equal(403, (await Call.Post(app, $"/comments/{id}/delete").FromOurPage(cookie).Form(("token", token)).Send()).Status);
        }

        Assert.Equal(before, await StoredRows.Count(app));
    }

    [Theory, ClassData<Engines>]
    public async Task The_first_comment_of_an_unknown_story_makes_it(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var form = FormOf(
            (await Call.Get(app, $"/stories?site={ParleyApp.SiteName}&url={ParleyApp.SiteOrigin}/brand-new&storyId=a-7").Send()).Must(200).Text, "#write");
        var before = await StoredRows.Count(app);

        var answer = await Send(app, form, null, ("body", "First!"), ("name", "Ann"));

        Assert.Equal(303, answer.Status);
        var after = await StoredRows.Count(app);
        Assert.Equal((1, 1, 1), (after.Stories - before.Stories, after.Addresses - before.Addresses, after.Comments - before.Comments));
        Assert.Equal("a-7", (await app.Read($"/api/v1/stories?site={ParleyApp.SiteName}&storyId=a-7")).GetProperty("storyId").GetString());
    }

    private static Task<Answer> Post(ParleyApp app, string story, string? cookie, params (string, string?)[] fields) =>
        Call.Post(app, $"/stories/{story}/comments").FromOurPage(cookie).Form(fields).Send();

    private static async Task<string> Yours(ParleyApp app, string id, string? cookie) =>
        (await Call.Get(app, $"/comments/{id}/yours").With("Cookie", cookie).Send()).Must(200).Text;

    private static IHtmlDocument Parse(string page) => new HtmlParser().ParseDocument(page);

    /// <summary>A form as a browser without script sends it: its address and hidden fields.</summary>
    private static (string Action, (string Name, string? Value)[] Fields) FormOf(string page, string selector)
    {
        var form = (IHtmlFormElement)Parse(page).QuerySelector(selector)!;
        return (form.GetAttribute("action")!.Split('#')[0],
            [.. form.QuerySelectorAll("input[type=hidden]").Select(field => (field.GetAttribute("name")!, field.GetAttribute("value")))]);
    }

    private static Task<Answer> Send(
        ParleyApp app, (string Action, (string Name, string? Value)[] Fields) form, string? cookie, params (string, string?)[] typed) =>
        Call.Post(app, form.Action).FromOurPage(cookie).Form([.. form.Fields, .. typed]).Send();
}
