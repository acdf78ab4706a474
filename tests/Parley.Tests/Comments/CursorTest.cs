using Parley.Comments;
using Parley.Platform.Data;
using Parley.Stories;

namespace Parley.Tests.Comments;

public sealed class CursorTest
{
    private static readonly StoryId Story = new(77);
    private static readonly CommentId Comment = new(1_234_567_890_123);

    [Theory]
    [InlineData("newest", 0)]
    [InlineData("oldest", 0)]
    [InlineData("replies", 0)]
    [InlineData("replies", 1)]
    [InlineData("replies", int.MaxValue)]
    public void A_cursor_is_read_as_it_was_written(string order, int key)
    {
        var sort = Sorts.Read(order)!.Value;
        var cursor = new ThreadCursor(sort, Story, key, Comment);

        Assert.Equal(cursor, ThreadCursor.Read(cursor.ToString(), sort, Story).Value);
    }

    [Fact]
    public void A_cursor_of_another_story_is_refused()
    {
        var foreign = new ThreadCursor(Sort.Newest, new StoryId(78), 0, Comment).ToString();

        Assert.Equal(400, ThreadCursor.Read(foreign, Sort.Newest, Story).Refusal?.Status);
    }

    [Theory]
    [InlineData(Sort.Newest, Sort.Oldest)]
    [InlineData(Sort.Oldest, Sort.Replies)]
    [InlineData(Sort.Replies, Sort.Newest)]
    internal void A_cursor_of_another_order_is_refused(Sort written, Sort asked)
    {
        var foreign = new ThreadCursor(written, Story, 0, Comment).ToString();

        Assert.Equal("after", ThreadCursor.Read(foreign, asked, Story).Refusal?.Field);
    }

    [Theory]
    [MemberData(nameof(Garbled))]
    public void A_garbled_cursor_is_refused(string text) =>
        Assert.Equal(400, ThreadCursor.Read(text, Sort.Newest, Story).Refusal?.Status);

    public static TheoryData<string> Garbled()
    {
        var whole = new ThreadCursor(Sort.Newest, Story, 0, Comment).ToString();
        var key = IdText.Write(5);
        return
        [
            "n",
            whole[1..],
            whole[..^1],
            whole + "0",
            "N" + whole[1..],
            whole.Replace('0', 'u'),
            // A key where the id alone orders.
            $"n{Story}{key}{Comment}",
            // No comment has the id 0.
            $"n{Story}{IdText.Write(0)}{IdText.Write(0)}",
            "nzzzzzzzzzzzzz" + whole[14..],
        ];
    }

    [Fact]
    public void A_number_of_replies_that_no_comment_can_have_is_refused()
    {
        var text = $"r{Story}{IdText.Write(1L + int.MaxValue)}{Comment}";

        Assert.Equal(400, ThreadCursor.Read(text, Sort.Replies, Story).Refusal?.Status);
    }

    [Theory]
    [InlineData("newest", Sort.Newest)]
    [InlineData("Oldest", Sort.Oldest)]
    [InlineData("REPLIES", Sort.Replies)]
    [InlineData("0", null)]
    [InlineData("+1", null)]
    [InlineData(" newest", null)]
    [InlineData("newest,oldest", null)]
    [InlineData("best", null)]
    [InlineData("", null)]
    internal void An_order_is_one_word_and_nothing_else(string text, Sort? sort) => Assert.Equal(sort, Sorts.Read(text));

    [Theory]
    [InlineData("0000000000abc", 0)]
    [InlineData("0000000000abc.1", 1)]
    [InlineData("0000000000abc.99999", 99_999)]
    [InlineData("0000000000ABC.10", 10)]
    public void A_branch_goes_on_after_a_reply(string text, int passed)
    {
        var cursor = ReplyCursor.Read(text);

        Assert.Equal(passed, cursor?.Passed);
        Assert.Equal(text.ToLowerInvariant(), cursor.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("abc")]
    [InlineData("0000000000abc.")]
    [InlineData("0000000000abc.x")]
    [InlineData("0000000000abc.-1")]
    [InlineData("0000000000abc.+1")]
    [InlineData("0000000000abc. 1")]
    [InlineData("0000000000abc.1.1")]
    [InlineData("0000000000abc.9999999999")]
    [InlineData("0000000000abu.1")]
    [InlineData("0000000000000.1")]
    public void A_garbled_place_in_a_branch_is_refused(string text) => Assert.Null(ReplyCursor.Read(text));
}
