using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Comments;

/// <summary>
/// Makes the HTML of comments and articles that have none of this version yet (imported ones, or after an upgrade) when they
/// are first read, and stores it after the answer: nothing anyone could see changes by that.
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
            _waiting.Writer.TryWrite(new FreshComment(site.Id, comment.Id, comment.Revision, rendered));
        }
    }

    /// <summary>Renders a story's text and note where they are stale, in place.</summary>
    public void Refresh(Story story)
    {
        if (story.TextRenderer == CommentText.Version || (story.Text ?? story.Note) is null)
            return;
        var fresh = new FreshStory(story.SiteId, story.Id, story.UpdatedAt, Html(story.Text), Html(story.Note));
        story.Show(fresh.TextHtml, fresh.NoteHtml, CommentText.Version);
        _waiting.Writer.TryWrite(fresh);
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

    private static string? Html(string? text) =>
        text is null ? null : CommentText.RenderStored(text, StoryRules.MaxTextLength, Fold.None).Html;

    private static async Task Store(ParleyContext db, List<Fresh> batch)
    {
        foreach (var fresh in batch)
            await fresh.Store(db);
    }

    /// <summary>Freshly made HTML that waits to be stored.</summary>
    private abstract record Fresh
    {
        /// <summary>Stores it, unless the text is another by now, or gone.</summary>
        public abstract Task Store(ParleyContext db);
    }

    private sealed record FreshComment(SiteId Site, CommentId Id, int Revision, RenderedText Rendered) : Fresh
    {
        public override async Task Store(ParleyContext db)
        {
            var comment = await db.Comments.AsTracking().SingleOrDefaultAsync(one => one.SiteId == Site && one.Id == Id);
            if (comment?.Revision == Revision && comment.Body.Length > 0)
                comment.Show(Rendered);
        }
    }

    private sealed record FreshStory(SiteId Site, StoryId Id, DateTimeOffset UpdatedAt, string? TextHtml, string? NoteHtml) : Fresh
    {
        public override async Task Store(ParleyContext db)
        {
            var story = await db.Stories.AsTracking().SingleOrDefaultAsync(one => one.SiteId == Site && one.Id == Id);
            if (story?.UpdatedAt == UpdatedAt)
                story.Show(TextHtml, NoteHtml, CommentText.Version);
        }
    }
}
