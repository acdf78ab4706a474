using Parley.Comments;
using Parley.Transfer.PageText;

namespace Parley.Tests.Transfer.PageText;

public sealed class PastedArticleTests
{
    private const string Long = "The mill stands where it stood in the year of the great flood, and the water runs under it as it did then. "
        + "An engineer who looked at the beams last spring said that they would hold for another hundred years if the roof was kept whole.";

    private const string Longer = "In the parish books the weir is called a ladder, because the salmon went up it. The salmon have gone, the ladder is still there, "
        + "and every ten years somebody reports to the county that it is about to fall. It has been about to fall since 1780.";

    [Fact]
    public void Its_subheads_are_not_names()
    {
        var reading = FlattenedPage.New()
            .Comment("Alder", "The Ladder of Arle https://example.org/ladder", "by Maud Ellery", Long, "Salmon and Men", Longer, "The Mill Wheel", Long, Longer, "Maud Ellery")
            .Comment("Birch", "Thanks for the link.")
            .Read();

        Assert.Equal(2, reading.Comments.Count);
        Assert.Equal((Fold.Pasted, new Uri("https://example.org/ladder")), (reading.Comments[0].Fold, reading.Comments[0].SourceLink));
    }

    [Fact]
    public void A_comment_by_a_new_name_below_it_is_not_swallowed()
    {
        var reading = FlattenedPage.New()
            .Comment("Alder", "The Ladder of Arle", "by Maud Ellery", Long, Longer, "The Mill Wheel", Long, Longer)
            .Comment("Ann Lee", "I never read these. Do you?")
            .Read();

        Assert.Equal([null, "Ann Lee"], reading.Comments.Select(comment => comment.Name));
        Assert.DoesNotContain("never read", reading.Comments[0].Body, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_signature_is_not_the_name_of_the_next_voice()
    {
        var reading = FlattenedPage.New()
            .Comment("Alder", "The Ladder of Arle", "by Maud Ellery", Long, Longer, Long, "Maud Ellery")
            .Comment("Birch", "Well.")
            .Read();

        Assert.Equal([null, null], reading.Comments.Select(comment => comment.Name));
        Assert.EndsWith("> Maud Ellery", reading.Comments[0].Body, StringComparison.Ordinal);
    }

    [Fact]
    public void What_its_poster_says_of_it_stays_outside_the_quotation()
    {
        var reading = FlattenedPage.New()
            .Comment("Ann Lee", "I found this:", "The Ladder of Arle", "by Maud Ellery", Long, Longer, Long, "Read more at https://example.org/ladder", "Maud Ellery")
            .Read();

        Assert.StartsWith("I found this:\n<https://example.org/ladder>\n\n> **The Ladder of Arle**", Assert.Single(reading.Comments).Body, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_by_line_footnotes_and_voice_give_it_away()
    {
        var reading = FlattenedPage.New()
            .Comment("Cedar", "Did you read this?")
            .Comment("Alder", "The Ladder of Arle", Long + " [1]", Longer, "Salmon and Men", Long + " [2]", Longer, "[1] Parish books, passim.", "[2] County reports.")
            .Comment("Birch", "Well.")
            .Read();

        Assert.Equal([Fold.None, Fold.Pasted, Fold.None], reading.Comments.Select(comment => comment.Fold));
    }

    [Fact]
    public void A_long_comment_of_ones_own_is_not_a_pasted_article()
    {
        var own = "I have walked past that weir every day of my life and I tell you it leaks. You may laugh, but my cellar is wet. " + Long;

        var reading = FlattenedPage.New().Comment("Ann Lee", own, own, own, own, own).Read();

        Assert.Equal(Fold.None, Assert.Single(reading.Comments).Fold);
    }

    [Theory]
    [InlineData("[1] Parish books.", 1)]
    [InlineData("[12] Parish books.", 12)]
    [InlineData("[1780] was a year.", null)]
    [InlineData("[sic] it says.", null)]
    [InlineData("Parish books [1]", null)]
    public void A_note_begins_with_its_number(string text, int? number) =>
        Assert.Equal(number, Footnotes.NoteOf(new(0, 1, 0, [text])));
}
