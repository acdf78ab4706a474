using Parley.Transfer.PageText;

namespace Parley.Tests.Transfer.PageText;

public sealed class NameTests
{
    private const string Said = "The weir has been leaking since the flood and nobody did a thing about it until now.";

    [Theory]
    [InlineData("Ann Lee")]
    [InlineData("Dr. Ann Lee")]
    [InlineData("J. R. Hartwell")]
    [InlineData("Anne-Marie O’Neil")]
    [InlineData("Friend of the Weir")]
    [InlineData("Piet van der Hoeven")]
    [InlineData("Miller 22")]
    [InlineData("heron .")]
    [InlineData("María José Ñandú")]
    [InlineData("Марфа Ильинична")]
    [InlineData("محمد علي")]
    [InlineData("李 小龙")]
    public void A_line_written_like_a_name_is_kept_as_one(string name)
    {
        var reading = FlattenedPage.New().Comment("Alder", Said).Comment(name, Said + " Twice.").Comment("Birch", "So it goes.").Read();

        Assert.Equal([null, name, null], reading.Comments.Select(comment => comment.Name));
    }

    [Theory]
    [InlineData("Not my money")]
    [InlineData("God bless the miller")]
    [InlineData("God Bless Lower Arle")]
    [InlineData("You are welcome,")]
    [InlineData("Understand my words?")]
    [InlineData("You mean a ditch…")]
    [InlineData("sheer luck")]
    [InlineData("Best regards")]
    [InlineData("That Is Not True")]
    [InlineData("3 May 2019")]
    [InlineData("(To be continued…)")]
    [InlineData("JPEG – 48.2 kb")]
    [InlineData("www.example.org and https://example.org/weir")]
    [InlineData("1. Ann Lee")]
    public void A_short_line_of_a_comment_is_not_taken_for_a_name(string line)
    {
        var reading = FlattenedPage.New().Comment("Ann Lee", Said, line, "And that is all.").Comment("Birch", "So it goes.").Read();

        Assert.Equal(["Ann Lee", null], reading.Comments.Select(comment => comment.Name));
    }

    [Fact]
    public void Of_three_short_lines_the_outer_two_are_names()
    {
        var reading = FlattenedPage.New().Comment("Alder", Said).Comment("Ann Lee", "Sheer Luck").Comment("Tom Waters", Said).Read();

        Assert.Equal([null, "Ann Lee", "Tom Waters"], reading.Comments.Select(comment => comment.Name));
        Assert.Equal("Sheer Luck", reading.Comments[1].Body);
    }

    [Fact]
    public void An_odd_name_is_known_by_coming_again()
    {
        var reading = FlattenedPage.New().Comment("tom waters", Said).Comment("Alder", "Quite.").Comment("tom waters", "I was not done.").Read();

        Assert.Equal(["tom waters", null, "tom waters"], reading.Comments.Select(comment => comment.Name));
    }

    [Fact]
    public void A_name_on_the_list_is_taken_however_it_looks()
    {
        var page = FlattenedPage.New() + "\nnobody\n\nIt was not me.\n\n\nAnd nor was it I.\n";

        var result = PageTextReader.Read(System.Text.Encoding.UTF8.GetBytes(page), new() { KnownNames = PageTextOptions.NamesIn("\n Nobody \r\n\r\nAnn Lee\n") });

        Assert.Equal(["nobody", null], result.Reading!.Comments.Select(comment => comment.Name));
    }

    [Fact]
    public void A_known_name_on_top_of_its_words_is_parted_from_them()
    {
        var page = FlattenedPage.New() + "\n\nnobody\nIt was not me.\n";

        var result = PageTextReader.Read(System.Text.Encoding.UTF8.GetBytes(page), new() { KnownNames = ["nobody"] });

        Assert.Equal(("nobody", "It was not me."), (result.Reading!.Comments[0].Name, result.Reading.Comments[0].Body));
    }

    [Fact]
    public void A_name_below_a_lost_picture_is_still_a_name()
    {
        var reading = FlattenedPage.New().Comment("Alder", "See for yourselves:", FlattenedPage.Picture).Comment("Ann Lee", Said).Read();

        Assert.Equal([null, "Ann Lee"], reading.Comments.Select(comment => comment.Name));
        Assert.Contains(reading.Doubts, doubt => doubt.Reason.Contains("a picture may be missing above it", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("By Ann Lee", "Ann Lee")]
    [InlineData("by Ann Lee, The Evening Tide", "Ann Lee")]
    [InlineData("By Ann van der Lee | 3 May 2019", "Ann van der Lee")]
    [InlineData("Von Änne Lerch", "Änne Lerch")]
    [InlineData("by the way it leaks", null)]
    [InlineData("By Monday it will be dry.", null)]
    [InlineData("Ann Lee", null)]
    public void A_by_line_names_its_author(string line, string? author) =>
        Assert.Equal(author, ByLine.AuthorIn(new(0, 1, 0, [line])));
}
