using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Platform.Data;
using Parley.Platform.Events;
using Parley.Stories;

namespace Parley.Comments;

/// <summary>When a guest or an imported name turns out to be somebody with an account, what stands under it becomes that person's.</summary>
internal sealed class MergedAuthors : IStoredReaction
{
    public string Name => "merged-authors";

    public async Task React(ParleyContext db, IReadOnlyList<RecordedEvent> events, DateTimeOffset now)
    {
        foreach (var one in events)
            if (one.Happened is PersonMerged merged)
            {
                await db.Comments
                    .Where(comment => comment.SiteId == one.SiteId && comment.AuthorId == merged.Guest)
                    .ExecuteUpdateAsync(set => set.SetProperty(comment => comment.AuthorId, merged.Into));
                await db.Stories
                    .Where(story => story.SiteId == one.SiteId && story.AuthorId == merged.Guest)
                    .ExecuteUpdateAsync(set => set.SetProperty(story => story.AuthorId, merged.Into));
                db.Record(one.SiteId, new AuthorsMerged(merged.Into), now);
            }
    }
}

/// <summary>Comments show another author from now on, all over the site.</summary>
internal sealed record AuthorsMerged(PersonId Into) : Event;
