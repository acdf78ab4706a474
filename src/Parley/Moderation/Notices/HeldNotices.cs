using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Platform.Data;
using Parley.Platform.Events;

namespace Parley.Moderation.Notices;

/// <summary>The notices a person gave while they were known on the site.</summary>
internal sealed class HeldNotices(NoticeContacts contacts) : IHeldOnPerson
{
    public string Name => "notices";

    public async Task<IReadOnlyList<IReadOnlyList<HeldValue>>> Read(ParleyContext db, Person person, CancellationToken cancellation)
    {
        var notices = await db.Notices.Where(one => one.SiteId == person.SiteId && one.PersonId == person.Id).OrderBy(one => one.Id).ToListAsync(cancellation);
        var ids = notices.ConvertAll(one => one.Id);
        var items = (await db.NoticeItems.Where(one => one.SiteId == person.SiteId && EF.Parameter(ids).Contains(one.NoticeId)).ToListAsync(cancellation))
            .ToLookup(one => one.NoticeId);
        return notices.ConvertAll(one =>
        {
            var who = contacts.Open(one);
            return (IReadOnlyList<HeldValue>)
            [
                new("id", one.Id.ToString()), new("comments", string.Join(' ', items[one.Id].Select(item => item.CommentId.ToString()).Order(StringComparer.Ordinal))),
                new("reason", one.Reason), new("law", one.Law), new("explanation", one.Explanation), new("name", who?.Name), new("mail", who?.Mail),
                new("at", one.At), new("outcome", EnumWord.Of(one.Outcome)), new("decidedAt", one.DecidedAt),
                new("complaint", one.Complaint), new("complaintOutcome", EnumWord.Of(one.ComplaintOutcome)),
            ];
        });
    }
}

/// <summary>Notices follow a guest who turned out to be somebody; of whoever was erased it stays that there was one, and what came of it.</summary>
internal sealed class MovedNotices : IStoredReaction
{
    public string Name => "moved-notices";

    public async Task React(ParleyContext db, IReadOnlyList<RecordedEvent> events, DateTimeOffset now)
    {
        foreach (var one in events)
        {
            if (one.Happened is PersonMerged merged)
                await db.Notices.Where(notice => notice.SiteId == one.SiteId && notice.PersonId == merged.Guest)
                    .ExecuteUpdateAsync(set => set.SetProperty(notice => notice.PersonId, (PersonId?)merged.Into));
            else if (one.Happened is PersonErased erased)
                await Erase(db, one.SiteId, erased.PersonId);
        }
    }

    /// <summary>What still waits keeps its words until it is decided: the law asks that it is, and they may not name anybody.</summary>
    private static async Task Erase(ParleyContext db, SiteId site, PersonId person)
    {
        await db.Notices.Where(one => one.SiteId == site && one.PersonId == person && one.DecidedAt != null)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.Explanation, "").SetProperty(one => one.Law, (string?)null).SetProperty(one => one.Complaint, (string?)null));
        await db.Notices.Where(one => one.SiteId == site && one.PersonId == person).ExecuteUpdateAsync(set => set
            .SetProperty(one => one.Contact, (byte[]?)null).SetProperty(one => one.ContactKey, (byte[]?)null)
            .SetProperty(one => one.PersonId, (PersonId?)null).SetProperty(one => one.LetterDueAt, (DateTimeOffset?)null));
    }
}
