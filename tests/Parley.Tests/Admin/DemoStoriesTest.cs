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
    public void An_empty_installation_shows_three_stories_oldest_first()
    {
        Assert.Equal(3, Stories.Count);
        Assert.Equal(Stories.OrderByDescending(story => story.MinutesAgo), Stories);
    }

    [Fact]
    public void One_of_them_is_a_lively_disagreement()
    {
        var comments = All(Lively).ToList();

        Assert.True(comments.Count >= 150, $"{comments.Count} comments");
        Assert.True(comments.Count(one => one.Depth == 6) >= 3, "several branches go down six levels");
        Assert.Contains(comments, one => one.Depth >= 9);
        Assert.InRange(comments.Select(one => one.Comment.By).Distinct().Count(), 40, 60);
    }

    [Fact]
    public void The_lively_one_shows_every_state_a_comment_can_be_read_in()
    {
        var comments = All(Lively).Select(one => one.Comment).ToList();

        Assert.Contains(comments, comment => comment.IsRemovedByAuthor && comment.Replies.Count > 0);
        Assert.Contains(comments, comment => comment.BrokenRule is not null);
        Assert.Contains(comments, comment => comment.Edited is not null);
        Assert.Contains(comments, comment => comment.Correction is not null);
        Assert.Contains(comments, comment => comment.Continued && comment.Body.Length > MaxLengthChars);
    }

    [Fact]
    public void The_lively_one_has_code_a_quotation_a_list_and_a_link()
    {
        var lines = All(Lively).SelectMany(one => one.Comment.Body.Split('\n')).ToList();

        Assert.Contains(lines, line => line.StartsWith("```", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("> ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("- ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("](https://", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Arabic and Persian", '\u0600', '\u06ff', 10)]
    [InlineData("Cyrillic", '\u0400', '\u04ff', 3)]
    [InlineData("Latin", 'A', '\u024f', 150)]
    public void The_lively_one_is_written_in_several_scripts(string script, char first, char last, int atLeast)
    {
        var count = All(Lively).Count(one => IsMostly(one.Comment.Body, first, last));

        Assert.True(count >= atLeast, $"{count} comments in {script}");
    }

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

    private static DemoStory Lively => Stories.MaxBy(story => All(story).Count())!;

    private static bool IsMostly(string body, char first, char last)
    {
        var letters = body.Where(char.IsLetter).ToList();
        return letters.Count(letter => letter >= first && letter <= last) * 2 > letters.Count;
    }

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
