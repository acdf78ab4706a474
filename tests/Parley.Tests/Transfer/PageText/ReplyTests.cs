using Parley.Transfer.PageText;

namespace Parley.Tests.Transfer.PageText;

public sealed class ReplyTests
{
    private const string Leak = "The weir leaks at the northern end, where the old sluice was walled up in a hurry.";
    private const string Eels = "Eels are what I care about. They need the slow water under the alders.";
    private const string Bus = "The bus to the market does not stop there any more, which is a pity.";

    [Theory]
    [InlineData("“Walled up in a hurry” is putting it kindly.", 0)]
    [InlineData("‘They need the slow water’ says who?", 1)]
    [InlineData("«does not stop there any more» – since when?", 2)]
    [InlineData("> The weir leaks at the northern end\n\nIt does not.", 0)]
    [InlineData("You keep saying “eels” as if they voted.", 1)]
    public void A_quoted_phrase_finds_whoever_said_it(string answer, int expected)
    {
        var comments = FlattenedPage.New()
            .Comment("Alder", Leak).Comment("Birch", Eels).Comment("Cedar", Bus).Comment("Elm", answer.Split("\n\n")).Read().Comments;

        Assert.Equal(comments[expected].SourceId, comments[3].AttachedTo);
    }

    [Fact]
    public void A_quotation_of_the_story_answers_no_comment()
    {
        var comments = FlattenedPage.New().Comment("Alder", Leak).Comment("Birch", "“The water will be let down in September” – and the fish?").Read().Comments;

        Assert.Null(comments[1].AttachedTo);
    }

    [Theory]
    [InlineData("@Ann that is not where the sluice was.")]
    [InlineData("Ann, you have the wrong end of it.")]
    [InlineData("Well Ann Lee you have the wrong end of it.")]
    [InlineData("You have the wrong end of it, Ann.")]
    public void A_call_by_name_finds_that_persons_comment(string answer)
    {
        var comments = FlattenedPage.New().Comment("Ann Lee", Leak).Comment("Birch", Eels).Comment("Cedar", answer).Read().Comments;

        Assert.Equal(comments[0].SourceId, comments[2].Parent?.SourceId);
    }

    [Fact]
    public void A_name_that_two_people_share_is_nobodys_lost_name()
    {
        var reading = FlattenedPage.New()
            .Comment("Ann Lee", Leak).Comment("Ann Waters", Eels).Comment("Birch", Bus).Comment("Cedar", "Ann, you have the wrong end of it.").Read();

        Assert.Equal(0, reading.Counts.ProposedNames);
        Assert.Null(reading.Comments[3].AttachedTo);
    }

    [Fact]
    public void Shared_words_alone_attach_nothing()
    {
        var comments = FlattenedPage.New()
            .Comment("Alder", Leak).Comment("Birch", "The old sluice at the northern end was walled up in a hurry before the flood.").Read().Comments;

        Assert.NotNull(comments[1].Parent);
        Assert.Null(comments[1].AttachedTo);
    }

    [Fact]
    public void Whoever_is_called_answers_the_call()
    {
        var comments = FlattenedPage.New()
            .Comment("Ann Lee", Leak).Comment("Birch", Eels).Comment("Tom Waters", "Ann, did you see the eels?").Comment("Ann Lee", "Once, before the war.").Read().Comments;

        Assert.Equal(comments[2].SourceId, comments[3].AttachedTo);
    }

    [Fact]
    public void A_person_who_comes_back_three_times_is_in_an_exchange()
    {
        var comments = FlattenedPage.New()
            .Comment("Ann Lee", Leak).Comment("Birch", "Nine inches.").Comment("Ann Lee", "A foot.").Comment("Birch", "Ten inches.").Comment("Ann Lee", "A foot and a bit.").Read().Comments;

        Assert.Equal(
            [null, comments[0].SourceId, comments[1].SourceId, comments[2].SourceId, comments[3].SourceId],
            comments.Select(comment => comment.AttachedTo));
    }

    [Fact]
    public void A_person_who_comes_back_once_may_only_be_near()
    {
        var comments = FlattenedPage.New().Comment("Ann Lee", Leak).Comment("Birch", Bus).Comment("Ann Lee", Eels).Read().Comments;

        Assert.All(comments, comment => Assert.Null(comment.AttachedTo));
    }

    [Theory]
    [InlineData("Yes, quite.")]
    [InlineData("I agree.")]
    [InlineData("You are wrong.")]
    [InlineData("Nonsense!")]
    public void The_manner_of_an_answer_alone_does_not_say_to_whom(string answer)
    {
        var comments = FlattenedPage.New().Comment("Alder", Leak).Comment("Birch", Bus).Comment("Cedar", answer).Read().Comments;

        Assert.NotNull(comments[2].Parent);
        Assert.Null(comments[2].AttachedTo);
    }

    [Fact]
    public void Rare_words_and_the_manner_of_an_answer_together_do()
    {
        var comments = FlattenedPage.New().Comment("Alder", Eels).Comment("Birch", Leak).Comment("Cedar", "Not true, the old sluice was walled up by my grandfather, and he never hurried.").Read().Comments;

        Assert.Equal(comments[1].SourceId, comments[2].AttachedTo);
        Assert.Contains("sluice", comments[2].Parent!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Thanks_are_accepted_by_whoever_was_thanked()
    {
        var comments = FlattenedPage.New().Comment("Alder", Leak).Comment("Birch", "Thanks, I wondered.").Comment("Alder", "You're welcome.").Read().Comments;

        Assert.Equal(comments[1].SourceId, comments[2].AttachedTo);
    }

    [Fact]
    public void A_question_is_answered_right_below_it()
    {
        var comments = FlattenedPage.New().Comment("Alder", Leak).Comment("Birch", "Did you measure it with a rule or with your thumb?").Comment("Alder", "I did it with a rule, since you ask.").Read().Comments;

        Assert.Equal(comments[1].SourceId, comments[2].AttachedTo);
    }

    [Fact]
    public void A_lost_name_is_proposed_where_an_answer_calls_it()
    {
        var comments = FlattenedPage.New().Comment("Ann Lee", Eels).Comment("Rowan", Leak).Comment("Birch", "Rowan are you sure about the sluice, or is it the mill race you mean?").Read().Comments;

        Assert.Equal(("Rowan", 1), (comments[1].Name, comments.Count(comment => comment.NameConfidence is not null)));
        Assert.Equal(comments[1].SourceId, comments[2].AttachedTo);
    }

    [Theory]
    [InlineData("September, you will see, is too late.")]
    [InlineData("Honestly, you people.")]
    [InlineData("Arle is what you make of it.")]
    [InlineData("Remember, you were warned.")]
    public void A_capital_at_the_beginning_is_not_yet_a_name(string answer)
    {
        var reading = FlattenedPage.New().Comment("Alder", Leak).Comment("Birch", answer).Read();

        Assert.Equal(0, reading.Counts.ProposedNames);
    }

    [Fact]
    public void A_name_that_is_only_mentioned_is_told_and_not_used()
    {
        var reading = FlattenedPage.New().Comment("Alder", Leak).Comment("Birch", "It is as Rowan wrote about the flood.").Read();

        Assert.Equal(0, reading.Counts.ProposedNames);
        Assert.Contains(reading.Doubts, doubt => doubt.What.Contains("Rowan", StringComparison.Ordinal));
    }
}
