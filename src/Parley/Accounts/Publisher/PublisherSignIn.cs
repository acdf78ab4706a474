using Microsoft.EntityFrameworkCore;
using Parley.Accounts.Avatars;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Sites;

namespace Parley.Accounts.Publisher;

/// <summary>Lets a publisher's reader in by a token: once each, and never with more power than a reader has.</summary>
internal sealed class PublisherSignIn(PublisherTokens tokens, PublisherAccounts accounts, SessionDesk sessions, AvatarFetches avatars, IWriteDoor door, IEngine engine)
{
    /// <param name="Cookie">What the browser is to keep; null where it has it already.</param>
    public sealed record Entered(Person Person, SessionId Session, string? Cookie);

    /// <param name="current">The session this browser shows, of whoever; null for none.</param>
    /// <param name="device">Browser and system, in words.</param>
    public async Task<Outcome<Entered>> Enter(
        LiveSite site, string? text, OpenSession? current, string device, CancellationToken cancellation)
    {
        var read = await tokens.Read(site, text, cancellation);
        if (read.Refusal is { } refusal)
            return refusal;
        var (token, claims) = (read.Value!.Token, read.Value.Claims);
        var profile = PublisherProfile.Of(site, claims);
        if (profile.Refusal is { } unfit)
            return unfit;
        // Whoever is signed in as that very reader gains nothing by it: a page that is reloaded may show its token again.
        var stays = current?.Account is { } known && known.SiteId == site.Id && known.PublisherId == claims.Subject ? current.Session : null;
        var once = PublisherTokenRules.Once(token, claims);
        var saved = await Save(site, claims, profile.Value!, stays is null ? once : null, cancellation);
        if (saved.Refusal is { } refused)
            return refused;
        var (account, person, _) = saved.Value!;
        avatars.Ask(person, claims.Avatar);
        if (stays is not null)
            return new Entered(person, stays.Id, null);
        var (session, cookie) = await sessions.Begin(account, SignInWay.Publisher, device, isStrong: false, cancellation);
        return new Entered(person, session.Id, cookie);
    }

    /// <param name="once">By which the token is known again; null when it may be shown again.</param>
    private async Task<Outcome<PublisherAccounts.Kept>> Save(
        LiveSite site, PublisherClaims claims, PublisherProfile profile, byte[]? once, CancellationToken cancellation)
    {
        try
        {
            var saved = await door.Write<Outcome<PublisherAccounts.Kept>>(
                async db =>
                {
                    if (once is null)
                        return await accounts.Save(db, site, profile);
                    if (await db.UsedTokens.AnyAsync(used => used.SiteId == site.Id && used.Hash == once))
                        return PublisherTokenRules.Refuse("jti");
                    db.Add(new UsedToken(site.Id, once, PublisherTokenRules.OnceUntil(claims)));
                    return await accounts.Save(db, site, profile);
                },
                cancellation);
            return saved.Value;
        }
        catch (DbUpdateException failure) when (engine.IsDuplicate(failure))
        {
            // The same token at the same moment, or two first ones of the same reader: the page asks for another.
            return PublisherTokenRules.Refuse("jti");
        }
    }
}
