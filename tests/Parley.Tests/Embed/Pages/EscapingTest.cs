using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Parley.Comments;
using Parley.Embed.Pages;
using Parley.Platform.Web.Pages;
using Parley.Sites;
using Parley.Stories;
using Parley.Tests.Comments.Pages;

namespace Parley.Tests.Embed.Pages;

/// <summary>Every text a page is given is hostile here; only what was sanitised may bring markup.</summary>
public sealed class EscapingTest
{
    private const string Hostile = "\"'><script>hostile()</script><img src=x onerror=hostile()>&lt;b&gt;</textarea></title><!--";

    private static readonly SiteView Site = SampleThreads.Site with { Name = Hostile, Title = Hostile, Rules = [Hostile, Hostile] };

    private static readonly StoryView Story = SampleThreads.Story with
    {
        StoryId = Hostile,
        Url = "javascript:hostile()",
        Title = Hostile,
        Summary = Hostile,
        Author = Hostile,
        Section = Hostile,
        Image = Hostile,
        Language = Hostile,
        TextHtml = "<p>sanitised</p>",
        TextAttribution = Hostile,
        ClosedReason = Hostile,
    };

    [Theory]
    [InlineData("open")]
    [InlineData("closed")]
    [InlineData("archived")]
    public async Task A_story_page_shows_hostile_text_as_text(string state)
    {
        var thread = new ThreadView(Story with { Thread = state }, Hostile, Branches(), Hostile);

        var page = await Draw.Page<StoryPage>(("Site", Site), ("Thread", thread), ("Draft", Draft("body")), ("After", Hostile), ("Canonical", Hostile));

        AssertHarmless(page);
    }

    [Theory]
    [InlineData("body")]
    [InlineData("name")]
    [InlineData(null)]
    public async Task A_permalink_shows_hostile_text_as_text(string? field)
    {
        var thread = new ThreadView(Story, "newest", [Branches()[0]], null, Focus: SampleThreads.Id(2), Above: Hostile);

        var page = await Draw.Page<PermalinkPage>(("Site", Site), ("Thread", thread), ("Draft", Draft(field)), ("Canonical", Hostile));

        AssertHarmless(page);
    }

    [Fact]
    public async Task The_private_pages_show_hostile_text_as_text()
    {
        var comment = Branches()[0].Comment;

        AssertHarmless(await Draw.Page<YoursPage>(("Site", Site), ("Comment", comment), ("Token", Hostile), ("EditUntil", SampleThreads.Noon), ("Draft", Draft("body"))));
        AssertHarmless(await Draw.Page<YoursPage>(("Site", Site), ("Comment", comment), ("Token", Hostile), ("Correction", Draft(null))));
    }

    [Fact]
    public async Task The_front_page_and_a_refusal_show_hostile_text_as_text()
    {
        AssertHarmless(await Draw.Page<FrontPage>(("Listings", new List<FrontListing> { new(Site, [Story]), new(Site, []) })));
        AssertHarmless(await Draw.Page<RefusalPage>(("SiteTitle", Hostile), ("Status", 422), ("Detail", Hostile), ("Back", Hostile)));
    }

    [Fact]
    public async Task A_story_whose_address_would_run_as_script_has_no_link_to_it()
    {
        var page = new HtmlParser().ParseDocument(await Draw.Page<StoryPage>(("Site", Site), ("Thread", new ThreadView(Story, "newest", [], null))));

        Assert.DoesNotContain(page.QuerySelectorAll("a"), link => link.GetAttribute("href")!.Contains("javascript", StringComparison.OrdinalIgnoreCase));
    }

    private static DraftView Draft(string? field) => new(Hostile, Hostile, Hostile, true, field, Hostile);

    private static List<BranchView> Branches()
    {
        var root = SampleThreads.Comment(1, Hostile, "<p>sanitised</p>") with { Source = Hostile, Body = Hostile, Inferred = new(0.5, 0.5), EditedAt = SampleThreads.Noon, Corrections = [new(Hostile, SampleThreads.Noon)] };
        var reply = SampleThreads.Comment(2, Hostile, "<p>sanitised</p>", root) with { Fold = Hostile, FoldedHtml = "<p>folded</p>" };
        var gone = SampleThreads.Removed(SampleThreads.Comment(3, Hostile, "x", reply), Hostile, Hostile);
        return
        [
            new(root, [new(reply, [new(gone, [new(SampleThreads.Comment(4, "Ana", "x", gone), [])])], new(Hostile, 3, Hostile, Hostile))]),
            new(SampleThreads.Removed(SampleThreads.Comment(5, Hostile, "x"), "moderator", Hostile), []),
        ];
    }

    private static void AssertHarmless(string html)
    {
        var page = new HtmlParser().ParseDocument(html);

        // The page's own script is a file of ours.
        Assert.Empty(page.QuerySelectorAll("script:not(head > [src^='/assets/page.']), img, iframe, [style]"));
        Assert.DoesNotContain(page.All.SelectMany(element => element.Attributes), attribute => attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("<!--", html, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector(".parley main"));
        Assert.NotNull(page.QuerySelector("footer.foot"));
    }
}
