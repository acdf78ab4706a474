using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Moderation.Cases;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Sites;

namespace Parley.Moderation.Desk;

/// <summary>Saves filters under a name, lists and drops them.</summary>
internal sealed class FilterDesk(IDbContextFactory<ParleyContext> reading, IWriteDoor door, IRecord record, IdSource ids, TimeProvider time)
{
    /// <summary>One's own and those shared with all, each with what waits there, counted when asked.</summary>
    public async Task<IReadOnlyList<SavedFilterView>> List(LiveSite site, AccountId by, CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var saved = await Seen(db.SavedFilters, site.Id, by).OrderBy(one => one.Name).ToListAsync(cancellation);
        var open = db.Cases.Where(one => one.SiteId == site.Id && one.State == CaseState.Open);
        var views = new List<SavedFilterView>();
        foreach (var one in saved)
        {
            var filter = QueueFilter.Read(one.View);
            var count = filter.IsOfComments ? (int?)null : await filter.Of(open, by).CountAsync(cancellation);
            views.Add(new(one.Id.ToString(), one.Name, filter.ToString(), one.IsShared, count));
        }
        return views;
    }

    public async Task<Refusal?> Save(Entered staff, string? name, string? view, bool isShared, CancellationToken cancellation)
    {
        var called = CleanText.Line(name ?? "");
        var filter = QueueFilter.Read(view);
        if (!CleanText.IsVisible(called) || filter.Quoted is not null)
            return new Refusal("filter-name", 422, "name");
        if (called.Length > SavedFilter.MaxNameLength)
            return new Refusal("too-long", 422, "name", ("max", SavedFilter.MaxNameLength));
        var (site, by) = (staff.Site!.Id, staff.Account.Id);
        var written = await door.Write<Refusal?>(
            async db =>
            {
                if (await db.SavedFilters.CountAsync(one => one.SiteId == site && one.AccountId == by) >= SavedFilter.MaxPerAccount)
                    return new Refusal("filters-enough", 409, null, ("max", SavedFilter.MaxPerAccount));
                var saved = new SavedFilter(site, ids.New<SavedFilterId>(), by, called, filter.ToString(), isShared, time.Now);
                db.Add(saved);
                if (isShared)
                    Remember(db, saved, "shared", by);
                return null;
            },
            cancellation);
        return written.Value;
    }

    /// <summary>Whoever saved it drops it; one that is shared, an editor too.</summary>
    public async Task<Refusal?> Drop(Entered staff, string? id, CancellationToken cancellation)
    {
        if (!IdText.TryRead<SavedFilterId>(id, out var typed))
            return new Refusal("decision", 422, "filter");
        var (site, by, role) = (staff.Site!.Id, staff.Account.Id, staff.Person?.Role ?? Role.Member);
        var written = await door.Write<Refusal?>(
            async db =>
            {
                var saved = await Seen(db.SavedFilters, site, by).AsTracking().SingleOrDefaultAsync(one => one.Id == typed);
                if (saved is null || (saved.AccountId != by && role < Role.Editor))
                    return Refusal.NotFound("page");
                db.Remove(saved);
                if (saved.IsShared)
                    Remember(db, saved, "dropped", by);
                return null;
            },
            cancellation);
        return written.Value;
    }

    private static IQueryable<SavedFilter> Seen(IQueryable<SavedFilter> saved, SiteId site, AccountId by) =>
        saved.Where(one => one.SiteId == site && (one.AccountId == by || one.IsShared));

    private void Remember(ParleyContext db, SavedFilter saved, string what, AccountId by) =>
        record.Add(db, new Deed(saved.SiteId, "filter", what, saved.Id.Value, EnumWord.Of(ActorKind.Staff), by.Value, time.Now) { Facts = [new("view", saved.View)] });
}
