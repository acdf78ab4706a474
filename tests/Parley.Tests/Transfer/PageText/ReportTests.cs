using Parley.Transfer.PageText;

namespace Parley.Tests.Transfer.PageText;

public sealed class ReportTests
{
    [Fact]
    public void The_report_tells_counts_comments_and_doubts()
    {
        var reading = FlattenedPage.New()
            .Comment("Ann Lee", "Part 1 The weir leaks.").Comment("Ann Lee", "Part 2 It leaks badly.")
            .Comment("Alder", "“It leaks badly” is putting it kindly.")
            .Comment("Tom Waters", FlattenedPage.Picture).Comment("Birch", "Yes.")
            .Read();

        var report = Told(reading);

        Assert.Contains("Story: Council Votes To Mend The Weir", report, StringComparison.Ordinal);
        Assert.Contains("Comments: 4", report, StringComparison.Ordinal);
        Assert.Contains("2 parts made 1 of them; the page shows 5", report, StringComparison.Ordinal);
        Assert.Contains("2 carry one of 2 names (3 with each part counted)", report, StringComparison.Ordinal);
        Assert.Contains("1 have nothing left of them", report, StringComparison.Ordinal);
        Assert.Contains("name not preserved, answers 1 (0.9", report, StringComparison.Ordinal);
        Assert.Contains("Tom Waters: (nothing left)", report, StringComparison.Ordinal);
        Assert.All(reading.Doubts, doubt => Assert.Contains($"line {doubt.Line}, ", report, StringComparison.Ordinal));
    }

    [Fact]
    public void A_line_of_the_report_stays_one_line_whatever_the_page_holds()
    {
        var reading = FlattenedPage.New().Comment("Alder", "One\u2028two\u202E three\nfour").Read();

        var report = Told(reading);

        Assert.DoesNotContain('\u202E', report);
        Assert.Contains("three", report.Split('\n').Single(line => line.Contains("name not preserved:", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    private static string Told(PageTextReading reading)
    {
        using var report = new StringWriter { NewLine = "\n" };
        PageTextReport.Write(reading, report);
        return report.ToString();
    }
}
