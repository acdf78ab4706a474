using Parley.Accounts;
using Parley.Moderation;
using Parley.Moderation.Decisions;
using Parley.Platform.Data;

namespace Parley.Tests.Moderation.Decisions;

public sealed class DecisionRulesTest
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 12, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(null, 10)]
    [InlineData(-7200, 10)]
    [InlineData(-3600, 10)]
    [InlineData(-3000, 600)]
    [InlineData(0, 3600)]
    public void A_letter_leaves_after_the_time_to_undo_and_an_hour_after_the_last(int? lastSeconds, int dueSeconds)
    {
        DateTimeOffset? last = lastSeconds is { } seconds ? Noon.AddSeconds(seconds) : null;

        Assert.Equal(Noon.AddSeconds(dueSeconds), DecisionRules.LetterDueAt(Noon, last));
    }

    [Theory]
    [InlineData("Publish", "threat", false, false)]
    [InlineData("Remove", "threat", false, true)]
    [InlineData("Remove", "threat", true, true)]
    [InlineData("Remove", "advertising", false, true)]
    [InlineData("Remove", "advertising", true, false)]
    [InlineData("Ban", "hate", false, true)]
    [InlineData("Lift", "hate", false, false)]
    public void Every_restriction_is_told_but_advertising_removed_in_bulk(string kind, string reason, bool isBulk, bool isTold) =>
        Assert.Equal(isTold, DecisionRules.IsTold(Enum.Parse<DecisionKind>(kind), new Reason(reason, 3, Ground.Terms, null), isBulk));

    [Fact]
    public void An_appeal_is_open_for_six_months_and_once()
    {
        var decision = Made(DecisionKind.Remove);

        Assert.Null(DecisionRules.MayAppeal(decision, null, false, Noon.AddDays(183)));
        Assert.Equal("appeal-late", DecisionRules.MayAppeal(decision, null, false, Noon.AddDays(185))?.Code);
        Assert.Equal("appealed-already", DecisionRules.MayAppeal(decision, null, true, Noon)?.Code);
        Assert.Equal("appeal-none", DecisionRules.MayAppeal(Made(DecisionKind.Publish), null, false, Noon)?.Code);
    }

    [Fact]
    public void Somebody_else_decides_an_appeal_where_there_is_somebody()
    {
        var decision = Made(DecisionKind.Remove);

        var (first, other) = (new AccountId(5), new AccountId(6));
        Assert.Equal("appeal-own", DecisionRules.MayDecideAppeal(decision, first, [first, other])?.Code);
        Assert.Null(DecisionRules.MayDecideAppeal(decision, first, [first]));
        Assert.Null(DecisionRules.MayDecideAppeal(decision, other, [first, other]));
        Assert.Equal("appeal-editor", DecisionRules.MayDecideAppeal(decision, new AccountId(7), [first, other])?.Code);
    }

    [Fact]
    public void Only_who_decided_takes_it_back_and_only_for_ten_seconds()
    {
        var decision = Made(DecisionKind.Remove);

        Assert.Null(DecisionRules.MayUndo(decision, new AccountId(5), Noon.AddSeconds(10)));
        Assert.Equal("undo-late", DecisionRules.MayUndo(decision, new AccountId(5), Noon.AddSeconds(10.1))?.Code);
        Assert.Equal("undo-other", DecisionRules.MayUndo(decision, new AccountId(6), Noon)?.Code);
    }

    private static Decision Made(DecisionKind kind) =>
        new(new DecisionId(9), new DecisionDraft(new SiteId(1), kind, new PersonId(2), Actor.Staff(new AccountId(5))), Noon);
}
