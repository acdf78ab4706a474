using System.Text;
using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Sites;

namespace Parley.Accounts.OpenId;

/// <summary>The providers of each site: finds and changes them, and keeps every change in the record of what staff did.</summary>
internal sealed class OpenIdProviders(
    IDbContextFactory<ParleyContext> reading, IWriteDoor door, InstallationSecret installation, OutboundOptions outbound, OwnRoot root, IdSource ids, TimeProvider time)
{
    private const string Purpose = "open-id-client";

    public async Task<IReadOnlyList<OpenIdProvider>> All(SiteId site, CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        return await db.OpenIdProviders.Where(one => one.SiteId == site).OrderBy(one => one.Name).ToListAsync(cancellation);
    }

    /// <summary>Those the site's door shows.</summary>
    public async Task<IReadOnlyList<OpenIdProvider>> Open(SiteId site, CancellationToken cancellation) =>
        [.. (await All(site, cancellation)).Where(one => one.IsOpen)];

    /// <summary>One the site's door shows; null when there is none of that name.</summary>
    public async Task<OpenIdProvider?> FindOpen(SiteId site, string? name, CancellationToken cancellation) =>
        (await Open(site, cancellation)).FirstOrDefault(one => one.Name == name);

    /// <summary>What proves to the provider that it is us; null where it asks for no proof.</summary>
    public string? SecretOf(OpenIdProvider provider) => provider.Sealed is { } closed
        ? Encoding.UTF8.GetString(installation.Open(Purpose, OwnerOf(provider.SiteId, provider.Name), closed) ?? [])
        : null;

    /// <summary>Where a provider leads readers back to, in full, as it wants it registered; null where nobody said where Parley is reached.</summary>
    public string? ReturnsTo(LiveSite site, string name) => root.Of(Links.SignInWith(site.Name, name));

    /// <summary>Sets one up, or describes anew the one of that name.</summary>
    public async Task<Refusal?> Save(LiveSite site, OpenIdProviderWish typed, Actor by, CancellationToken cancellation)
    {
        var wish = typed with { Title = CleanText.Line(typed.Title), Issuer = typed.Issuer.Trim(), ClientId = typed.ClientId.Trim() };
        if (OpenIdProviderRules.MayBe(wish, outbound.Allowed) is { } refusal)
            return refusal;
        var sealedSecret = string.IsNullOrEmpty(wish.Secret)
            ? null
            : installation.Seal(Purpose, OwnerOf(site.Id, wish.Name), Encoding.UTF8.GetBytes(wish.Secret));
        await door.Write(
            async db =>
            {
                var provider = await Find(db, site.Id, wish.Name);
                var former = provider?.Issuer;
                if (provider is null)
                    db.Add(provider = new OpenIdProvider(site.Id, wish.Name, time.Now));
                provider.Describe(wish.Title, wish.Issuer, wish.ClientId, sealedSecret);
                db.Add(Change(site.Id, wish.Name, former, wish.Issuer, by));
            },
            cancellation);
        return null;
    }

    /// <summary>Shows one at the site's door, or hides it there.</summary>
    public Task<Refusal?> Switch(LiveSite site, string? name, bool isOpen, Actor by, CancellationToken cancellation) =>
        With(site, name, (db, provider) =>
        {
            db.Add(Change(site.Id, provider.Name, provider.IsOpen ? "open" : "closed", isOpen ? "open" : "closed", by));
            provider.Open(isOpen);
        }, cancellation);

    /// <summary>Forgets one. Readers' accounts remain, and find their way again when it is set up again.</summary>
    public Task<Refusal?> Remove(LiveSite site, string? name, Actor by, CancellationToken cancellation) =>
        With(site, name, (db, provider) =>
        {
            db.Add(Change(site.Id, provider.Name, provider.Issuer, null, by));
            db.Remove(provider);
        }, cancellation);

    private async Task<Refusal?> With(LiveSite site, string? name, Action<ParleyContext, OpenIdProvider> change, CancellationToken cancellation)
    {
        var written = await door.Write<Refusal?>(
            async db =>
            {
                if (await Find(db, site.Id, name ?? "") is not { } provider)
                    return new Refusal("provider", 422);
                change(db, provider);
                return null;
            },
            cancellation);
        return written.Value;
    }

    private StaffChange Change(SiteId site, string name, string? former, string? latter, Actor by) =>
        new(ids.New<StaffChangeId>(), site, StaffMatter.Provider, name, former, latter, by, time.Now);

    private static Task<OpenIdProvider?> Find(ParleyContext db, SiteId site, string name) =>
        db.OpenIdProviders.AsTracking().SingleOrDefaultAsync(one => one.SiteId == site && one.Name == name);

    private static string OwnerOf(SiteId site, string name) => $"{site}/{name}";
}
