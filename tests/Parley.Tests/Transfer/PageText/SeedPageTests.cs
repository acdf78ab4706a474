using Parley.Comments;
using Parley.Transfer.PageText;

namespace Parley.Tests.Transfer.PageText;

/// <summary>The real page, which belongs to other people and is never copied here: only what a reader of it counts.</summary>
public sealed class SeedPageTests
{
    private const string Wanted = "shared/data/seed-page.txt";

    [Fact]
    public void As_many_comments_are_found_as_a_person_counts() =>
        Assert.InRange(Read().Counts.Comments, 78, 80);

    /// <remarks>A person counts 26 with words: each part by itself, and not the one of which only the name is left.</remarks>
    [Fact]
    public void Thirteen_names_are_kept()
    {
        var reading = Read();

        var emptied = reading.Comments.Count(comment => comment is { IsEmptied: true, Name: not null });
        var parts = reading.Comments.Where(comment => comment is { Name: not null, NameConfidence: null }).Sum(comment => comment.Parts);
        Assert.Equal(13, reading.Counts.Names);
        Assert.Equal((26, 1), (parts - emptied, emptied));
        Assert.Equal(25, reading.Counts.Named);
    }

    [Fact]
    public void The_parts_of_one_rant_are_one_comment()
    {
        var reading = Read();

        var joined = Assert.Single(reading.Comments, comment => comment.Parts > 1);
        Assert.Equal(3, joined.Parts);
        Assert.InRange(joined.PlainChars, 4_000, 6_000);
        Assert.NotNull(joined.Name);
    }

    [Fact]
    public void Two_pasted_articles_are_recognised_to_their_last_lines()
    {
        var pasted = Read().Comments.Where(comment => comment.Fold == Fold.Pasted).ToList();

        Assert.Equal([14_000, 8_000], pasted.Select(comment => comment.PlainChars / 1_000 * 1_000));
        Assert.All(pasted, comment => Assert.Null(comment.Name));
        Assert.Equal([true, false], pasted.Select(comment => comment.SourceLink is not null));
    }

    [Fact]
    public void Two_comments_have_nothing_left_of_them() =>
        Assert.Equal(2, Read().Counts.Emptied);

    [Fact]
    public void A_lost_name_is_proposed_for_the_turns_of_one_voice()
    {
        var proposed = Read().Comments.Where(comment => comment.NameConfidence is not null).ToList();

        Assert.Equal(2, proposed.Count);
        Assert.Single(proposed.Select(comment => comment.Name).Distinct());
    }

    [Fact]
    public void About_a_third_is_attached_and_only_to_what_stands_above()
    {
        var reading = Read();

        var lines = reading.Comments.ToDictionary(comment => comment.SourceId, comment => comment.Line);
        Assert.InRange(reading.Counts.AttachedParents, 22, 32);
        Assert.All(reading.Comments.Where(comment => comment.Parent is not null), comment => Assert.True(lines[comment.Parent!.SourceId] < comment.Line));
    }

    [Fact]
    public void The_story_has_six_paragraphs_under_its_headline() =>
        Assert.Equal(6, Read().Article.Paragraphs.Count);

    private static PageTextReading Read()
    {
        var path = Find();
        Assert.SkipWhen(path is null, $"The real page is absent: no folder above {AppContext.BaseDirectory} holds {Wanted}.");
        return PageTextReader.Read(File.ReadAllBytes(path!), new()).Reading!;
    }

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, Wanted) is var path && File.Exists(path))
                return path;
        return null;
    }
}
