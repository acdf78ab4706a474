using Parley.Comments;
using Parley.Comments.Pages;

namespace Parley.Tests.Comments.Pages;

public sealed class ConversationTest
{
    [Fact]
    public void Two_people_alternating_at_length_are_a_conversation()
    {
        var turns = Conversation.Below(SampleThreads.Talk(1));

        Assert.Equal(["Piet Aalders", "Yusra Haddad", "Piet Aalders", "Yusra Haddad", "Piet Aalders"], turns!.Select(turn => turn.Comment.Author!.Name));
    }

    [Fact]
    public void Three_people_are_not() => Assert.Null(Conversation.Below(SampleThreads.Deep(1, 8)));

    [Fact]
    public void A_short_exchange_is_not()
    {
        var talk = SampleThreads.Talk(1);

        Assert.Null(Conversation.Below(talk.Replies[0].Replies[0]));
    }

    [Fact]
    public void A_conversation_ends_before_somebody_else_joins()
    {
        var comments = Flat(SampleThreads.Talk(1));
        comments.Add(SampleThreads.Comment(9, "Ana", "May I?", comments[^1]));

        var turns = Conversation.Below(SampleThreads.Chain(comments));

        Assert.Equal(5, turns!.Count);
        Assert.Equal("Ana", Assert.Single(turns[^1].Replies).Comment.Author!.Name);
    }

    [Fact]
    public void A_removed_turn_breaks_it()
    {
        var comments = Flat(SampleThreads.Talk(1));
        comments[2] = SampleThreads.Removed(comments[2], "author", null);

        Assert.Null(Conversation.Below(SampleThreads.Chain(comments)));
    }

    private static List<CommentView> Flat(BranchView branch)
    {
        var comments = new List<CommentView>();
        for (var at = branch; at is not null; at = at.Replies.Count > 0 ? at.Replies[0] : null)
            comments.Add(at.Comment);
        return comments;
    }
}
