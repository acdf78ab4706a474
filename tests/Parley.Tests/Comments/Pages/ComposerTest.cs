using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Parley.Comments;
using Parley.Comments.Pages;

namespace Parley.Tests.Comments.Pages;

public sealed class ComposerTest
{
    [Fact]
    public async Task It_is_a_form_that_needs_no_script()
    {
        var page = await Composer();

        var form = (IHtmlFormElement)page.QuerySelector("form#write")!;
        Assert.Equal("post", form.Method);
        Assert.Equal("/stories/06b8z4e1kq7vn/comments#write", form.GetAttribute("action"));
        Assert.Equal(["body", "continued", "name", "preview"], form.QuerySelectorAll("[name]").Select(field => field.GetAttribute("name")));
        Assert.False(page.QuerySelector("details.composer")!.HasAttribute("open"));
    }

    [Fact]
    public async Task Every_field_has_a_label()
    {
        var page = await Composer(("ParentId", SampleThreads.Id(3)), ("ReplyTo", "Ana"));

        Assert.All(page.QuerySelectorAll("input:not([type=hidden]), textarea"), field =>
            Assert.True(field.Closest("label") is not null || page.QuerySelector($"label[for={field.Id}]") is not null, field.OuterHtml));
    }

    [Fact]
    public async Task A_reply_carries_its_parent_and_says_whom_it_answers()
    {
        var page = await Composer(("ParentId", SampleThreads.Id(3)), ("ReplyTo", "Ana"));

        Assert.Equal(SampleThreads.Id(3), page.QuerySelector("input[name=parentId]")!.GetAttribute("value"));
        Assert.Equal("Reply to \u2068Ana\u2069", page.QuerySelector("summary")!.TextContent);
    }

    [Fact]
    public async Task What_was_typed_comes_back_with_the_error_beside_its_field()
    {
        var page = await Composer(("Draft", new DraftView("My words", "Ana", Continued: true, ErrorField: "body", Error: "Too long.")));

        var body = (IHtmlTextAreaElement)page.QuerySelector("textarea")!;
        Assert.Equal("My words", body.Value);
        Assert.Equal("true", body.GetAttribute("aria-invalid"));
        Assert.Contains(page.QuerySelector(".wrong")!.Id!, body.GetAttribute("aria-describedby")!.Split(' '));
        Assert.Equal("Too long.", page.QuerySelector(".wrong")!.TextContent);
        Assert.Equal("Ana", page.QuerySelector("input[name=name]")!.GetAttribute("value"));
        Assert.True(page.QuerySelector("input[name=continued]")!.HasAttribute("checked"));
        Assert.True(page.QuerySelector("details.composer")!.HasAttribute("open"));
    }

    [Fact]
    public async Task An_error_of_the_name_stands_beside_the_name()
    {
        var page = await Composer(("Draft", new DraftView("My words", "Staff", ErrorField: "name", Error: "That name is taken.")));

        var name = page.QuerySelector("input[name=name]")!;
        Assert.Equal("That name is taken.", page.QuerySelector("#" + name.GetAttribute("aria-describedby"))!.TextContent);
        Assert.Null(page.QuerySelector("textarea")!.GetAttribute("aria-invalid"));
    }

    [Fact]
    public async Task An_error_of_the_whole_form_stands_at_its_head()
    {
        var page = await Composer(("Draft", new DraftView("My words", Error: "A little slower, please.")));

        Assert.Equal("A little slower, please.", page.QuerySelector("form > [role=alert]:first-child")!.TextContent);
    }

    [Fact]
    public async Task A_preview_stands_above_the_words()
    {
        var page = await Composer(("Draft", new DraftView("**x**", PreviewHtml: "<p><strong>x</strong></p>")));

        Assert.Equal("x", page.QuerySelector("form > .preview strong")!.TextContent);
    }

    [Fact]
    public async Task The_rules_and_the_length_are_said()
    {
        var page = await Composer();

        Assert.Equal(SampleThreads.Site.Rules, page.QuerySelectorAll(".rules li").Select(rule => rule.TextContent));
        Assert.Equal("Up to 5,000 characters.", page.QuerySelector("#write-length")!.TextContent);
    }

    [Fact]
    public async Task A_story_that_is_not_stored_yet_is_named_by_the_form_that_will_make_it()
    {
        var page = await Composer(("Story", SampleThreads.Story with { Id = null, StoryId = null }));

        Assert.Equal("/comments#write", page.QuerySelector("form")!.GetAttribute("action"));
        Assert.Equal(["site=courier", $"storyUrl={SampleThreads.Story.Url}"], page.QuerySelectorAll("input[type=hidden]").Select(field => $"{field.GetAttribute("name")}={field.GetAttribute("value")}"));
    }

    [Fact]
    public async Task Where_not_anyone_may_write_it_says_who_may()
    {
        var signedIn = await Composer(("Story", SampleThreads.Story with { Access = new("anyone", "signed-in", "anyone", "anyone") }));
        var subscribers = await Composer(("Story", SampleThreads.Story with { Access = new("anyone", "subscriber", "anyone", "anyone") }));

        Assert.StartsWith("Only readers with an account can write here.", signedIn.QuerySelector("p.line")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("subscriber", subscribers.QuerySelector("p.line")!.TextContent, StringComparison.Ordinal);
        Assert.Null(signedIn.QuerySelector("[name=name]"));
        Assert.StartsWith("/account/courier/sign-in?back=", signedIn.QuerySelector("p.line a")!.GetAttribute("href"), StringComparison.Ordinal);
    }

    private static async Task<IDocument> Composer(params (string Name, object? Value)[] given)
    {
        var parameters = new Dictionary<string, object?> { ["Site"] = SampleThreads.Site, ["Story"] = SampleThreads.Story };
        foreach (var (name, value) in given)
            parameters[name] = value;
        return new HtmlParser().ParseDocument(await Draw.Page<Composer>([.. parameters.Select(pair => (pair.Key, pair.Value))]));
    }
}
