using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Tests.Hosting;

namespace Parley.Tests.Accounts;

/// <summary>Administrators make and withdraw the keys of their site, and take it out.</summary>
public sealed partial class StaffKeysTest
{
    [Theory, ClassData<Engines>]
    public async Task A_key_is_shown_once_calls_the_api_and_opens_nothing_once_it_is_withdrawn(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var owner = await Newsroom.Owner(app);
        var administrator = await Newsroom.Invited(app, owner, "administrator");

        var made = Key().Match((await administrator.Post("/staff/news/keys")).Must(200).Text).Groups[1].Value;
        await app.CatchUp();
        (await Make(app, made)).Must(201);
        Assert.DoesNotContain(made, (await administrator.Get("/staff/news/keys")).Must(200).Text, StringComparison.Ordinal);
        (await administrator.Post("/staff/news/keys/remove", ("key", made.Split('_')[1]))).Must(303);
        await app.CatchUp();

        (await Make(app, made)).Must(401);
        await using var db = await app.OpenToRead();
        var told = await db.StaffChanges.Where(one => one.Matter == StaffMatter.Key && one.Subject == made.Substring(7, 13)).OrderBy(one => one.Id).ToListAsync();
        Assert.Equal([(null, "made"), ("made", null)], told.Select(one => (one.Former, one.Latter)));
        Assert.All(told, one => Assert.Equal(ActorKind.Staff, one.Actor));
    }

    [Theory, ClassData<Engines>]
    public async Task A_key_of_another_site_is_not_there_to_be_withdrawn(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var other = await OtherSite.Make(app);
        var owner = await Newsroom.Owner(app);
        var administrator = await Newsroom.Invited(app, owner, "administrator");

        foreach (var key in new[] { other.ApiKey.Split('_')[1], "nonsense", "" })
            (await administrator.Post("/staff/news/keys/remove", ("key", key))).Must(422);

        await app.CatchUp();
        await using var db = await app.OpenToRead();
        Assert.Equal(2, await db.Set<Parley.Sites.ApiKey>().CountAsync());
    }

    [Theory, ClassData<Engines>]
    public async Task A_secret_for_readers_tokens_is_shown_once_and_the_two_newest_count(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var owner = await Newsroom.Owner(app);

        var shown = new List<string>();
        for (var made = 1; made <= 3; made++)
            shown.Add(Made().Match((await owner.Post("/staff/news/keys/secret")).Must(200).Text).Groups[1].Value);

        Assert.All(shown, secret => Assert.Equal(43, secret.Length));
        Assert.Equal(3, shown.Distinct().Count());
        await using var db = await app.OpenToRead();
        Assert.Equal(2, await db.Set<Parley.Sites.SiteSecret>().CountAsync());
    }

    [Theory, ClassData<Engines>]
    public async Task A_site_is_downloaded_as_the_command_writes_it_without_credentials_and_that_is_recorded(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        await app.Post(story, "Words to be taken along.");
        var owner = await Newsroom.Owner(app);
        (await owner.Get("/staff/news/export")).Must(200);

        var file = (await owner.Post("/staff/news/export")).Must(200);

        Assert.Matches(@"attachment; filename=""?parley-news-\d{4}-\d\d-\d\d\.jsonl", file["Content-Disposition"]!);
        Assert.Contains("no-store", file["Cache-Control"]!, StringComparison.Ordinal);
        var lines = file.Text.TrimEnd().Split('\n');
        Assert.Contains("\"format\":\"parley\"", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.Contains("Words to be taken along.", StringComparison.Ordinal));
        Assert.DoesNotContain("secretHash", file.Text, StringComparison.Ordinal);
        Assert.Contains("news", (await owner.Get("/staff/news/changes")).Must(200).Text, StringComparison.Ordinal);
        await using var db = await app.OpenToRead();
        Assert.Single(await db.StaffChanges.Where(one => one.Matter == StaffMatter.Export).ToListAsync());
    }

    private static Task<Answer> Make(ParleyApp app, string key) =>
        Call.Post(app, "/api/v1/stories").As(key).Json(new { storyId = Guid.CreateVersion7().ToString(), title = "By the new key" }).Send();

    [GeneratedRegex("<code>(parley_[0-9a-z]{13}_[A-Za-z0-9_-]{43})</code>")]
    private static partial Regex Key();

    [GeneratedRegex("<code>([A-Za-z0-9_-]{43})</code>")]
    private static partial Regex Made();
}
