using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Parley.Accounts.Avatars;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Sites;

namespace Parley.Accounts.Publisher;

/// <summary>An account as its publisher's server sees it.</summary>
/// <param name="Id">The publisher's own id of the reader.</param>
/// <param name="PersonId">The reader as comments name their author.</param>
/// <param name="Mail">An address the publisher said it knows, or the reader proved here; null for none.</param>
/// <param name="Badge"><c>none</c>, <c>staff</c> or <c>expert</c>.</param>
/// <param name="Claims">Words threads may be kept for.</param>
public sealed record AccountOfPublisherView(
    string Id, string PersonId, string? Name, string? Mail, string Badge, IReadOnlyList<string> Claims, DateTimeOffset CreatedAt);

/// <summary>What a publisher's server does with its readers' accounts, by its own ids: so one request for privacy is answered once.</summary>
internal static class AccountsApi
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/accounts/{id}", Read).ForPublishers().WithSummary("Read an account by the publisher's own id");
        api.MapPut("/accounts/{id}", Save).WritesForPublishers().WithSummary("Make an account, or change or rename the one that is there");
        api.MapGet("/accounts/{id}/export", Export).ForPublishers().WithSummary("All that is held on an account, as a zip of JSON and CSV");
        api.MapDelete("/accounts/{id}", Erase).WritesForPublishers().WithSummary("Erase an account, with its comments or leaving them without a name");
    }

    private static async Task<Results<Ok<AccountOfPublisherView>, RefusalResult>> Read(
        string id, HttpContext http, Callers callers, IDbContextFactory<ParleyContext> reading, CancellationToken cancellation)
    {
        NoStore(http);
        var found = await Find(id, http, callers, reading, cancellation);
        return found.Refusal is { } refusal
            ? new RefusalResult(refusal)
            : TypedResults.Ok(Draw(found.Value.Account, found.Value.Person));
    }

    private static async Task<Results<Created<AccountOfPublisherView>, Ok<AccountOfPublisherView>, RefusalResult>> Save(
        string id, AccountRequest request, HttpContext http, Callers callers, PublisherAccounts accounts, AvatarFetches avatars, CancellationToken cancellation)
    {
        NoStore(http);
        var publisher = callers.ReadPublisher(http);
        if (publisher.Refusal is { } stranger)
            return new RefusalResult(stranger);
        var profile = PublisherProfile.Of(IdOf(http, id), request);
        if (profile.Refusal is { } unfit)
            return new RefusalResult(unfit);
        var saved = await accounts.Save(publisher.Value!, profile.Value!, cancellation);
        if (saved.Refusal is { } refusal)
            return new RefusalResult(refusal);
        avatars.Ask(saved.Value!.Person, request.Avatar);
        var view = Draw(saved.Value.Account, saved.Value.Person);
        return saved.Value.IsNew ? TypedResults.Created($"/api/v1/accounts/{Uri.EscapeDataString(saved.Value.Account.PublisherId!)}", view) : TypedResults.Ok(view);
    }

    private static async Task<Results<FileContentHttpResult, RefusalResult>> Export(
        string id, HttpContext http, Callers callers, IDbContextFactory<ParleyContext> reading, PersonalFile file, CancellationToken cancellation)
    {
        NoStore(http);
        var found = await Find(id, http, callers, reading, cancellation);
        return found.Refusal is { } refusal
            ? new RefusalResult(refusal)
            : TypedResults.Bytes(await file.Write(found.Value.Person, null, cancellation), "application/zip", "account.zip");
    }

    /// <param name="comments"><c>delete</c>, or <c>keep</c> to leave them without a name.</param>
    private static async Task<Results<NoContent, RefusalResult>> Erase(
        string id, string? comments, HttpContext http, Callers callers, IDbContextFactory<ParleyContext> reading, PrivacyDesk privacy, CancellationToken cancellation)
    {
        NoStore(http);
        var found = await Find(id, http, callers, reading, cancellation);
        if (found.Refusal is { } refusal)
            return new RefusalResult(refusal);
        if (comments is not ("delete" or "keep"))
            return new RefusalResult(new Refusal("erase-comments", 422, "comments"));
        await privacy.Erase(found.Value.Account, found.Value.Person, comments == "delete", cancellation);
        return TypedResults.NoContent();
    }

    /// <summary>
    /// The id as the publisher wrote it. Routing decodes all of a path but its slashes, after which nobody can tell a slash
    /// of the id from a percent sign.
    /// </summary>
    private static string IdOf(HttpContext http, string routed)
    {
        const string Before = "/accounts/";
        var path = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?')[0];
        var start = path.IndexOf(Before, StringComparison.OrdinalIgnoreCase);
        return start < 0 ? routed : Uri.UnescapeDataString(path[(start + Before.Length)..].Split('/')[0]);
    }

    /// <summary>The account of that id on the site of the key shown; of another site's nothing is said.</summary>
    private static async Task<Outcome<(Account Account, Person Person, LiveSite Site)>> Find(
        string id, HttpContext http, Callers callers, IDbContextFactory<ParleyContext> reading, CancellationToken cancellation)
    {
        var publisher = callers.ReadPublisher(http);
        if (publisher.Refusal is { } refusal)
            return refusal;
        await using var db = await reading.CreateDbContextAsync(cancellation);
        return await PublisherAccounts.Find(db, publisher.Value!.Id, IdOf(http, id)) is ({ } account, { } person)
            ? (account, person, publisher.Value!)
            : Refusal.NotFound("account");
    }

    private static AccountOfPublisherView Draw(Account account, Person person) => new(
        account.PublisherId!, person.Id.ToString(), person.Name, account.Mail, person.Badge.ToString().ToLowerInvariant(), person.ClaimWords, account.CreatedAt);

    private static void NoStore(HttpContext http) => http.Response.Headers.CacheControl = "no-store";
}
