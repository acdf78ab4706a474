using Parley.Comments;
using Parley.Embed.Pages;
using Parley.Platform.Web;
using Parley.Platform.Web.Pages;
using Parley.Tests.Comments.Pages;

namespace Parley.Tests.Embed.Pages;

/// <summary>Draws every page into <c>artifacts/gallery</c>, to be looked at.</summary>
public sealed class Gallery
{
    [Fact]
    public async Task Every_page_can_be_looked_at()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Root(), "artifacts", "gallery")).FullName;
        var pages = new Dictionary<string, string>();
        var site = ("Site", (object?)SampleThreads.Site);

        pages["story"] = await Draw.Page<StoryPage>(site, ("Thread", SampleThreads.Lively() with { Story = SampleThreads.Story with { TextHtml = "<p>It is a quarter to six, and Mill Street belongs to the delivery vans.</p><p>In an hour there will be buses here.</p>", TextAttribution = "Text: The Harrowmere Courier, reprinted with permission." } }), ("After", "x"));
        pages["empty"] = await Draw.Page<StoryPage>(site, ("Thread", SampleThreads.Empty));
        pages["closed"] = await Draw.Page<StoryPage>(site, ("Thread", SampleThreads.Closed));
        pages["error"] = await Draw.Page<StoryPage>(site, ("Thread", SampleThreads.Empty), ("Draft", new DraftView("The stop at the mill bridge should be on the school side.", "Marit Dunmore", ErrorField: "body", Error: "Not posted yet: the discussion asks for ten minutes between comments. You can post this at 10:42.")));
        pages["preview"] = await Draw.Page<StoryPage>(site, ("Thread", SampleThreads.Empty), ("Draft", new DraftView("> Nobody has ever asked the night staff\n\nThe same goes for **market traders**. We start at four.", "Marit Dunmore", PreviewHtml: "<blockquote><p>Nobody has ever asked the night staff</p></blockquote><p>The same goes for <strong>market traders</strong>. We start at four.</p>")));
        var deep = SampleThreads.Deep(1, 10, new("deeper", 3, SampleThreads.Id(10), null));
        pages["deep"] = await Draw.Page<StoryPage>(site, ("Thread", new ThreadView(SampleThreads.Story, "replies", [deep], null)));
        pages["permalink"] = await Draw.Page<PermalinkPage>(site, ("Thread", new ThreadView(SampleThreads.Story, "newest", [deep], null, Focus: SampleThreads.Id(6), Above: SampleThreads.Id(1))));
        pages["fifty"] = await Draw.Page<StoryPage>(site, ("Thread", new ThreadView(SampleThreads.Story, "newest", BudgetTest.Fifty(), null)));
        var mine = SampleThreads.Comment(5, "Marit Dunmore", "Could the works start at the hospital end? Then the first stretch to open would be the one that nobody can walk.");
        pages["yours-edit"] = await Draw.Page<YoursPage>(site, ("Comment", mine), ("Token", "t0ken"), ("EditUntil", SampleThreads.Noon.AddMinutes(40)));
        pages["yours-late"] = await Draw.Page<YoursPage>(site, ("Comment", mine), ("Token", "t0ken"), ("Correction", new DraftView("x", Error: "A correction needs a few more words.")));
        pages["yours-not"] = await Draw.Page<YoursPage>(site, ("Comment", mine));
        pages["refusal"] = await Draw.Page<RefusalPage>(("SiteTitle", SampleThreads.Site.Title), ("Status", 404));
        pages["front"] = await Draw.Page<FrontPage>(("Listings", new List<FrontListing> { new(SampleThreads.Site, [SampleThreads.Story, SampleThreads.Story with { Title = "Who may fish in the mill pond", Section = null, CommentCount = 1 }]), new(SampleThreads.Site with { Title = "بريد الطاحونة" }, []) }));
        pages["story-rtl"] = await Draw.In<StoryPage>(Draw.Words("ar"), ("Site", SampleThreads.ArabicSite), ("Thread", SampleThreads.Arabic()));
        pages["permalink-rtl"] = await Draw.In<PermalinkPage>(Draw.Words("ar"), site, ("Thread", new ThreadView(SampleThreads.ArabicStory, "newest", [deep], null, Focus: SampleThreads.Id(6), Above: SampleThreads.Id(1))));
        foreach (var language in new[] { "de", "fr", "fa", "ru" })
            pages["story-" + language] = await Draw.In<StoryPage>(Draw.Words(language), site, ("Thread", SampleThreads.Lively() with { Story = SampleThreads.Story with { ClosesAt = SampleThreads.Noon.AddDays(14) } }));

        File.WriteAllBytes(Path.Combine(folder, "parley.css"), Stylesheet.Utf8.ToArray());
        foreach (var (name, html) in pages)
        {
            Assert.Contains("</html>", html, StringComparison.Ordinal);
            File.WriteAllText(Path.Combine(folder, name + ".html"), html.Replace(Stylesheet.Path, "parley.css", StringComparison.Ordinal));
        }
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Parley.slnx")))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
