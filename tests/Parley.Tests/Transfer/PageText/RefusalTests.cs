using System.Text;
using Parley.Comments;
using Parley.Transfer.PageText;

namespace Parley.Tests.Transfer.PageText;

public sealed class RefusalTests
{
    private const string Story = "A Headline\n\nThe council voted on Monday to mend the weir below the mill, according to the minutes published on Tuesday.\n";

    public static TheoryData<string, string> NotPages => new()
    {
        { "", "empty" },
        { "\n\n  \n\t\n", "nothing but blank lines" },
        { "<!DOCTYPE html><html><body>…</body></html>", "HTML or XML" },
        { "<?xml version=\"1.0\"?>\n<disqus/>", "HTML or XML" },
        { "{\"comments\":[]}", "JSON" },
        { "[{\"id\":1}]", "JSON" },
        { "using System;\n\nclass A\n{\n}\n\n\nclass B\n{\n    int b;\n}\n", "program code" },
        { "{\\rtf1\\ansi A page}", "data format" },
        { new string('x', 400_000), "too long to be a headline" },
        { "A Headline\n\nToo short.\n\n\nA comment?\n", "no story" },
        { Story, "no story" },
        { Story + "\nAnd a second paragraph of the same story, which nobody has commented on so far at all.\n", "No comments" },
    };

    [Theory, MemberData(nameof(NotPages))]
    public void What_is_no_page_is_refused_with_the_reason(string text, string reason)
    {
        var result = PageTextReader.Read(Encoding.UTF8.GetBytes(text), new());

        Assert.False(result.IsRead);
        Assert.Contains(reason, result.Refusal, StringComparison.Ordinal);
    }

    public static TheoryData<byte[], string> NotText => new()
    {
        { [0x7F, 0x45, 0x4C, 0x46, 0, 0, 1, 2, 3, 0], "binary" },
        { Encoding.ASCII.GetBytes("%PDF-1.7 …"), "binary" },
        { [0x50, 0x4B, 3, 4, 20, 30], "binary" },
        { [.. Enumerable.Repeat((byte)7, 100)], "binary" },
        { [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Story)], "UTF-16" },
        { [.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes(Story)], "UTF-16" },
        { Encoding.Unicode.GetBytes(Story), "UTF-16" },
        { [.. Encoding.UTF8.GetBytes("Caf"), 0xE9, 0x20], "not UTF-8 text: byte 4" },
    };

    [Theory, MemberData(nameof(NotText))]
    public void What_is_no_text_is_refused_with_the_reason(byte[] bytes, string reason)
    {
        var result = PageTextReader.Read(bytes, new());

        Assert.Contains(reason, result.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_over_the_limit_is_refused_without_being_read_to_its_end()
    {
        using var endless = new EndlessStream();

        var result = PageTextReader.Read(endless, new());

        Assert.Contains("larger than 8 MB", result.Refusal, StringComparison.Ordinal);
        Assert.InRange(endless.Given, PageTextBytes.MaxBytes, PageTextBytes.MaxBytes + 1_000_000);
    }

    [Fact]
    public void One_giant_line_among_the_comments_is_one_comment()
    {
        var giant = string.Concat(Enumerable.Repeat("so much to say about the weir ", 100_000));

        var reading = FlattenedPage.New().Comment("Alder", giant).Comment("Ann Lee", "Too long.").Read();

        Assert.Equal([Fold.Long, Fold.None], reading.Comments.Select(comment => comment.Fold));
    }

    [Fact]
    public void A_hundred_thousand_blank_lines_are_one_gap()
    {
        var text = FlattenedPage.New() + new string('\n', 100_000) + "I say so.\n";

        var result = PageTextReader.Read(Encoding.UTF8.GetBytes(text), new());

        Assert.Equal("I say so.", Assert.Single(result.Reading!.Comments).Body);
    }

    [Fact]
    public void Thousands_of_names_are_read()
    {
        var page = FlattenedPage.New();
        for (var number = 0; number < 5_000; number++)
            page.Comment($"Ann{number:D4} Lee{number:D4}", $"The weir was {number} feet high when my uncle fell off it.");

        var reading = page.Read();

        Assert.Equal((5_000, 5_000), (reading.Counts.Comments, reading.Counts.Names));
    }

    [Fact]
    public void On_a_page_past_all_bounds_parents_are_proposed_up_to_a_limit_and_the_reading_says_so()
    {
        var page = FlattenedPage.New();
        for (var number = 0; number <= PageTextReader.MostInferred; number++)
            page.Comment("Alder", "x");

        var reading = page.Read();

        Assert.Equal(PageTextReader.MostInferred + 1, reading.Counts.Comments);
        Assert.Contains(reading.Doubts, doubt => doubt.What.Contains("no parents and names were proposed", StringComparison.Ordinal));
    }

    [Fact]
    public void A_stray_control_character_is_dropped()
    {
        var reading = FlattenedPage.New().Comment("Ann\u0007 Lee\u202E", "I say\u001B so.").Read();

        Assert.Equal(("Ann Lee", "I say so."), (reading.Comments[0].Name, reading.Comments[0].Body));
    }

    private sealed class EndlessStream : Stream
    {
        public long Given { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => Given; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            Array.Fill(buffer, (byte)'a', offset, count);
            Given += count;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
