using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Parley.Comments;
using Page = Parley.Comments.Pages.Thread;

namespace Parley.Tests.Comments.Pages;

public sealed class ThreadTest
{
    [Fact]
    public async Task The_order_shown_is_marked_and_the_others_are_links()
    {
        var thread = await Thread(SampleThreads.Lively());

        Assert.Equal("Newest", thread.QuerySelector("[aria-current=true]")!.TextContent);
        Assert.Equal(3, thread.QuerySelectorAll(".bar a[href^='/stories/']").Length);
        Assert.Equal("142 comments", thread.QuerySelector("h2")!.TextContent);
    }

    [Fact]
    public async Task The_next_page_is_a_link_that_says_so()
    {
        var thread = await Thread(SampleThreads.Lively());

        Assert.Equal("/stories/06b8z4e1kq7vn?sort=newest&after=06b9j0w3r8n5c#thread", thread.QuerySelector("a[rel=next]")!.GetAttribute("href"));
    }

    [Fact]
    public async Task The_last_page_has_no_next_one()
    {
        var thread = await Thread(SampleThreads.Lively() with { Next = null });

        Assert.Null(thread.QuerySelector("[rel=next], .pages"));
    }

    [Fact]
    public async Task Every_comment_stands_once_under_its_id()
    {
        var thread = await Thread(SampleThreads.Lively());

        var ids = thread.QuerySelectorAll("article").Select(article => article.Id!).ToList();
        Assert.Equal(Count(SampleThreads.Lively().Branches), ids.Count);
        Assert.Equal(ids.Distinct(), ids);
        Assert.All(ids, id => Assert.StartsWith("parley-", id, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_branch_folds_without_script_and_says_how_many_and_who()
    {
        var thread = await Thread(SampleThreads.Lively());

        var branch = thread.QuerySelector("details.branch")!;
        Assert.True(branch.HasAttribute("open"));
        Assert.Equal("22 replies", branch.QuerySelector("summary .opened")!.TextContent);
        Assert.Equal("22 replies, \u2068Odile Marchetti\u2069 and 5 others", branch.QuerySelector("summary .shut")!.TextContent);
    }

    [Fact]
    public async Task Replies_left_out_are_reached_by_links()
    {
        var thread = await Thread(SampleThreads.Lively());

        Assert.Equal(
            [$"/comments/{SampleThreads.Id(7)}", $"/comments/{SampleThreads.Id(1)}?after=06b9cursor000"],
            thread.QuerySelectorAll("a.more").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public async Task From_the_fourth_level_the_line_is_numbered_and_names_whom_it_answers()
    {
        var thread = await Thread(new(SampleThreads.Story, "newest", [SampleThreads.Deep(1, 9)], null));

        var numbered = thread.QuerySelectorAll("article[data-level]");
        Assert.Equal(["4", "5", "6", "7", "8"], numbered.Select(article => article.GetAttribute("data-level")));
        Assert.All(numbered, article => Assert.NotNull(article.QuerySelector("a.to.deep[href^='#parley-']")));
    }

    [Fact]
    public async Task A_reply_after_somebody_elses_branch_names_whom_it_answers()
    {
        var thread = await Thread(SampleThreads.Lively());

        var tom = thread.QuerySelector($"#parley-{SampleThreads.Id(22)} a.to")!;
        Assert.Equal("#parley-" + SampleThreads.Id(1), tom.GetAttribute("href"));
        Assert.Equal("in reply to \u2068Odile Marchetti\u2069", tom.TextContent);
    }

    [Fact]
    public async Task A_conversation_is_one_list_of_turns()
    {
        var thread = await Thread(SampleThreads.Lively());

        Assert.Equal(5, thread.QuerySelectorAll(".talk > ol > li > article.turn").Length);
    }

    [Fact]
    public async Task An_open_thread_says_until_when()
    {
        var thread = await Thread(SampleThreads.Lively() with { Story = SampleThreads.Story with { ClosesAt = SampleThreads.Noon.AddDays(14) } });

        Assert.Equal("Open until 27 May 2026", thread.QuerySelector(".bar p")!.TextContent);
    }

    [Fact]
    public async Task An_empty_thread_asks_a_question()
    {
        var thread = await Thread(SampleThreads.Empty);

        Assert.Equal("No one has written yet.", thread.QuerySelector("h2")!.TextContent);
        Assert.Equal("What did the story leave out?", thread.QuerySelector("h2 + p")!.TextContent);
        Assert.Null(thread.QuerySelector("nav"));
    }

    [Fact]
    public async Task A_stored_count_that_lags_never_says_fewer_than_are_shown()
    {
        var root = SampleThreads.Comment(1, "Ana", "x");

        var thread = await Thread(new(SampleThreads.Story, "newest", [new(root, [new(SampleThreads.Comment(2, "Ben", "y", root), [])])], null));

        Assert.Equal("1 reply", thread.QuerySelector("summary .opened")!.TextContent);
    }

    private static int Count(IReadOnlyList<BranchView> branches) => branches.Sum(branch => 1 + Count(branch.Replies));

    private static async Task<IElement> Thread(ThreadView view) =>
        new HtmlParser().ParseDocument(await Draw.Page<Page>(("View", view))).QuerySelector("#thread")!;
}
