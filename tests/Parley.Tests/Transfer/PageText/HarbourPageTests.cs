using Parley.Comments;
using Parley.Transfer.PageText;

namespace Parley.Tests.Transfer.PageText;

/// <summary>A whole page of the shape pages have after flattening, with everything that happens on them.</summary>
public sealed class HarbourPageTests
{
    private static readonly PageTextReading Page = Read(new());

    [Fact]
    public void The_story_ends_where_the_comments_begin()
    {
        Assert.StartsWith("Council Votes To Replace", Page.Article.Title, StringComparison.Ordinal);
        Assert.Equal(7, Page.Article.Paragraphs.Count);
        Assert.StartsWith("Opponents have said", Page.Article.Paragraphs[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Every_comment_is_found_once()
    {
        Assert.Equal(37, Page.Counts.Comments);
        Assert.Equal(39, Page.Counts.CommentsBeforeJoining);
    }

    [Fact]
    public void Names_are_kept_where_they_survived()
    {
        string[] expected =
        [
            "Tamsin Orrell", "Piet van der Hoeven", "Odile Brackwater", "Gideon Thrale", "Ines Calloway", "Bram Kestrel",
            "gannet .", "Juniper Sands", "Lorcan’s Chandlery", "Hester Moy", "Марфа Ильинична", "Ansel Dray",
        ];

        Assert.Equal(expected, Page.Comments.Where(comment => comment is { Name: not null, NameConfidence: null }).Select(comment => comment.Name).Distinct());
        Assert.Equal((16, 12), (Page.Counts.Named, Page.Counts.Names));
    }

    [Fact]
    public void Parts_in_a_row_are_one_long_comment()
    {
        var joined = Assert.Single(Page.Comments, comment => comment.Parts > 1);

        Assert.Equal(("Gideon Thrale", 3), (joined.Name, joined.Parts));
        Assert.Contains("Part 2 Now the road", joined.Body, StringComparison.Ordinal);
        Assert.Contains("part 3 And the tolls", joined.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void A_joined_comment_is_folded_past_the_length_asked_for()
    {
        var reading = Read(new() { LongFromChars = 500 });

        Assert.Equal(Fold.Long, reading.Comments.Single(comment => comment.Parts > 1).Fold);
        Assert.Equal(Fold.None, Page.Comments.Single(comment => comment.Parts > 1).Fold);
    }

    [Fact]
    public void A_pasted_article_is_a_quotation_with_its_source()
    {
        var pasted = Page.Comments.First(comment => comment.Fold == Fold.Pasted);

        Assert.Equal(new Uri("https://example.org/reading/bridge-that-ate-a-town"), pasted.SourceLink);
        Assert.All(pasted.Body.Split('\n'), line => Assert.True(line.Length == 0 || line.StartsWith('>')));
        Assert.Contains("> **Harbour in the Fog**", pasted.Body, StringComparison.Ordinal);
        Assert.EndsWith("> Maud Ellery", pasted.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folded_article_still_shows_whose_it_is_and_where_it_is_from()
    {
        var pasted = Page.Comments.First(comment => comment.Fold == Fold.Pasted);

        var rendered = CommentText.Render(pasted.Body, 5_000, pasted.Fold);

        Assert.Contains("href=\"https://example.org/reading/bridge-that-ate-a-town\"", rendered.Html, StringComparison.Ordinal);
        Assert.Contains("by Maud Ellery", rendered.Html, StringComparison.Ordinal);
        Assert.StartsWith("<blockquote>", rendered.FoldedHtml, StringComparison.Ordinal);
        Assert.Contains("<strong>The Cost of Iron</strong>", rendered.FoldedHtml, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pasted_article_goes_on_across_a_lost_picture_to_its_footnotes()
    {
        var pasted = Page.Comments.Single(comment => comment is { Fold: Fold.Pasted, Name: "Bram Kestrel" });

        Assert.StartsWith("Found this in the evening paper", pasted.Body, StringComparison.Ordinal);
        Assert.Contains("> **What The Ferrymen Knew**", pasted.Body, StringComparison.Ordinal);
        Assert.EndsWith("all of them about the horn.", pasted.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_left_of_an_emptied_comment_is_said_in_words()
    {
        var emptied = Page.Comments.Where(comment => comment.IsEmptied).ToList();

        Assert.Equal(["Lorcan’s Chandlery", null], emptied.Select(comment => comment.Name));
        Assert.All(emptied, comment => Assert.Equal(PageComment.NothingLeft, comment.Body));
    }

    [Fact]
    public void A_name_that_only_an_answer_uses_is_proposed_for_the_voice_it_answers()
    {
        var proposed = Page.Comments.Where(comment => comment.NameConfidence is not null).ToList();

        Assert.Equal(["Wren", "Wren"], proposed.Select(comment => comment.Name));
        Assert.StartsWith("The tide tables", proposed[0].Body, StringComparison.Ordinal);
        Assert.StartsWith("I am saying both", proposed[1].Body, StringComparison.Ordinal);
        Assert.True(proposed[0].NameConfidence > proposed[1].NameConfidence);
    }

    [Theory]
    [InlineData("Six times that you", "Forty years")]
    [InlineData("I was the one who rowed", "Six times that you")]
    [InlineData("Not true. The pilots", "The sandbank has not moved")]
    [InlineData("Thank you for the explanation", "Part 1")]
    [InlineData("Wren are you", "The tide tables")]
    [InlineData("I am saying both", "Wren are you")]
    [InlineData("Yes, understood", "I am saying both")]
    [InlineData("“The gauge at the old slip”", "I am saying both")]
    [InlineData("Thanks for the article", "> THE BRIDGE")]
    [InlineData("You are welcome", "Thanks for the article")]
    [InlineData("Ellery has never stood", "> THE BRIDGE")]
    [InlineData("> Nobody says tolls", "Part 1")]
    [InlineData("The bees come too", "So Gideon")]
    public void A_reply_is_attached_to_what_it_answers(string reply, string answered)
    {
        var child = Page.Comments.Single(comment => comment.Body.StartsWith(reply, StringComparison.Ordinal));
        var parent = Page.Comments.Single(comment => comment.Body.StartsWith(answered, StringComparison.Ordinal));

        Assert.Equal(parent.SourceId, child.AttachedTo);
    }

    [Theory]
    [InlineData("> “The crossing will stay free")]
    [InlineData("The open day is on Sunday")]
    [InlineData("I will miss the bell")]
    [InlineData("The carpet is real")]
    public void What_answers_nobody_stays_a_root(string root) =>
        Assert.Null(Page.Comments.Single(comment => comment.Body.StartsWith(root, StringComparison.Ordinal)).AttachedTo);

    [Fact]
    public void A_parent_stands_earlier_on_the_page()
    {
        var met = new HashSet<string>();
        foreach (var comment in Page.Comments)
        {
            Assert.True(comment.Parent is null || met.Contains(comment.Parent.SourceId));
            Assert.True(met.Add(comment.SourceId));
        }
    }

    [Fact]
    public void Nothing_is_attached_below_the_confidence_asked_for()
    {
        var strict = Read(new() { AttachAt = 0.9 });

        Assert.All(strict.Comments, comment => Assert.Equal(comment.Parent is { Confidence: >= 0.9 }, comment.AttachedTo is not null));
        Assert.True(strict.Counts.AttachedParents < Page.Counts.AttachedParents);
        Assert.Equal(Page.Counts.ProposedParents, strict.Counts.ProposedParents);
    }

    [Fact]
    public void A_second_run_reads_the_same()
    {
        var again = Read(new());

        Assert.Equal(Page.Comments, again.Comments);
        Assert.Equal(Page.Doubts, again.Doubts);
    }

    [Fact]
    public void Line_ends_make_no_difference()
    {
        var page = File.ReadAllText(PathOfPage).ReplaceLineEndings("\r\n");

        var result = PageTextReader.Read(System.Text.Encoding.UTF8.GetBytes("\uFEFF" + page), new());

        Assert.Equal(Page.Comments, result.Reading!.Comments);
    }

    private static string PathOfPage => Path.Combine(AppContext.BaseDirectory, "Transfer", "PageText", "harbour-page.txt");

    private static PageTextReading Read(PageTextOptions options)
    {
        using var file = File.OpenRead(PathOfPage);
        return PageTextReader.Read(file, options).Reading!;
    }
}
