using Parley.Transfer.PageText;

namespace Parley.Tests.Transfer.PageText;

public sealed class SplittingTests
{
    private const string Said = "The weir has been leaking since the flood and nobody did a thing about it until now.";
    private const string? Picture = FlattenedPage.Picture;

    [Fact]
    public void A_gap_of_two_blank_lines_is_a_lost_name()
    {
        var reading = FlattenedPage.New().Comment("Alder", "One.", "Still one.").Comment("Birch", "Two.").Read();

        Assert.Equal(["One.\n\nStill one.", "Two."], reading.Comments.Select(comment => comment.Body));
    }

    [Fact]
    public void A_name_without_words_is_an_emptied_comment()
    {
        var reading = FlattenedPage.New().Comment("Ann Lee", Picture).Comment("Alder", Said).Read();

        Assert.Equal([("Ann Lee", true), (null, false)], reading.Comments.Select(comment => (comment.Name, comment.IsEmptied)));
    }

    [Fact]
    public void Two_emptied_names_in_a_row_are_two_comments()
    {
        var reading = FlattenedPage.New().Comment("Ann Lee", Picture).Comment("Tom Waters", Picture).Comment("Alder", Said).Read();

        Assert.Equal(["Ann Lee", "Tom Waters", null], reading.Comments.Select(comment => comment.Name));
        Assert.Equal(2, reading.Counts.Emptied);
    }

    [Fact]
    public void A_comment_of_which_even_the_name_is_gone_keeps_its_place()
    {
        var reading = FlattenedPage.New().Comment("Ann Lee", Said).Comment("Alder", Picture).Comment("Ann Lee", "Nice try.").Read();

        Assert.Equal([false, true, false], reading.Comments.Select(comment => comment.IsEmptied));
    }

    [Fact]
    public void A_picture_after_words_leaves_no_comment_of_its_own()
    {
        var reading = FlattenedPage.New().Comment("Alder", "Look:", Picture).Comment("Birch", Said).Read();

        Assert.Equal(["Look:", Said], reading.Comments.Select(comment => comment.Body));
    }

    [Fact]
    public void Doubled_line_ends_change_nothing()
    {
        var page = FlattenedPage.New().Comment("Alder", "One.", "Still one.").Comment("Ann Lee", Picture).Comment("Birch", "Two.");

        var doubled = PageTextReader.Read(System.Text.Encoding.UTF8.GetBytes(page.ToString().Replace("\n", "\n\n", StringComparison.Ordinal)), new());

        Assert.Equal(page.Read().Comments.Select(comment => comment.SourceId), doubled.Reading!.Comments.Select(comment => comment.SourceId));
    }

    [Theory]
    [InlineData(1, 1, 1, 0)]
    [InlineData(2, 1, 1, 1)]
    [InlineData(4, 1, 1, 3)]
    [InlineData(7, 3, 2, 2)]
    [InlineData(0, 1, 1, 0)]
    [InlineData(100_000, 1, 1, 1)]
    public void Blank_lines_say_how_much_is_missing(int blankLines, int smallest, int step, int missing) =>
        Assert.Equal(missing, PageLayout.MissingIn(blankLines, smallest, step));

    [Theory]
    [InlineData(nameof(Role.GoesOn), nameof(Role.Opens), 1, 0)]
    [InlineData(nameof(Role.GoesOn), nameof(Role.Opens), 3, 1)]
    [InlineData(nameof(Role.GoesOn), nameof(Role.Name), 1, 0)]
    [InlineData(nameof(Role.GoesOn), nameof(Role.Name), 2, 1)]
    [InlineData(nameof(Role.Name), nameof(Role.Name), 1, 0)]
    [InlineData(nameof(Role.Name), nameof(Role.Name), 3, 1)]
    [InlineData(nameof(Role.Name), nameof(Role.Opens), 2, 0)]
    [InlineData(nameof(Role.Name), nameof(Role.GoesOn), 1, 0)]
    public void A_lost_name_with_a_lost_picture_was_a_comment(string above, string below, int missing, int emptied) =>
        Assert.Equal(emptied, BlankLines.Emptied(Enum.Parse<Role>(above), Enum.Parse<Role>(below), missing));

    [Fact]
    public void The_same_comment_twice_has_two_ids_that_last()
    {
        var page = FlattenedPage.New().Comment("Alder", "Yes.").Comment("Birch", "Yes.").Comment("Cedar", "No.");
        var longer = FlattenedPage.WithStory("A paragraph that was not there when the page was read for the first time, and which is long enough.", Said)
            .Comment("Alder", "Yes.").Comment("Birch", "Yes.").Comment("Cedar", "No.");

        var ids = page.Read().Comments.Select(comment => comment.SourceId).ToList();

        Assert.Equal(3, ids.Distinct().Count());
        Assert.Equal(ids, longer.Read().Comments.Select(comment => comment.SourceId));
    }
}
