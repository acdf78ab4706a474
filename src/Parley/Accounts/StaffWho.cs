using Microsoft.EntityFrameworkCore;
using Parley.Accounts.Pages;
using Parley.Platform.Data;
using Parley.Platform.Web;

namespace Parley.Accounts;

/// <summary>Tells staff who somebody is or was: the only place where names that were given up are shown, while they are kept.</summary>
internal static class StaffWho
{
    /// <summary>People shown of one name.</summary>
    private const int MaxShown = 50;

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/staff/{site}/who", Show).For(Caller.Moderator).ExcludeFromDescription();

    private static async Task<IResult> Show(
        string? of, HttpContext http, StaffPages pages, IDbContextFactory<ParleyContext> reading, CancellationToken cancellation)
    {
        var site = Entered.Of(http).Site!;
        var typed = CleanText.Line(of ?? "");
        await using var db = await reading.CreateDbContextAsync(cancellation);
        return await pages.Show<WhoPage>(http, null, new()
        {
            [nameof(WhoPage.Words)] = pages.Words(http),
            [nameof(WhoPage.Site)] = site.View,
            [nameof(WhoPage.Typed)] = typed.Length > 0 ? typed : null,
            [nameof(WhoPage.Days)] = (int)SpentRows.NamesKept.TotalDays,
            [nameof(WhoPage.Found)] = typed.Length > 0 ? await Find(db, site.Id, typed, cancellation) : [],
        });
    }

    private static async Task<IReadOnlyList<WhoView>> Find(ParleyContext db, SiteId site, string typed, CancellationToken cancellation)
    {
        PersonId? named = IdText.TryRead<PersonId>(typed.AsSpan(typed.LastIndexOf('/') + 1), out var id) ? id : null;
        var gaveUp = db.FormerNames.Where(former => former.SiteId == site && former.Name == typed).Select(former => former.PersonId);
        var people = await db.People
            .Where(person => person.SiteId == site && (person.Name == typed || person.Id == named || gaveUp.Contains(person.Id)))
            .OrderByDescending(person => person.Id)
            .Take(MaxShown)
            .ToListAsync(cancellation);
        var ids = people.ConvertAll(person => person.Id);
        var former = (await db.FormerNames
            .Where(one => one.SiteId == site && EF.Parameter(ids).Contains(one.PersonId))
            .OrderByDescending(one => one.GivenUpAt)
            .ToListAsync(cancellation)).ToLookup(one => one.PersonId);
        return people.ConvertAll(person => new WhoView(
            person.Id.ToString(),
            person.Name,
            EnumWord.Of(person.Kind),
            person.Badge == Badge.None ? null : EnumWord.Of(person.Badge),
            person.CreatedAt,
            [.. former[person.Id].Select(one => new GivenUpView(one.Name, one.GivenUpAt))]));
    }
}

/// <summary>Somebody as staff see them.</summary>
/// <param name="Kind"><c>guest</c>, <c>account</c>, <c>imported</c> or <c>erased</c>.</param>
/// <param name="Former">Names given up and still kept, the last first.</param>
public sealed record WhoView(string Id, string? Name, string Kind, string? Badge, DateTimeOffset Since, IReadOnlyList<GivenUpView> Former);

/// <summary>A name somebody gave up.</summary>
public sealed record GivenUpView(string Name, DateTimeOffset Until);
