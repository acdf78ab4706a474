using Parley.Comments;
using Parley.Live;
using Parley.Platform.Data;
using Parley.Platform.Events;
using Parley.Stories;

namespace Parley.Tests.Live;

public sealed class LiveChangesTest
{
    private static readonly StoryId Story = new(7);

    [Fact]
    public void Facts_are_drawn_together_to_where_they_led()
    {
        var drawn = Draw((LiveKind.New, 1), (LiveKind.New, 2), (LiveKind.Changed, 2), (LiveKind.Changed, 3), (LiveKind.Changed, 3), (LiveKind.Removed, 4), (LiveKind.Changed, 5), (LiveKind.Removed, 5));

        Assert.Equal(
            $$"""{"stories":[{"story":"{{Story}}","new":2,"comments":["{{Id(1)}}","{{Id(2)}}"],"changed":["{{Id(3)}}"],"removed":["{{Id(4)}}","{{Id(5)}}"]}]}""",
            drawn);
    }

    [Fact]
    public void What_came_and_went_is_not_mentioned() =>
        Assert.Null(Draw((LiveKind.New, 1), (LiveKind.Changed, 1), (LiveKind.Removed, 1)));

    [Fact]
    public void What_was_removed_and_is_back_is_shown_again() =>
        Assert.Equal(
            $$"""{"stories":[{"story":"{{Story}}","new":0,"changed":["{{Id(1)}}"]}]}""",
            Draw((LiveKind.Removed, 1), (LiveKind.Changed, 1)));

    [Fact]
    public void A_flood_is_counted_and_its_first_hundred_named()
    {
        var drawn = Draw([.. Enumerable.Range(1, 250).Select(number => (LiveKind.New, number))])!;

        Assert.Contains("\"new\":250", drawn, StringComparison.Ordinal);
        Assert.Contains(Id(100), drawn, StringComparison.Ordinal);
        Assert.DoesNotContain(Id(101), drawn, StringComparison.Ordinal);
    }

    private static string Id(long number) => new CommentId(number).ToString();

    private static string? Draw(params (LiveKind Kind, int Comment)[] facts) =>
        LiveChanges.Draw(
            facts.Select((fact, at) => new LiveFact(new EventPosition(0, at + 1), new SiteId(1), Story, fact.Kind, new CommentId(fact.Comment))),
            new Dictionary<StoryId, StoryState>());
}
