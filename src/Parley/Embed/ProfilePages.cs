using Parley.Accounts;
using Parley.Comments;
using Parley.Embed.Pages;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Search;
using Parley.Sites;

namespace Parley.Embed;

/// <summary>The public page of a person, where the site wants such pages: the same for everybody, and found by search engines.</summary>
internal static class ProfilePages
{
    /// <summary>Comments shown: enough to see what somebody writes about.</summary>
    private const int LatestShown = 20;

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void Map(IEndpointRouteBuilder app) => app.MapMethods("/people/{id}", Reading, Show).ForAnyone().ExcludeFromDescription();

    private static async Task<IResult> Show(
        string id, string? lang, HttpContext http, PublicPeople people, LatestComments latest, SharedPages pages, CancellationToken cancellation)
    {
        if (await people.Find(id, cancellation) is not var (found, site))
            return pages.Refuse(http, Refusal.NotFound("person"));
        var language = pages.Language(lang, site.View.Language);
        var address = Links.Person(found.Id.ToString());
        return await pages.AnswerSite(http, language.AddTo(address), site, null, async () =>
        {
            // Read again: what was found above may be older than the version the page is built at.
            if (await people.Find(id, CancellationToken.None) is not var (person, now))
                return Refusal.NotFound("person");
            var comments = await latest.OfAuthor(now, person.Id, LatestShown, CancellationToken.None);
            return await pages.Draw<ProfilePage>(new()
            {
                [nameof(ProfilePage.Words)] = language.Words,
                [nameof(ProfilePage.Site)] = now.View,
                [nameof(ProfilePage.Profile)] = Draw(person, now, comments),
                [nameof(ProfilePage.Canonical)] = pages.Canonical(address),
            }, language);
        });
    }

    private static ProfileView Draw(Person person, LiveSite site, IReadOnlyList<ListedComment> comments) => new(
        person.Name ?? "",
        person.Badge == Badge.None ? null : EnumWord.Of(person.Badge),
        person.Avatar is { } avatar ? Links.Avatar(person.Id.ToString(), avatar) : null,
        site.Settings.HasProfileWords ? person.Bio : null,
        site.Settings.HasProfileWords ? SafeHtml.Address(person.Website) : null,
        person.CreatedAt,
        [.. comments.Select(one => SearchViews.Draw(one, Excerpt.Of(one.Comment.Html ?? "", [])))]);
}

/// <summary>What everybody may see of a person.</summary>
/// <param name="Badge"><c>staff</c> or <c>expert</c>; null for none.</param>
/// <param name="Avatar">Address of the picture; null for the drawn initial.</param>
/// <param name="Comments">The latest, newest first, of discussions that anyone may read.</param>
public sealed record ProfileView(
    string Name, string? Badge, string? Avatar, string? Bio, string? Website, DateTimeOffset Since, IReadOnlyList<FoundView> Comments);
