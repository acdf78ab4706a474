using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;
using Parley.Sites;

namespace Parley.Comments;

/// <summary>
/// Makes the HTML of comments that have none of this version yet (imported ones, or after an upgrade) when they are
/// first read, and stores it after the answer: nothing anyone could see changes by that.
/// </summary>
internal sealed class StaleHtml(IWriteDoor door, ILogger<StaleHtml> log) : BackgroundService
{
    private const int MaxWaiting = 10_000;

    private readonly Channel<Fresh> _waiting = Channel.CreateBounded<Fresh>(
        new BoundedChannelOptions(MaxWaiting) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Renders what is stale among the rows read, in place.</summary>
    public void Refresh(IEnumerable<CommentRow> rows, LiveSite site)
    {
        foreach (var comment in rows.Select(row => row.Comment))
        {
            if (comment.Renderer == CommentText.Version)
                continue;
            var rendered = CommentText.RenderStored(comment.Body, site.Settings.MaxLength, comment.Fold);
            comment.Show(rendered);
            _waiting.Writer.TryWrite(new(site.Id, comment.Id, comment.Revision, rendered));
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var first in _waiting.Reader.ReadAllAsync(stoppingToken))
        {
            var batch = new List<Fresh> { first };
            while (batch.Count < 100 && _waiting.Reader.TryRead(out var next))
                batch.Add(next);
            try
            {
                await door.Write(db => Store(db, batch), stoppingToken);
            }
            catch (Exception failure) when (failure is StorageUnavailable or DbUpdateException)
            {
                log.LogInformation(failure, "Rendered text was not stored; it will be made again when read");
            }
        }
    }

    private static async Task Store(ParleyContext db, List<Fresh> batch)
    {
        foreach (var fresh in batch)
        {
            var comment = await db.Comments.AsTracking()
                .SingleOrDefaultAsync(one => one.SiteId == fresh.Site && one.Id == fresh.Comment);
            if (comment?.Revision == fresh.Revision)
                comment.Show(fresh.Rendered);
        }
    }

    private sealed record Fresh(SiteId Site, CommentId Comment, int Revision, RenderedText Rendered);
}
