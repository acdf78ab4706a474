using Parley.Tests.House.Rules;

namespace Parley.Tests.House;

/// <summary>The rules of the house, held against the built product and the text of the repository.</summary>
public sealed class HouseTest
{
    private const int MaxMethodLines = 60;

    [Fact]
    public void No_feature_uses_one_below_it() => Hold(new DirectionRule());

    [Fact]
    public void Engines_and_raw_SQL_stay_where_they_belong() => Hold(new EngineRule(
        "Platform.Data",
        "Search",
        // Its help tells people which databases there are.
        "Platform.Installation.InstallationOptions"));

    [Fact]
    public void Rules_scores_and_entities_touch_nothing_outside_themselves() => Hold(new PurityRule("Transfer.PageText"));

    [Fact]
    public void Raw_markup_comes_from_SafeHtml_and_outgoing_calls_from_Outbound() => Hold(new DoorsRule());

    [Fact]
    public void Writes_are_declared_where_their_filters_are_added() => Hold(new DeclarationsRule());

    [Fact]
    public void Nobody_reads_an_ambient_clock_or_draws_ambient_chance() => Hold(new AmbientRule());

    [Fact]
    public void Nothing_static_changes() => Hold(new StaticStateRule());

    [Fact]
    public void Nothing_blocks_and_nothing_is_async_void() => Hold(new AsyncRule());

    [Fact]
    public void Nothing_slow_happens_inside_the_write_door() => Hold(new WriteDoorRule());

    [Fact]
    public void Type_names_say_what_the_type_is() => Hold(new NamesRule());

    [Fact]
    public void No_method_is_longer_than_a_screen() => Hold(new LengthRule(MaxMethodLines));

    [Fact]
    public void The_text_of_the_repository_keeps_to_the_rules() => Hold(SourceRule.Check(Repository.Files()));

    private static void Hold(IHouseRule rule)
    {
        using var product = new Codebase(typeof(Parley.Platform.Web.Links).Assembly.Location, root: "Parley");
        Hold(rule.Check(product));
    }

    private static void Hold(IEnumerable<Offence> offences)
    {
        var found = offences.Distinct().OrderBy(offence => offence.Place, StringComparer.Ordinal).ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }
}
