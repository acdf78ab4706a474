using System.Text;
using Parley.Transfer.PageText;

namespace Parley.Tests.Transfer.PageText;

/// <summary>Flattens a discussion as such pages were: names of one word and pictures go, their blank lines stay.</summary>
internal sealed class FlattenedPage
{
    /// <summary>Stands for a picture in a story or a comment.</summary>
    public const string? Picture = null;

    private const string Headline = "Council Votes To Mend The Weir";

    private static readonly string[] Story =
    [
        "The council of Lower Arle voted on Monday to mend the weir below the mill, according to the minutes published the next day.",
        "“The water will be let down in September,” the chairman said after the vote, which ended seven to two.",
    ];

    private readonly StringBuilder text = new();
    private int missing;

    public static FlattenedPage WithStory(params string?[] paragraphs)
    {
        var page = new FlattenedPage();
        page.text.Append(Headline);
        foreach (var paragraph in paragraphs)
            page.Put(paragraph);
        return page;
    }

    public static FlattenedPage New() => WithStory(Story);

    public FlattenedPage Comment(string name, params string?[] body)
    {
        Put(name.Contains(' ', StringComparison.Ordinal) ? name : Picture);
        foreach (var paragraph in body)
            Put(paragraph);
        return this;
    }

    public override string ToString() => text + "\n";

    public PageTextReading Read(PageTextOptions? options = null)
    {
        var result = PageTextReader.Read(Encoding.UTF8.GetBytes(ToString()), options ?? new());
        Assert.True(result.IsRead, result.Refusal);
        return result.Reading;
    }

    private void Put(string? paragraph)
    {
        if (paragraph is null)
        {
            missing++;
            return;
        }

        text.Append('\n', 2 + missing).Append(paragraph);
        missing = 0;
    }
}
