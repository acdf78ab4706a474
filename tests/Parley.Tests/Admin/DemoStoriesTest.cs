using Parley.Admin.Demo;

namespace Parley.Tests.Admin;

public sealed class DemoStoriesTest
{
    /// <summary>Longest comment, and four times as much where its author says that it goes on.</summary>
    private const int MaxLengthChars = 5_000;
    private const int MaxContinuedLengthChars = 20_000;

    /// <summary>How long an author may edit, in minutes; a correction comes after.</summary>
    private const int EditWindowMinutes = 5;

    private static readonly IReadOnlyList<DemoStory> Stories = DemoStories.Read();

    [Fact]
    public void Every_story_is_complete_and_its_own()
    {
        Assert.Equal(Stories.Count, Stories.Select(story => story.StoryId).Distinct().Count());
        Assert.Equal(Stories.Count, Stories.Select(story => story.Url).Distinct().Count());
        Assert.All(Stories, story =>
        {
            Assert.StartsWith("https://courier.example/", story.Url, StringComparison.Ordinal);
            string[] words = [story.StoryId, story.Title, story.Summary, story.Author, story.Section, story.Text, story.Attribution];
            Assert.DoesNotContain(words, string.IsNullOrWhiteSpace);
            Assert.InRange(story.Text.Split("\n\n").Length, 4, 8);
            Assert.NotEmpty(story.Comments);
        });
    }

    [Fact]
    public void Every_reply_is_later_than_what_it_answers() =>
        Assert.All(Stories.SelectMany(All), one => Assert.True(
            one.Parent is null || one.Comment.Minute > one.Parent.Minute, Words(one)));

    [Fact]
    public void Replies_stand_oldest_first() =>
        Assert.All(Stories.SelectMany(All), one => Assert.Equal(one.Comment.Replies.OrderBy(reply => reply.Minute), one.Comment.Replies));

    [Fact]
    public void Nothing_happens_before_the_story_or_after_the_start() =>
        Assert.All(Stories.SelectMany(All), one =>
        {
            var last = one.Comment.Correction?.Minute ?? one.Comment.Minute + (one.Comment.Edited ?? 0);
            Assert.InRange(one.Comment.Minute, 1, one.Story.MinutesAgo - 1);
            Assert.InRange(last, one.Comment.Minute, one.Story.MinutesAgo - 1);
        });

    [Fact]
    public void Edits_keep_to_the_edit_window_and_corrections_follow_it() =>
        Assert.All(Stories.SelectMany(All), one =>
        {
            Assert.InRange(one.Comment.Edited ?? 1, 1, EditWindowMinutes);
            Assert.True(one.Comment.Correction is not { } line || line.Minute > one.Comment.Minute + EditWindowMinutes, Words(one));
        });

    [Fact]
    public void Every_comment_keeps_to_the_length_a_reader_may_write() =>
        Assert.All(Stories.SelectMany(All), one => Assert.InRange(
            one.Comment.Body.Trim().Length, 1, one.Comment.Continued ? MaxContinuedLengthChars : MaxLengthChars));

    [Fact]
    public void Everybody_is_a_guest_with_a_name() =>
        Assert.All(Stories.SelectMany(All), one =>
        {
            Assert.Equal("guest", one.Comment.Kind);
            Assert.False(string.IsNullOrWhiteSpace(one.Comment.By));
        });

    [Fact]
    public void A_removal_says_who_and_a_moderator_names_the_rule() =>
        Assert.All(Stories.SelectMany(All).Where(one => one.Comment.Removed is not null), one =>
            Assert.True(one.Comment.IsRemovedByAuthor || !string.IsNullOrWhiteSpace(one.Comment.BrokenRule), Words(one)));

    [Fact]
    public void Links_lead_to_example_domains_alone() =>
        Assert.All(Stories.SelectMany(All).SelectMany(one => Addresses(one.Comment.Body)), address =>
            Assert.EndsWith(".example", new Uri(address).Host, StringComparison.Ordinal));

    private static IEnumerable<string> Addresses(string body) =>
        from piece in body.Split([' ', '\n', '(', ')', '<', '>', ','])
        where piece.Contains("://", StringComparison.Ordinal)
        select piece.TrimEnd('.', ';', '?');

    private static string Words(Placed one) => $"{one.Comment.By} at minute {one.Comment.Minute} of {one.Story.StoryId}";

    private static IEnumerable<Placed> All(DemoStory story) =>
        story.Comments.SelectMany(root => Below(story, root, null, 0));

    private static IEnumerable<Placed> Below(DemoStory story, DemoComment comment, DemoComment? parent, int depth) =>
        comment.Replies.SelectMany(reply => Below(story, reply, comment, depth + 1))
            .Prepend(new(story, comment, parent, depth));

    /// <summary>A comment with the place it has in its thread; the depth of a root is 0.</summary>
    private sealed record Placed(DemoStory Story, DemoComment Comment, DemoComment? Parent, int Depth);
}
