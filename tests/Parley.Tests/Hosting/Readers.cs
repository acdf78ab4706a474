using Microsoft.Extensions.DependencyInjection;
using Parley.Accounts;
using Parley.Platform.Data;
using Parley.Sites;

namespace Parley.Tests.Hosting;

/// <summary>A reader with an account at a publisher's, signed in on the publisher's page.</summary>
/// <param name="Token">The short access token such a page holds.</param>
internal sealed record SignedInReader(string PersonId, string Token)
{
    public static async Task<SignedInReader> Make(ParleyApp app, string publisherId, string name, params string[] claims)
    {
        var site = app.Services.GetRequiredService<SiteDirectory>().Find(ParleyApp.SiteName)!;
        var ids = app.Services.GetRequiredService<IdSource>();
        var now = app.Clock.GetUtcNow();
        var account = Account.OfPublisher(site.Id, ids.New<AccountId>(), publisherId, null, "stamp", now);
        var person = Person.OfAccount(site.Id, ids.New<PersonId>(), account.Id, name, now);
        person.Hold(claims);
        await app.Services.GetRequiredService<IWriteDoor>().Write(
            db =>
            {
                db.Add(account);
                db.Add(person);
                return Task.CompletedTask;
            },
            default);
        return new(person.Id.ToString(), app.Services.GetRequiredService<AccessTokens>().Make(site.Id, person.Id));
    }
}
