using System.Text;
using Parley.Transfer.PageText;

namespace Parley.Tests.Transfer.PageText;

public sealed class StoryTests
{
    private const string First = "The council of Lower Arle voted on Monday to mend the weir below the mill, according to the minutes published the next day.";
    private const string Second = "“The water will be let down in September,” the chairman said after the vote, which ended seven to two.";
    private const string Third = "The miller, who has the right to the upper water since 1780, told the council that he would not object. The work is expected to take six weeks.";

    [Fact]
    public void A_lost_picture_does_not_end_the_story()
    {
        var reading = FlattenedPage.WithStory(First, FlattenedPage.Picture, Second, Third).Comment("Alder", "I shall miss the leak.").Read();

        Assert.Equal([First, Second, Third], reading.Article.Paragraphs);
        Assert.Single(reading.Comments);
    }

    [Fact]
    public void A_subhead_that_looks_like_a_name_does_not_end_the_story()
    {
        var reading = FlattenedPage.WithStory(First, "Lower Arle", Second, Third).Comment("Alder", "I shall miss the leak.").Read();

        Assert.Equal([First, "Lower Arle", Second, Third], reading.Article.Paragraphs);
    }

    [Fact]
    public void A_name_ends_the_story()
    {
        var reading = FlattenedPage.WithStory(First, Second, Third).Comment("Ann Lee", "I shall miss the leak.").Read();

        Assert.Equal(3, reading.Article.Paragraphs.Count);
        Assert.Equal("Ann Lee", Assert.Single(reading.Comments).Name);
    }

    [Theory]
    [InlineData("2 Comments")]
    [InlineData("Comments (2)")]
    [InlineData("Kommentare")]
    public void A_heading_over_the_comments_belongs_to_neither(string heading)
    {
        var reading = FlattenedPage.WithStory(First, Second, heading).Comment("Ann Lee", "I shall miss the leak.").Read();

        Assert.Equal([First, Second], reading.Article.Paragraphs);
        Assert.Equal("I shall miss the leak.", Assert.Single(reading.Comments).Body);
    }

    [Fact]
    public void A_by_line_names_the_author_of_the_story()
    {
        var reading = FlattenedPage.WithStory("By Petra Lund", "3 May 2019", First, Second).Comment("Alder", "I shall miss the leak.").Read();

        Assert.Equal("Petra Lund", reading.Article.Author);
        Assert.Single(reading.Comments);
    }

    [Fact]
    public void The_story_is_kept_as_it_stood()
    {
        var reading = FlattenedPage.WithStory(First, "* * *", Second).Comment("Alder", "I shall miss the leak.").Read();

        Assert.Equal("Council Votes To Mend The Weir", reading.Article.Title);
        Assert.Equal($"{First}\n\n\\* \\* \\*\n\n{Second}", reading.Article.Body);
    }

    [Fact]
    public void Words_right_under_the_headline_are_the_story()
    {
        var page = $"A Headline\n{First}\n\n{Second}\n\n\nA comment.\n";

        var result = PageTextReader.Read(Encoding.UTF8.GetBytes(page), new());

        Assert.Equal(("A Headline", 2), (result.Reading!.Article.Title, result.Reading.Article.Paragraphs.Count));
    }
}
