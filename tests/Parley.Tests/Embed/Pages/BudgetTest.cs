using System.Text;
using Parley.Admin.Demo;
using Parley.Comments;
using Parley.Embed.Pages;
using Parley.Platform.Events;
using Parley.Platform.Web;
using Parley.Platform.Web.Cache;
using Parley.Tests.Comments.Pages;

namespace Parley.Tests.Embed.Pages;

/// <summary>What a reader on a slow line pays for a page.</summary>
public sealed class BudgetTest(ITestOutputHelper output)
{
    private const int StylesheetBytes = 8 * 1024;
    private const int PageBytes = 12 * 1024;

    [Fact]
    public void The_style_sheet_fits_its_budget()
    {
        var size = Stylesheet.Brotli.Length;

        output.WriteLine($"{size} bytes of {StylesheetBytes}");
        Assert.InRange(size, 1, StylesheetBytes);
    }

    [Fact]
    public async Task A_page_of_fifty_comments_fits_its_budget()
    {
        var thread = new ThreadView(SampleThreads.Story, "newest", Fifty(), "06b9j0w3r8n5c");

        Fits(await Draw.Page<StoryPage>(("Site", SampleThreads.Site), ("Thread", thread)));
        Fits(await Draw.Page<ThreadFragment>(("Site", SampleThreads.Site), ("Thread", thread)));
    }

    /// <summary>The size of a page packed as it is served.</summary>
    internal static int Served(string html)
    {
        var source = new PageSource(() => EventPosition.Start, EventPosition.Start, 0, null);
        return new CachedPage(Encoding.UTF8.GetBytes(html), "text/html", [], source).In(PageEncoding.Brotli).Length;
    }

    private void Fits(string html)
    {
        var size = Served(html);
        output.WriteLine($"{size} bytes of {PageBytes}, {html.Length} characters uncompressed");
        Assert.InRange(size, 1, PageBytes);
    }

    /// <summary>Ten roots with four replies each, of varied prose, names, times and ids.</summary>
    internal static List<BranchView> Fifty()
    {
        var random = new Random(20260513);
        var prose = string.Join(" ", DemoStories.Read().SelectMany(story => story.Comments.Select(comment => comment.Body).Prepend(story.Text))).ReplaceLineEndings(" ");
        var names = DemoStories.Read().SelectMany(story => story.Comments.Select(comment => comment.By)).Distinct().ToArray();
        var made = 0;
        return [.. Enumerable.Range(0, 10).Select(_ =>
        {
            var root = Next(null);
            var first = Next(root);
            var second = Next(first);
            return new BranchView(root, [new(first, [new(second, [])]), new(Next(root), []), new(Next(root), [])]);
        })];

        CommentView Next(CommentView? parent)
        {
            var start = made * 230 % (prose.Length - 230);
            var comment = SampleThreads.Comment(made++, names[random.Next(names.Length)], prose.Substring(start, 230).Replace('<', ' '), parent);
            var id = new string([.. Enumerable.Range(0, 13).Select(_ => "0123456789abcdefghjkmnpqrstvwxyz"[random.Next(32)])]);
            return comment with { Id = id, PostedAt = SampleThreads.Noon.AddSeconds(random.Next(600000)) };
        }
    }
}
