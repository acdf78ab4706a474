using Microsoft.AspNetCore.Http.Features;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Platform.Web.Pages;

namespace Parley.Accounts.Avatars;

/// <summary>Gives people's pictures out, and takes those that readers upload.</summary>
internal static class AvatarPages
{
    /// <summary>Room for the form around the file.</summary>
    private const int FormBytes = 16 * 1024;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapMethods("/avatars/{person}/{name}.webp", [HttpMethods.Get, HttpMethods.Head], Read).ForAnyone().ExcludeFromDescription();
        app.MapPost("/account/{site}/avatar", Change).WritesFor(Caller.Reader).ExcludeFromDescription();
    }

    private static async Task<IResult> Read(string person, string name, HttpContext http, AvatarDesk desk, CancellationToken cancellation)
    {
        SecurityHeaders.Write(http.Response.Headers, DocumentKind.Asset, http.Request.IsHttps);
        if (!IdText.TryRead<PersonId>(person, out var id) || await desk.Read(id, name, cancellation) is not { } content)
            return Results.NotFound();
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.Bytes(content, "image/webp");
    }

    private static async Task<IResult> Change(HttpContext http, AvatarDesk desk, PrivatePages pages, CancellationToken cancellation)
    {
        var reader = Entered.Of(http);
        var (site, person) = (reader.Site!, reader.Person!);
        if (!http.Request.HasFormContentType)
            return pages.Refuse(http, new Refusal("content-type", 415));
        http.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = AvatarImage.MaxBytes + FormBytes;
        var form = await http.Request.ReadFormAsync(cancellation);
        var words = pages.Words(http.Request.Query["lang"], site.View.Language);
        if (form.ContainsKey("remove"))
            await desk.Remove(person, cancellation);
        else if (await Take(desk, person, form.Files.GetFile("avatar"), cancellation) is { } refusal)
            return pages.Refuse(http, refusal, words, Links.Account(site.Name));
        return pages.SeeOther(http, Links.Account(site.Name) + "?done=avatar");
    }

    private static async Task<Refusal?> Take(AvatarDesk desk, Person person, IFormFile? file, CancellationToken cancellation)
    {
        if (file?.Length > AvatarImage.MaxBytes)
            return AvatarImage.TooHeavy;
        return await desk.Take(person, file is null ? [] : await ReadFile(file, cancellation), null, cancellation);
    }

    private static async Task<byte[]> ReadFile(IFormFile file, CancellationToken cancellation)
    {
        await using var stream = file.OpenReadStream();
        var content = new byte[file.Length];
        await stream.ReadExactlyAsync(content, cancellation);
        return content;
    }
}
