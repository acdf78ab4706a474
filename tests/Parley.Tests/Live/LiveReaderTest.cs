using Parley.Live;
using Parley.Platform.Data;
using Parley.Platform.Events;
using Parley.Stories;

namespace Parley.Tests.Live;

public sealed class LiveReaderTest
{
    [Fact]
    public async Task A_reader_who_does_not_keep_up_is_dropped()
    {
        var cut = new TaskCompletionSource();
        using var reader = new LiveReader(new SiteId(1), [new StoryId(2)], "client", _ => { }, cut.SetResult);

        var taken = Enumerable.Range(0, 1_000).TakeWhile(number => reader.Tell(LiveFrames.Beat(new EventPosition(0, number)))).Count();

        await cut.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        Assert.InRange(taken, 1, 100);
        Assert.Equal(taken, await reader.Frames.ReadAllAsync(TestContext.Current.CancellationToken).CountAsync(TestContext.Current.CancellationToken));
    }
}
