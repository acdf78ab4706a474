using Parley.Comments;
using Parley.Live;
using Parley.Platform.Data;
using Parley.Platform.Events;
using Parley.Stories;

namespace Parley.Tests.Live;

public sealed class LiveHistoryTest
{
    [Fact]
    public void It_remembers_the_latest_and_says_from_where()
    {
        var history = new LiveHistory(3);
        history.Begin(At(0));

        for (var number = 1; number <= 5; number++)
            history.Add(Fact(number));

        Assert.Equal(At(2), history.Floor);
        Assert.Equal([At(3), At(4), At(5)], history.Between(At(2), At(9)).Select(fact => fact.Position));
        Assert.Equal([At(4)], history.Between(At(3), At(4)).Select(fact => fact.Position));
    }

    private static EventPosition At(long sequence) => new(0, sequence);

    private static LiveFact Fact(long sequence) => new(At(sequence), new SiteId(1), new StoryId(2), LiveKind.New, new CommentId(sequence));
}
