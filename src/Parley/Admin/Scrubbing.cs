using Parley.Platform.Data;
using Parley.Search;
using Quartz;

namespace Parley.Admin;

/// <summary>Takes what was erased out of the files, where the database only marks it as gone: a copy of them is to tell nothing.</summary>
internal sealed class Scrubbing(IWriteDoor door, ISearchIndex index, IEngine engine) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await Scrub(cancellationToken);

    internal async Task Scrub(CancellationToken cancellation)
    {
        while ((await door.Write(db => index.Scrub(db, cancellation), cancellation)).Value)
            cancellation.ThrowIfCancellationRequested();
        await engine.Scrub(cancellation);
    }
}
