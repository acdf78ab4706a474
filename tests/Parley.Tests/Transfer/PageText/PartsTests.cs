using Parley.Transfer.PageText;

namespace Parley.Tests.Transfer.PageText;

public sealed class PartsTests
{
    [Theory]
    [InlineData("Part 1 Let us count.", 1)]
    [InlineData("part 3 And the tolls.", 3)]
    [InlineData("PART II. The road.", 2)]
    [InlineData("Part two: the road.", 2)]
    [InlineData("(2/3) The road.", 2)]
    [InlineData("2/3: the road.", 2)]
    [InlineData("2 of 3. The road.", 2)]
    [InlineData("Teil 2: die Straße.", 2)]
    [InlineData("Часть 2. Дорога.", 2)]
    [InlineData("Part of me agrees.", null)]
    [InlineData("2 thirds of it is sand.", null)]
    [InlineData("5/3 is more than one.", null)]
    [InlineData("The second part is worse.", null)]
    public void A_part_says_which_it_is(string text, int? number) =>
        Assert.Equal(number, Parts.NumberOf(new(1, null, [new(0, 1, 0, [text])])));

    [Fact]
    public void Parts_of_one_person_in_a_row_become_one_comment()
    {
        var reading = FlattenedPage.New()
            .Comment("Ann Lee", "Part 1 One.").Comment("Ann Lee", "Part 2 Two.").Comment("Ann Lee", "part 3 Three.").Comment("Alder", "Four.").Read();

        Assert.Equal([3, 1], reading.Comments.Select(comment => comment.Parts));
        Assert.Equal("Part 1 One.\n\nPart 2 Two.\n\npart 3 Three.", reading.Comments[0].Body);
    }

    [Fact]
    public void A_first_part_need_not_say_so()
    {
        var reading = FlattenedPage.New().Comment("Ann Lee", "One.").Comment("Ann Lee", "Part 2 Two.").Comment("Ann Lee", "continued: three.").Read();

        Assert.Equal(3, Assert.Single(reading.Comments).Parts);
    }

    [Fact]
    public void Parts_of_voices_without_names_are_joined_and_told()
    {
        var reading = FlattenedPage.New().Comment("Alder", "Part 1 One.").Comment("Alder", "Part 2 Two.").Read();

        Assert.Equal(2, Assert.Single(reading.Comments).Parts);
        Assert.Contains(reading.Doubts, doubt => doubt.Reason.Contains("their names are lost", StringComparison.Ordinal));
    }

    [Fact]
    public void Parts_of_two_people_stay_apart()
    {
        var reading = FlattenedPage.New().Comment("Ann Lee", "Part 1 One.").Comment("Tom Waters", "Part 2 is missing, as always.").Read();

        Assert.Equal([1, 1], reading.Comments.Select(comment => comment.Parts));
    }

    [Fact]
    public void Parts_that_skip_a_number_stay_apart()
    {
        var reading = FlattenedPage.New().Comment("Ann Lee", "Part 1 One.").Comment("Ann Lee", "Part 3 Three.").Read();

        Assert.Equal(2, reading.Comments.Count);
    }
}
