using Parley.Moderation;
using Parley.Moderation.Reports;

namespace Parley.Tests.Moderation.Reports;

public sealed class ReportRulesTest
{
    [Theory]
    [InlineData(0, 0, false, 1.0)]
    [InlineData(0, 0, true, 0.5)]
    [InlineData(8, 0, false, 1.8)]
    [InlineData(0, 8, false, 0.2)]
    [InlineData(4, 4, false, 1.0)]
    [InlineData(1_000, 0, true, 0.999)]
    public void A_report_weighs_by_what_came_of_the_earlier_ones(int upheld, int dismissed, bool isNewcomer, double weight) =>
        Assert.Equal(weight, ReportRules.WeightOf(upheld, dismissed, isNewcomer), 3);

    [Fact]
    public void A_flood_of_newcomers_is_one_loud_voice()
    {
        var flood = Enumerable.Repeat((0.5, true), 10_000);

        Assert.Equal(1.5, ReportRules.SumOf(flood, 1.5));
        Assert.Equal(3.5, ReportRules.SumOf(flood.Append((2.0, false)), 1.5));
        Assert.Equal(0, ReportRules.SumOf([], 1.5));
    }

    [Fact]
    public void The_list_of_reasons_is_read_line_by_line_and_what_is_none_is_passed_over()
    {
        var reasons = ReasonRules.Read("threat 30 law Code 126\n\nnonsense\nshouting 3 terms\nshouting 10 law\nodd 5 law\nlate 1 never");

        Assert.Equal(["threat", "shouting"], reasons.Select(reason => reason.Code));
        Assert.Equal((30, Ground.Law, "Code 126"), (reasons[0].Severity, reasons[0].Ground, reasons[0].Clause));
        Assert.True(reasons[0].IsGrave);
        Assert.Equal("other", Assert.Single(ReasonRules.Read("")).Code);
        Assert.Equal(
            ReasonRules.Known.Order(),
            ReasonRules.Read(new Parley.Sites.SiteSettings().Reasons).Concat(ReasonRules.OfLaw).Select(reason => reason.Code).Order());
    }
}
