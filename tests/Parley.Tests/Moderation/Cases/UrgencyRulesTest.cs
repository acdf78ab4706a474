using Parley.Moderation.Cases;

namespace Parley.Tests.Moderation.Cases;

public sealed class UrgencyRulesTest
{
    private static readonly DateTimeOffset Morning = new(2026, 5, 12, 8, 0, 0, TimeSpan.Zero);

    private static readonly UrgencyWeights Usual = UrgencyWeights.Of(new Parley.Sites.SiteSettings());

    private static double Of(int severity, int reach = 0, double reporters = 0, double hoursLater = 0) =>
        UrgencyRules.UrgencyOf(severity, reach, reporters, Morning.AddHours(hoursLater), Usual);

    [Theory]
    [InlineData(3, 0, 0, 0, 1, 0, 0, 0)]
    [InlineData(1, 10, 0, 0, 1, 9, 0, 0)]
    [InlineData(1, 0, 1.5, 0, 1, 0, 1.4, 0)]
    [InlineData(1, 0, 0, 0, 1, 0, 0, 1)]
    [InlineData(30, 0, 0, 30, 1, 0, 0, 0)]
    [InlineData(1, 0, 0, 0, 30, 0, 0, 35)]
    public void The_first_stands_before_the_second(
        int severity, int reach, double reporters, double later, int otherSeverity, int otherReach, double otherReporters, double otherLater) =>
        Assert.True(Of(severity, reach, reporters, later) > Of(otherSeverity, otherReach, otherReporters, otherLater));

    [Fact]
    public void The_formula_is_the_one_that_is_written_down()
    {
        var urgency = Of(10, 65, 2.3) - Of(1);

        Assert.Equal(Math.Log(10) + Math.Log(66) + Math.Log(3.3), urgency, 9);
        Assert.Equal(-0.1, Of(1, hoursLater: 1) - Of(1), 9);
    }

    [Fact]
    public void A_threat_to_life_stands_before_everything_however_old()
    {
        var slight = UrgencyRules.RankOf(isThreat: true, Of(1, hoursLater: 200_000));
        var grave = UrgencyRules.RankOf(isThreat: false, Of(30, 10_000_000, 100_000, -200_000));

        Assert.True(slight > grave);
    }

    [Fact]
    public void What_is_no_figure_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Of(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Of(1, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Of(1, 0, -0.1));
    }
}
