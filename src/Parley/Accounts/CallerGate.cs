using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Platform.Web.Pages;
using Parley.Sites;

namespace Parley.Accounts;

/// <summary>Who got in: left with the request for the endpoint to use.</summary>
/// <param name="Site">Null where the endpoint is about no site.</param>
/// <param name="Person">On that site; null for an owner who has none there.</param>
internal sealed record Entered(OpenSession Open, LiveSite? Site, Person? Person)
{
    public Account Account => Open.Account;

    public Session Session => Open.Session;

    /// <exception cref="InvalidOperationException">The endpoint does not say that one must sign in.</exception>
    public static Entered Of(HttpContext http) =>
        http.Features.Get<Entered>() ?? throw new InvalidOperationException("Nobody was asked who they are.");
}

/// <summary>
/// Lets in whom an endpoint is for. Whoever is not signed in is led to the door; who is signed in and may not, and who asks
/// for a site there is not, hear that there is nothing here.
/// </summary>
internal sealed class CallerGate(Callers callers, SiteDirectory sites, PrivatePages pages, IDbContextFactory<ParleyContext> reading, TimeProvider time) : ICallerGate
{
    /// <summary>How long a proof of who one is holds for what matters most.</summary>
    public static readonly TimeSpan ConfirmedFor = TimeSpan.FromMinutes(10);

    public async Task<IResult?> Stop(HttpContext http, CallerRule rule)
    {
        var site = http.Request.RouteValues["site"] is string name ? sites.Find(name) : null;
        if (site is null && http.Request.RouteValues.ContainsKey("site"))
            return Nothing(http);
        return rule.Who == Caller.Reader
            ? await StopReader(http, rule, site!)
            : await StopStaff(http, rule, site);
    }

    private async Task<IResult?> StopReader(HttpContext http, CallerRule rule, LiveSite site)
    {
        if (await callers.SessionOf(http, site, http.RequestAborted) is not { } open
            || await PersonOn(site, open.Account.Id, http.RequestAborted) is not { } person)
            return ToDoor(http, Links.SignIn(site.Name, BackOf(http)));
        http.Features.Set(new Entered(open, site, person));
        return rule.MustConfirm && !IsConfirmed(open.Session) ? ToDoor(http, Links.SignIn(site.Name, BackOf(http))) : null;
    }

    private async Task<IResult?> StopStaff(HttpContext http, CallerRule rule, LiveSite? site)
    {
        if (await callers.StaffSessionOf(http, http.RequestAborted) is not { } open)
            return ToDoor(http, Links.StaffSignIn(BackOf(http)));
        // A password alone opens nothing but the pages on which a second factor is set up.
        if (rule.Who != Caller.Staff && !open.Session.IsStrong)
            return ToDoor(http, Links.StaffFactors);
        var person = site is null ? null : await PersonOn(site, open.Account.Id, http.RequestAborted);
        if (!open.Account.IsOwner && !Reaches(person, rule.Who))
            return Nothing(http);
        http.Features.Set(new Entered(open, site, person));
        return rule.MustConfirm && !IsConfirmed(open.Session) ? ToDoor(http, Links.StaffConfirm(BackOf(http))) : null;
    }

    private static bool Reaches(Person? person, Caller wanted) => wanted switch
    {
        Caller.Staff => true,
        Caller.Moderator => person?.Role >= Role.Moderator,
        Caller.Editor => person?.Role >= Role.Editor,
        Caller.Administrator => person?.Role >= Role.Administrator,
        _ => false,
    };

    private bool IsConfirmed(Session session) => time.Now - session.ConfirmedAt < ConfirmedFor;

    private IResult Nothing(HttpContext http) => pages.Refuse(http, Refusal.NotFound("page"));

    /// <summary>A page is come back to; what a form held is lost, but its page is not.</summary>
    private static string? BackOf(HttpContext http) => HttpMethods.IsGet(http.Request.Method)
        ? http.Request.Path.Value + http.Request.QueryString.Value
        : null;

    private IResult ToDoor(HttpContext http, string door)
    {
        SecurityHeaders.Write(http.Response.Headers, DocumentKind.PrivatePage, http.Request.IsHttps);
        return pages.SeeOther(http, door);
    }

    private async Task<Person?> PersonOn(LiveSite site, AccountId account, CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        return await db.People.SingleOrDefaultAsync(person => person.SiteId == site.Id && person.AccountId == account, cancellation);
    }
}
