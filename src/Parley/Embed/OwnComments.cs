using Parley.Accounts;
using Parley.Comments;
using Parley.Embed.Pages;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Search;

namespace Parley.Embed;

/// <summary>A reader's own comments on a site, each with the way to where it is changed.</summary>
internal static class OwnComments
{
    /// <summary>Comments on a page: as many as a page of a thread holds.</summary>
    private const int PageSize = ThreadReader.PageSize;

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/account/{site}/comments", Show).For(Caller.Reader).ExcludeFromDescription();

    private static async Task<IResult> Show(
        string? before, HttpContext http, AuthorComments comments, SharedPages pages, CancellationToken cancellation)
    {
        var reader = Entered.Of(http);
        var site = reader.Site!;
        CommentId? last = IdText.TryRead<CommentId>(before, out var read) ? read : null;
        var own = await comments.Read(site, reader.Person!, last, PageSize + 1, cancellation);
        var shown = own.Take(PageSize).ToList();
        return await pages.Private<OwnCommentsPage>(http, StatusCodes.Status200OK, new()
        {
            [nameof(OwnCommentsPage.Words)] = pages.Language(http, site.View.Language).Words,
            [nameof(OwnCommentsPage.Site)] = site.View,
            [nameof(OwnCommentsPage.Comments)] = shown.ConvertAll(one => SearchViews.Draw(one, Excerpt.Of(one.Comment.Html ?? "", []))),
            [nameof(OwnCommentsPage.Next)] = own.Count > PageSize ? Links.OwnComments(site.Name, shown[^1].Comment.Id) : null,
        });
    }
}
