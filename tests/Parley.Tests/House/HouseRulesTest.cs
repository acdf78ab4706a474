using Parley.Tests.House.Rules;

namespace Parley.Tests.House;

/// <summary>Each rule finds exactly the fixtures that break it: a rule that cannot fail holds nothing.</summary>
public sealed class HouseRulesTest
{
    private const string Root = "Parley.Tests.House.Fixtures";

    [Fact]
    public void A_use_of_a_lower_feature_is_found_wherever_it_hides() => Finds(
        new DirectionRule(),
        "Comments.Deciding",
        "Comments.Downward.Argument",
        "Comments.Downward.Attributed",
        "Comments.Downward.Awaited",
        "Comments.Downward.Call",
        "Comments.Downward.Caught",
        "Comments.Downward.Constrained",
        "Comments.Downward.Generic",
        "Comments.Downward.InLambda",
        "Comments.Downward.Upward",
        "Comments.Downward.Yielded",
        "Platform.Web.Reaching.Call",
        "Unheard.Of",
        "Unheard.Of..ctor");

    [Fact]
    public void An_engine_or_raw_SQL_outside_its_places_is_found() => Finds(
        new EngineRule("Platform.Data"),
        "Sites.Engines.Commanded",
        "Sites.Engines.Extension",
        "Sites.Engines.Listed",
        "Sites.Engines.Named",
        "Sites.Engines.Queried",
        "Sites.Engines.Raw",
        "Sites.Engines.Type");

    [Fact]
    public void Judgement_that_touches_the_world_is_found() => Finds(
        new PurityRule("Transfer.PageText"),
        "Stories.Mapped.Touch",
        "Stories.VoteScore.Chance",
        "Stories.VoteScore.Clock",
        "Stories.VoteScore.Database",
        "Stories.VoteScore.Network",
        "Stories.VoteScore.Web",
        "Transfer.PageText.Splitter",
        "Transfer.PageText.Splitter.get_Log");

    [Fact]
    public void Raw_markup_and_outgoing_calls_are_found() => Finds(
        new DoorsRule(),
        "Embed.Doors.Cast",
        "Embed.Doors.Connected",
        "Embed.Doors.Constructed",
        "Embed.Doors.Dialled",
        "Embed.Doors.Handler",
        "Embed.Doors.Html",
        "Embed.Doors.Written");

    [Fact]
    public void An_ambient_clock_or_chance_is_found() => Finds(
        new AmbientRule(),
        "Live.State.Chance",
        "Live.State.Clock",
        "Live.State.Drawn",
        "Live.State.Stamped",
        "Live.State.SystemClock",
        "Stories.Mapped.Touch");

    [Fact]
    public void Static_state_is_found() => Finds(
        new StaticStateRule("Live.State._counted"),
        "Live.State.Filled",
        "Live.State.Open",
        "Live.State.Seen",
        "Live.State.Set",
        "Live.State.Shared");

    [Fact]
    public void Blocking_and_async_void_are_found() => Finds(
        new AsyncRule(),
        "Live.Waiting.Forgotten",
        "Live.Waiting.Got",
        "Live.Waiting.GotWhileAsync",
        "Live.Waiting.InLambda",
        "Live.Waiting.Result",
        "Live.Waiting.Waited");

    [Fact]
    public void Slow_work_inside_the_write_door_is_found() => Finds(
        new WriteDoorRule(),
        "Moderation.Writing.Hashed",
        "Moderation.Writing.RenderedFurtherDown",
        "Moderation.Writing.Screened");

    [Fact]
    public void Names_that_say_nothing_are_found() => Finds(
        new NamesRule(),
        "Live.PostManager",
        "Live.ScreenBase`1");

    [Fact]
    public void A_long_method_is_found() => Finds(
        new LengthRule(maxLines: 10),
        "Live.Long.Tall",
        "Live.Long.TallAndAwaited");

    [Fact]
    public void A_declaration_nothing_enforces_is_found() => Finds(
        new DeclarationsRule(),
        "Stories.Declarations.Past");

    [Fact]
    public void A_failure_names_the_offender_and_the_rule()
    {
        var offence = Check(new DirectionRule()).First(one => one.Place.EndsWith(".Call", StringComparison.Ordinal));

        Assert.Equal(
            $"{Root}.Comments.Downward.Call: Comments may not use Moderation.Desk: Moderation stands below it. "
                + "Own an interface here that the lower feature implements, or leave an event",
            offence.ToString());
    }

    private static void Finds(IHouseRule rule, params string[] places)
    {
        var found = Check(rule).Select(offence => offence.Place[(Root.Length + 1)..]);

        Assert.Equal(places, found.Distinct().Order(StringComparer.Ordinal));
    }

    private static IReadOnlyList<Offence> Check(IHouseRule rule)
    {
        using var fixtures = new Codebase(typeof(HouseRulesTest).Assembly.Location, Root);
        return [.. rule.Check(fixtures)];
    }
}
