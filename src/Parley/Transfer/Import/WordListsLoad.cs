using Microsoft.EntityFrameworkCore;
using Parley.Moderation.Screens.Wording;
using Parley.Platform.Data;
using Parley.Transfer.Records;

namespace Parley.Transfer.Import;

/// <summary>The lists of words that the site lacks. One that is there stays as it is.</summary>
internal static class WordListsLoad
{
    /// <summary>Adds each part to what is there of its list; a part that does not follow on it was brought in before.</summary>
    public static async Task Bring(ParleyContext db, SiteId site, IReadOnlyList<WordListRecord> parts, DateTimeOffset now)
    {
        foreach (var part in parts)
        {
            var list = await db.WordLists.AsTracking().SingleOrDefaultAsync(one => one.SiteId == site && one.Name == part.Name);
            if (list is null && part.From == 0)
                db.Add(list = new WordList(site, part.Name));
            else if (list is null || part.From == 0 || list.ChangedAt != part.ChangedAt || list.Lines.Length != part.From)
                continue;
            db.Record(site, list.Write(list.Lines + part.Lines, part.On, part.ChangedAt), now);
            // The next part looks for what this one wrote.
            await db.SaveChangesAsync();
        }
    }
}
