using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Parley.Accounts;
using Parley.Tests.Hosting;

namespace Parley.Tests.Accounts;

/// <summary>A name that was given up is known to staff alone, and for half a year.</summary>
public sealed class FormerNamesTest
{
    [Theory, ClassData<Engines>]
    public async Task Staff_find_a_person_by_a_former_name_and_readers_do_not(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        await app.Set("public-profiles", "yes");
        var (story, moderator) = (await app.MakeStory(), await Newsroom.Invited(app, await Newsroom.Owner(app), "moderator"));
        var ana = await Joining.Join(app, "ana@reader.example", "Ana Before");
        (await ana.Post($"/stories/{story}/comments", ("body", "Mine."))).Must(303);

        (await ana.Post("/account/news/name", ("name", "Ana Now"))).Must(303);
        await app.CatchUp();

        var before = (await moderator.Get("/staff/news/who?of=Ana%20Before")).Must(200).Text;
        Assert.Contains("Ana Now", before, StringComparison.Ordinal);
        Assert.Matches("Ana Before[^<]{0,10} until", before);
        Assert.Contains("Nobody of that name", (await moderator.Get("/staff/news/who?of=Somebody")).Must(200).Text, StringComparison.Ordinal);
        var id = (await Person(app)).Id;
        Assert.Contains("Ana Now", (await moderator.Get($"/staff/news/who?of=/people/{id}")).Must(200).Text, StringComparison.Ordinal);
        foreach (var page in new[] { $"/stories/{story}", $"/people/{id}" })
            Assert.DoesNotContain("Ana Before", await app.Page(page), StringComparison.Ordinal);
        (await ana.Get("/staff/news/who?of=Ana%20Before")).Must(303);
    }

    [Theory, ClassData<Engines>]
    public async Task A_former_name_is_forgotten_after_half_a_year(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var ana = await Joining.Join(app, "ana@reader.example", "Ana Before");
        (await ana.Post("/account/news/name", ("name", "Ana Now"))).Must(303);

        await Tidy(app, SpentRows.NamesKept);
        var kept = await Former(app);
        await Tidy(app, TimeSpan.FromMilliseconds(1));

        Assert.Equal(["Ana Before"], kept);
        Assert.Empty(await Former(app));
    }

    private static async Task Tidy(ParleyApp app, TimeSpan later)
    {
        app.Clock.Advance(later);
        var services = app.Services;
        await ActivatorUtilities.CreateInstance<SpentRows>(services).Execute(null!, TestContext.Current.CancellationToken);
    }

    private static async Task<IReadOnlyList<string>> Former(ParleyApp app)
    {
        await using var db = await app.OpenToRead();
        return await db.FormerNames.Select(former => former.Name).ToListAsync();
    }

    private static async Task<Person> Person(ParleyApp app)
    {
        await using var db = await app.OpenToRead();
        return await db.People.SingleAsync(person => person.Name == "Ana Now");
    }
}
