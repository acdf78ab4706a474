using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Parley.Accounts;
using Parley.Comments;
using Parley.Sites;
using Parley.Tests.Accounts.Publisher;
using Parley.Tests.Hosting;

namespace Parley.Tests.Embed;

/// <summary>Readers come with the accounts they have at their publisher's.</summary>
public sealed class PublisherEntryTest
{
    private static readonly string[] Subscriber = ["subscriber"];

    [Theory, ClassData<Engines>]
    public async Task A_token_signs_its_reader_in_and_they_write_under_their_name(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        using var maker = await Trust(app);
        var story = await app.MakeStory();

        var entered = (await Enter(app, maker.Make(TokenMaker.Claims(app.Clock.GetUtcNow())))).Must(200);

        Assert.Equal(("Rosa Blum", "account"), (entered.Json.GetProperty("name").GetString(), entered.Json.GetProperty("kind").GetString()));
        Assert.Matches("(?i)^parley-news\\.embed\\.session=session\\..*httponly.*partitioned", entered["Set-Cookie"]!.Replace("; ", " ", StringComparison.Ordinal));
        var posted = (await Post(app, story, AccessIn(entered))).Must(201);
        Assert.Equal("Rosa Blum", posted.Json.GetProperty("comment").GetProperty("author").GetProperty("name").GetString());
        Assert.Equal(entered.Json.GetProperty("personId").GetString(), posted.Json.GetProperty("comment").GetProperty("author").GetProperty("id").GetString());
    }

    [Theory, ClassData<Engines>]
    public async Task Who_signed_in_stays_so_over_a_reload_and_the_same_token_counts_once_elsewhere(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        using var maker = await Trust(app);
        var token = maker.Make(TokenMaker.Claims(app.Clock.GetUtcNow()));
        var entered = await Enter(app, token);

        var reloaded = await Exchange(app, "token", entered.Cookie).Send();
        var sameBrowser = await Enter(app, token, entered.Cookie);
        var otherBrowser = await Enter(app, token);

        Assert.Equal(entered.Json.GetProperty("personId").GetString(), reloaded.Must(200).Json.GetProperty("personId").GetString());
        Assert.Null(sameBrowser.Must(200)["Set-Cookie"]);
        Assert.Equal(("publisher-token", "jti"), (otherBrowser.Must(401).Code, otherBrowser.Field));
        Assert.Null(otherBrowser["Set-Cookie"]);
    }

    [Theory, ClassData<Engines>]
    public async Task A_later_token_brings_the_account_up_to_date(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        using var maker = await Trust(app);
        var first = await Enter(app, maker.Make(TokenMaker.Claims(app.Clock.GetUtcNow())));

        var claims = TokenMaker.Claims(app.Clock.GetUtcNow());
        (claims["name"], claims["roles"]) = ("Rosa Blume", new JsonArray());
        var later = await Enter(app, maker.Make(claims), first.Cookie);

        Assert.Equal(first.Json.GetProperty("personId").GetString(), later.Json.GetProperty("personId").GetString());
        await using var db = await app.OpenToRead();
        var person = await db.People.SingleAsync(one => one.Kind == PersonKind.Account);
        Assert.Equal(("Rosa Blume", 0), (person.Name, person.ClaimWords.Count));
    }

    [Theory, ClassData<Engines>]
    public async Task Another_reader_on_the_same_browser_is_another_person(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        using var maker = await Trust(app);
        var now = app.Clock.GetUtcNow();
        var one = await Enter(app, maker.Make(TokenMaker.Claims(now, "one")));
        var claims = TokenMaker.Claims(now, "two");
        claims["email"] = "other@reader.example";

        var two = (await Enter(app, maker.Make(claims), one.Cookie)).Must(200);
        await app.CatchUp();

        Assert.NotEqual(one.Json.GetProperty("personId").GetString(), two.Json.GetProperty("personId").GetString());
        Assert.Equal(204, (await Exchange(app, "token", one.Cookie).Send()).Status);
    }

    [Theory, ClassData<Engines>]
    public async Task A_mail_address_of_another_account_is_left_to_it(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        using var maker = await Trust(app);
        var now = app.Clock.GetUtcNow();
        await Enter(app, maker.Make(TokenMaker.Claims(now, "one")));

        var unproved = TokenMaker.Claims(now, "three");
        (unproved["email"], unproved["email_verified"]) = ("third@reader.example", false);
        (await Enter(app, maker.Make(TokenMaker.Claims(now, "two")))).Must(200);
        (await Enter(app, maker.Make(unproved))).Must(200);

        await using var db = await app.OpenToRead();
        var mails = await db.Accounts.ToDictionaryAsync(account => account.PublisherId!, account => account.Mail);
        Assert.Equal(("rosa@reader.example", null, null), (mails["one"], mails["two"], mails["three"]));
    }

    [Theory, ClassData<Engines>]
    public async Task A_token_gives_no_power_and_reads_like_nobody_with_a_badge(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        using var maker = await Trust(app);
        var now = app.Clock.GetUtcNow();
        var story = await app.MakeStory();
        var newsroom = await app.Post(story, "From the newsroom.", "Paul Miller");
        (await app.AsPublisher(HttpMethod.Post, $"/api/v1/comments/{newsroom.Id}/marks", new { authorBadge = "staff" })).EnsureSuccessStatusCode();
        var claims = TokenMaker.Claims(now);
        (claims["roles"], claims["role"], claims["isStaff"]) = (new JsonArray("staff", "moderator", "administrator"), "administrator", true);
        var lookalike = TokenMaker.Claims(now, "two");
        lookalike["name"] = "PauI Miller";

        var entered = (await Enter(app, maker.Make(claims))).Must(200);
        var refused = await Enter(app, maker.Make(lookalike));

        await using var db = await app.OpenToRead();
        var person = await db.People.SingleAsync(one => one.Kind == PersonKind.Account);
        Assert.Equal((Role.Member, Badge.None), (person.Role, person.Badge));
        Assert.Equal("name-taken", refused.Must(422).Code);
        var marks = await app.Json(HttpMethod.Post, $"/api/v1/comments/{newsroom.Id}/marks", new { featured = true }, AccessIn(entered));
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, marks.StatusCode);
    }

    [Theory, ClassData<Engines>]
    public async Task One_subject_on_two_sites_is_two_people_and_no_token_passes_from_one_to_the_other(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        using var maker = await Trust(app);
        var other = await OtherSite.Make(app);
        var token = maker.Make(TokenMaker.Claims(app.Clock.GetUtcNow()));

        var there = await Call.Post(app, $"/embed/{other.Name}/enter")
            .With("Origin", "https://other.example").With("Parley-Exchange", "1").Json(new { token }).Send();
        var access = AccessIn(await Enter(app, token));
        var used = await Call.Post(app, "/api/v1/comments").As(access)
            .Json(new { site = other.Name, storyUrl = "https://other.example/a", body = "Mine." }).Send();

        Assert.Equal(403, there.Status);
        Assert.Equal(401, used.Status);
    }

    [Theory, ClassData<Engines>]
    public async Task Only_the_publishers_own_page_may_hand_a_token_in(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        using var maker = await Trust(app);
        var token = maker.Make(TokenMaker.Claims(app.Clock.GetUtcNow()));

        foreach (var (origin, header) in new[] { ("https://evil.example", "1"), (ParleyApp.SiteOrigin, null), ("null", "1"), (null, "1"), ("https://news.example.evil.example", "1") })
        {
            var answer = await Call.Post(app, "/embed/news/enter").With("Origin", origin).With("Parley-Exchange", header).Json(new { token }).Send();
            Assert.True(answer.Status == 403, $"{origin} got {answer.Status}");
            Assert.Null(answer["Set-Cookie"]);
        }
    }

    [Theory, ClassData<Engines>]
    public async Task Signing_out_ends_the_access_token_too(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        using var maker = await Trust(app);
        var story = await app.MakeStory();
        var entered = await Enter(app, maker.Make(TokenMaker.Claims(app.Clock.GetUtcNow())));

        var left = await Exchange(app, "leave", entered.Cookie).Send();
        await app.CatchUp();

        Assert.Contains("max-age=0", left.Must(204)["Set-Cookie"], StringComparison.OrdinalIgnoreCase);
        Assert.Equal(401, (await Post(app, story, AccessIn(entered))).Status);
        Assert.Equal(204, (await Exchange(app, "token", entered.Cookie).Send()).Status);
    }

    [Theory, ClassData<Engines>]
    public async Task The_publishers_server_makes_renames_reads_and_erases_accounts_by_its_own_ids(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        using var maker = await Trust(app);
        var other = await OtherSite.Make(app);
        var story = await app.MakeStory();
        var path = "/api/v1/accounts/" + Uri.EscapeDataString("reader/7 ü");

        Assert.Equal(201, (int)(await app.AsPublisher(HttpMethod.Put, path, new { name = "Rosa Blum", claims = Subscriber, role = "administrator" })).StatusCode);
        Assert.Equal(200, (int)(await app.AsPublisher(HttpMethod.Put, path, new { name = "Rosa Blume" })).StatusCode);
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        var entered = await Enter(app, maker.Make(TokenMaker.Claims(app.Clock.GetUtcNow(), "reader/7 ü")));
        (await Post(app, story, AccessIn(entered), "Words to be forgotten.")).Must(201);

        var export = await app.AsPublisher(HttpMethod.Get, path + "/export");
        using var zip = new ZipArchive(await export.EnsureSuccessStatusCode().Content.ReadAsStreamAsync());
        Assert.Contains("Words to be forgotten.", await TextOf(zip, "comments.json"), StringComparison.Ordinal);
        Assert.Contains("rosa@reader.example", await TextOf(zip, "account.json"), StringComparison.Ordinal);
        foreach (var key in new[] { other.ApiKey, null, AccessIn(entered) })
            foreach (var (method, at) in new[] { ("GET", path), ("GET", path + "/export"), ("DELETE", path + "?comments=delete") })
                Assert.InRange((await new Call(app, method, at).As(key).Send()).Status, 401, 404);

        (await new Call(app, "DELETE", path + "?comments=delete").As(app.ApiKey).Send()).Must(204);
        await app.Refresh();

        Assert.Equal(404, (await Call.Get(app, path).As(app.ApiKey).Send()).Status);
        Assert.DoesNotContain("forgotten", await app.Page($"/stories/{story}"), StringComparison.Ordinal);
        Assert.Equal(401, (await Post(app, story, AccessIn(entered))).Status);
        await using var db = await app.OpenToRead();
        Assert.False(await db.Comments.AnyAsync(comment => comment.Body.Contains("forgotten")));
        Assert.False(await db.People.AnyAsync(person => person.Name == "Rosa Blum" || person.Name == "Rosa Blume"));
        Assert.False(await db.Accounts.AnyAsync());
    }

    [Theory, ClassData<Engines>]
    public async Task An_erased_readers_comments_stay_without_a_name_where_that_was_chosen(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        using var maker = await Trust(app);
        var story = await app.MakeStory();
        var entered = await Enter(app, maker.Make(TokenMaker.Claims(app.Clock.GetUtcNow())));
        (await Post(app, story, AccessIn(entered), "Words that stay.")).Must(201);

        (await new Call(app, "DELETE", "/api/v1/accounts/reader-7?comments=keep").As(app.ApiKey).Send()).Must(204);
        await app.Refresh();

        var page = await app.Page($"/stories/{story}");
        Assert.Contains("Words that stay.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Rosa Blum", page, StringComparison.Ordinal);
    }

    [Theory, ClassData<Engines>]
    public async Task A_code_from_our_own_window_signs_the_page_in_that_opened_it_and_no_other(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        using var maker = await Trust(app);
        var reader = await SignedInReader.Make(app, "7", "Ben");
        var site = app.Services.GetRequiredService<SiteDirectory>().Find("news")!;
        var handOvers = app.Services.GetRequiredService<HandOvers>();
        await using var db = await app.OpenToRead();
        var account = await db.Accounts.SingleAsync();
        var opened = (await Exchange(app, "hand-over").Json(new { }).Send()).Must(200).Json;
        var (ticket, secret) = (opened.GetProperty("ticket").GetString()!, opened.GetProperty("secret").GetString()!);
        var code = (await handOvers.Offer(site, handOvers.ReadTicket(ticket)!.Value, account, default)).Value!;

        var foreign = await Take(app, ticket, (await Exchange(app, "hand-over").Json(new { }).Send()).Json.GetProperty("secret").GetString()!, code);
        var wrong = await Take(app, ticket, secret, "00000000");
        var taken = await Take(app, ticket, secret, code.ToUpperInvariant().Insert(4, "-"));
        var again = await Take(app, ticket, secret, code);

        Assert.Equal((422, 422, 422), (foreign.Status, wrong.Status, again.Status));
        Assert.Equal(reader.PersonId, taken.Must(200).Json.GetProperty("personId").GetString());
        Assert.Contains("partitioned", taken["Set-Cookie"], StringComparison.OrdinalIgnoreCase);
    }

    [Theory, ClassData<Engines>]
    public async Task A_code_is_tried_five_times_at_most(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        await SignedInReader.Make(app, "7", "Ben");
        var site = app.Services.GetRequiredService<SiteDirectory>().Find("news")!;
        var handOvers = app.Services.GetRequiredService<HandOvers>();
        await using var db = await app.OpenToRead();
        var (ticket, secret) = handOvers.Begin(site);
        var code = (await handOvers.Offer(site, handOvers.ReadTicket(ticket)!.Value, await db.Accounts.SingleAsync(), default)).Value!;

        for (var number = 0; number < 5; number++)
            await Take(app, ticket, secret, "0000000" + number);

        Assert.Equal("hand-over", (await Take(app, ticket, secret, code)).Must(422).Code);
    }

    /// <summary>The name on it is the reader's from then on, so it takes their word; a page that signs them in does not do.</summary>
    [Theory, ClassData<Engines>]
    public async Task What_was_written_as_a_guest_becomes_the_accounts_when_the_reader_says_so_and_may_be_changed(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        using var maker = await Trust(app);
        var story = await app.MakeStory();
        var first = (await Call.Post(app, $"/api/v1/stories/{story}/comments").With("Origin", ParleyApp.SiteOrigin)
            .Json(new { body = "As a guest.", name = "Ann" }).Send()).Must(201);
        var comment = "/api/v1/comments/" + first.Json.GetProperty("comment").GetProperty("id").GetString();

        var entered = await Enter(app, maker.Make(TokenMaker.Claims(app.Clock.GetUtcNow())), first.Cookie);
        var both = $"{first.Cookie}; {entered.Cookie}";
        Assert.Equal("Ann", entered.Must(200).Json.GetProperty("guest").GetString());
        Assert.Equal("Ann", (await Call.Get(app, comment).Send()).Json.GetProperty("author").GetProperty("name").GetString());
        Assert.Equal(403, (await Edit(app, comment, AccessIn(entered))).Status);
        var claimed = await Exchange(app, "claim", both).Json(new { }).Send();
        await app.CatchUp();

        Assert.Contains("parley-news.embed=;", claimed.Must(204)["Set-Cookie"], StringComparison.Ordinal);
        (await Edit(app, comment, AccessIn(entered))).Must(200);
        Assert.Equal("Rosa Blum", (await Call.Get(app, comment).Send()).Json.GetProperty("author").GetProperty("name").GetString());
        Assert.Equal(JsonValueKind.Null, (await Exchange(app, "token", both).Send()).Must(200).Json.GetProperty("guest").ValueKind);
    }

    [Theory, ClassData<Engines>]
    public async Task A_guest_is_claimed_by_nobody_but_who_is_signed_in_on_the_browser_that_wrote(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        using var maker = await Trust(app);
        var story = await app.MakeStory();
        var first = await Call.Post(app, $"/api/v1/stories/{story}/comments").With("Origin", ParleyApp.SiteOrigin)
            .Json(new { body = "As a guest.", name = "Ann" }).Send();
        var entered = await Enter(app, maker.Make(TokenMaker.Claims(app.Clock.GetUtcNow())), first.Cookie);

        Assert.Equal(401, (await Exchange(app, "claim", first.Cookie).Json(new { }).Send()).Status);
        (await Exchange(app, "claim", entered.Cookie).Json(new { }).Send()).Must(204);
        Assert.Equal(403, (await Call.Post(app, "/embed/news/claim").With("Origin", "https://evil.example").With("Parley-Exchange", "1")
            .With("Cookie", $"{first.Cookie}; {entered.Cookie}").Json(new { }).Send()).Status);
        (await Exchange(app, "leave", $"{first.Cookie}; {entered.Cookie}").Send()).Must(204);

        var guest = (await Exchange(app, "token", first.Cookie).Send()).Must(200).Json;
        Assert.Equal(("Ann", "guest"), (guest.GetProperty("name").GetString(), guest.GetProperty("kind").GetString()));
    }

    private static Task<Answer> Edit(ParleyApp app, string comment, string token) =>
        new Call(app, "PATCH", comment).As(token).Json(new { body = "Better." }).Send();

    private static Task<Answer> Take(ParleyApp app, string ticket, string secret, string code) =>
        Exchange(app, "hand-over/" + ticket).Json(new { secret, code }).Send();

    private static async Task<string> TextOf(ZipArchive zip, string name)
    {
        using var reader = new StreamReader(await zip.GetEntry(name)!.OpenAsync());
        return await reader.ReadToEndAsync();
    }

    /// <summary>The site takes tokens signed with its secret.</summary>
    private static async Task<TokenMaker> Trust(ParleyApp app)
    {
        await app.Set("publisher-accounts", "secret");
        var site = app.Services.GetRequiredService<SiteDirectory>().Find(ParleyApp.SiteName)!;
        var secret = await app.Services.GetRequiredService<SaveSite>().AddSecret(site.Id, default);
        await app.CatchUp();
        return new TokenMaker { Secret = Encoding.ASCII.GetBytes(secret) };
    }

    private static Task<Answer> Enter(ParleyApp app, string token, string? cookie = null) =>
        Exchange(app, "enter", cookie).Json(new { token }).Send();

    private static Call Exchange(ParleyApp app, string path, string? cookie = null) => Call.Post(app, "/embed/news/" + path)
        .With("Origin", ParleyApp.SiteOrigin).With("Sec-Fetch-Site", "cross-site").With("Parley-Exchange", "1").With("Cookie", cookie);

    private static string AccessIn(Answer entered) => entered.Must(200).Json.GetProperty("token").GetString()!;

    private static Task<Answer> Post(ParleyApp app, string story, string token, string body = "Mine.") =>
        Call.Post(app, $"/api/v1/stories/{story}/comments").As(token).Json(new { body }).Send();
}
