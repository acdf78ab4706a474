using Microsoft.EntityFrameworkCore;
using Parley.Accounts.Pages;
using Parley.Platform.Data;
using Parley.Platform.Web;

namespace Parley.Accounts.OpenId;

/// <summary>The providers a reader's account is connected to.</summary>
internal sealed class OpenIdConnections(OpenIdProviders providers, IDbContextFactory<ParleyContext> reading, IWriteDoor door)
{
    /// <summary>Those the site's door shows, and since when the reader signs in with each.</summary>
    public async Task<IReadOnlyList<ConnectionView>> Of(Entered reader, CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var connected = await db.ExternalSignIns.Where(one => one.AccountId == reader.Account.Id).ToListAsync(cancellation);
        return [.. (await providers.Open(reader.Site!.Id, cancellation)).Select(provider => new ConnectionView(
            provider.Name, provider.Title, connected.Find(one => one.Provider == provider.Issuer)?.CreatedAt))];
    }

    /// <summary>Ends a way in, if another one is left.</summary>
    public async Task<Refusal?> Disconnect(Entered reader, string? name, CancellationToken cancellation)
    {
        if (await providers.FindOpen(reader.Site!.Id, name, cancellation) is not { } provider)
            return new Refusal("way-closed", 403);
        var account = reader.Account;
        var written = await door.Write(
            async db =>
            {
                var passkeys = await db.Passkeys.CountAsync(one => one.AccountId == account.Id);
                var others = await db.ExternalSignIns.CountAsync(one => one.AccountId == account.Id && one.Provider != provider.Issuer);
                if (OpenIdProviderRules.MayDisconnect(account, passkeys, others) is { } refusal)
                    return refusal;
                await db.ExternalSignIns.Where(one => one.AccountId == account.Id && one.Provider == provider.Issuer).ExecuteDeleteAsync();
                return null;
            },
            cancellation);
        return written.Value;
    }
}

/// <summary>Accounts elsewhere that sign in as the person.</summary>
internal sealed class HeldConnections : IHeldOnPerson
{
    public string Name => "connected-accounts";

    public async Task<IReadOnlyList<IReadOnlyList<HeldValue>>> Read(ParleyContext db, Person person, CancellationToken cancellation) =>
        (await db.ExternalSignIns.Where(one => one.SiteId == person.SiteId && one.AccountId == person.AccountId).OrderBy(one => one.CreatedAt).ToListAsync(cancellation))
            .ConvertAll(one => (IReadOnlyList<HeldValue>)[new("provider", one.Provider), new("subject", one.Subject), new("createdAt", one.CreatedAt)]);
}
