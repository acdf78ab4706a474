using System.Text;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Parley.Tests.Comments.Pages;

namespace Parley.Tests.Platform.Web.Pages;

public sealed class PageRendererTest
{
    [Fact]
    public async Task Letters_of_every_script_are_written_as_themselves()
    {
        var html = await Html("سلمى 🌻 Ана & <b>");

        Assert.Contains(">سلمى", html, StringComparison.Ordinal);
        Assert.Contains("Ана &amp; &lt;b&gt;</p>", html, StringComparison.Ordinal);
        Assert.Equal("سلمى 🌻 Ана & <b>", new HtmlParser().ParseDocument(html).QuerySelector("p")!.TextContent);
    }

    [Theory]
    [InlineData("\nfirst line empty")]
    [InlineData("\r\n\r\ntwo")]
    [InlineData("</textarea><script>")]
    [InlineData("\"quoted\" & 'more'")]
    [InlineData("")]
    public async Task What_was_typed_comes_back_as_it_was(string typed)
    {
        var page = new HtmlParser().ParseDocument(await Html(typed));

        Assert.Equal(typed.ReplaceLineEndings("\n"), ((IHtmlTextAreaElement)page.QuerySelector("textarea")!).Value.ReplaceLineEndings("\n"));
        Assert.Equal(typed.ReplaceLineEndings("\n"), page.QuerySelector("input")!.GetAttribute("value")!.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Half_a_character_does_not_break_the_page()
    {
        var html = await Html("broken \ud83c end");

        Assert.EndsWith("</p>", html, StringComparison.Ordinal);
        Assert.DoesNotContain('\ud83c', html);
    }

    [Fact]
    public async Task A_page_larger_than_the_first_buffer_is_whole()
    {
        var text = new string('x', 300_000);

        var bytes = await Draw.Renderer.Utf8<Sample>(new Dictionary<string, object?> { ["Text"] = text });

        Assert.Equal(3, Encoding.UTF8.GetString(bytes.Span).Split(text).Length - 1);
    }

    private static Task<string> Html(string text) => Draw.Renderer.Text<Sample>(new Dictionary<string, object?> { ["Text"] = text });

    public sealed class Sample : ComponentBase
    {
        [Parameter] public string Text { get; set; } = "";

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.OpenElement(0, "textarea");
            builder.AddAttribute(1, "name", "body");
            builder.AddAttribute(2, "value", Text);
            builder.AddAttribute(3, "autofocus", true);
            builder.CloseElement();
            builder.OpenElement(4, "input");
            builder.AddAttribute(5, "value", Text);
            builder.AddAttribute(6, "checked", false);
            builder.CloseElement();
            builder.OpenElement(7, "p");
            builder.AddContent(8, Text);
            builder.CloseElement();
        }
    }
}
