using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;
using Parley.Stories;
using Quartz;

namespace Parley.Live;

/// <summary>Keeps the most readers each story had at once, as far as this node saw: part of how far a comment there reaches.</summary>
[DisallowConcurrentExecution]
internal sealed class PeakReaders(LiveHub hub, IWriteDoor door) : IJob
{
    /// <summary>A lone reader says nothing.</summary>
    private const int From = 2;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var crowds = hub.Crowds().Where(crowd => crowd.Readers >= From).ToList();
        if (crowds.Count > 0)
            await door.Write(db => Raise(db, crowds), cancellationToken);
    }

    private static async Task Raise(ParleyContext db, List<(SiteId Site, StoryId Story, int Readers)> crowds)
    {
        foreach (var (site, story, readers) in crowds)
            await db.Stories
                .Where(one => one.SiteId == site && one.Id == story && one.PeakReaders < readers)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.PeakReaders, readers));
    }
}
