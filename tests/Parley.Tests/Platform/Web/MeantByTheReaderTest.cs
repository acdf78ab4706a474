using Parley.Tests.Hosting;

namespace Parley.Tests.Platform.Web;

/// <summary>Which writes count as meant by the reader, over every mix of cookie, content and what a browser says of their origin.</summary>
public sealed class MeantByTheReaderTest
{
    private const string Json = "application/json";
    private const string FormType = "application/x-www-form-urlencoded";
    private const string Foreign = "https://evil.example";

    private static readonly string?[] Types = [Json, FormType, "multipart/form-data; boundary=x", "text/plain", null];
    private static readonly string?[] Sites = ["same-origin", "same-site", "cross-site", "none", null];
    private static readonly string?[] Origins = ["own", ParleyApp.SiteOrigin, Foreign, "null", ParleyApp.SiteOrigin + ".evil.example", "http://news.example", null];

    [Theory, ClassData<Engines>]
    public async Task Cookies_count_only_from_our_own_page(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var known = await app.Post(story, "I was here.", "Ann");
        var author = (await app.Read($"/api/v1/comments/{known.Id}")).GetProperty("author").GetProperty("id").GetString();
        var own = app.Address.GetLeftPart(UriPartial.Authority);
        var wrong = new List<string>();

        foreach (var hasCookie in new[] { true, false })
            foreach (var type in Types)
                foreach (var site in Sites)
                    foreach (var named in Origins)
                    {
                        var origin = named == "own" ? own : named;
                        var answer = await Send(app, story, hasCookie ? known.Token : null, type, site, origin);
                        var expected = Expect(hasCookie, type, site, named);
                        var outcome = Outcome(answer, author!);
                        if (outcome != expected)
                            wrong.Add($"cookie {hasCookie}, {type}, site {site}, origin {named}: {outcome} instead of {expected} ({answer.Status} {answer.Code})");
                    }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory, ClassData<Engines>]
    public async Task Whoever_shows_a_token_needs_no_other_proof(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var known = await app.Post(story, "I was here.");

        var plain = await Edit(app, known, null, known.Token);
        var withCookie = await Edit(app, known, $"parley-news={known.Token}", known.Token);
        var cookieAlone = await Edit(app, known, $"parley-news={known.Token}", null);

        Assert.Equal(200, plain.Status);
        Assert.Equal(200, withCookie.Status);
        Assert.Equal((403, "not-meant"), (cookieAlone.Status, cookieAlone.Code));
    }

    [Theory, ClassData<Engines>]
    public async Task From_a_publishers_page_a_cookie_changes_nothing(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var known = await app.Post(await app.MakeStory(), "I was here.");

        foreach (var method in new[] { "PATCH", "DELETE" })
        {
            var answer = await new Call(app, method, $"/api/v1/comments/{known.Id}")
                .With("Cookie", $"parley-news={known.Token}").With("Origin", ParleyApp.SiteOrigin).With("Sec-Fetch-Site", "cross-site")
                .Json(new { body = "Forged." }).Send();
            Assert.Equal((401, "not-known"), (answer.Status, answer.Code));
        }
    }

    [Theory, ClassData<Engines>]
    public async Task A_publishers_page_is_trusted_on_its_own_site_only(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        await OtherSite.Make(app, origin: "https://other.example");
        var story = await app.MakeStory();
        var known = await app.Post(story, "I was here.");

        var posted = await Call.Post(app, $"/api/v1/stories/{story}/comments").With("Origin", "https://other.example")
            .Json(new { body = "From elsewhere.", name = "Ann" }).Send();
        var edited = await new Call(app, "PATCH", $"/api/v1/comments/{known.Id}").With("Origin", "https://other.example")
            .As(known.Token).Json(new { body = "From elsewhere." }).Send();

        Assert.Equal((403, "origin"), (posted.Status, posted.Code));
        Assert.Equal((403, "origin"), (edited.Status, edited.Code));
    }

    /// <summary>The table: what the house plan says of each mix.</summary>
    private static string Expect(bool hasCookie, string? type, string? site, string? origin)
    {
        var isOwn = site is null ? origin == "own" : site == "same-origin";
        if (type != Json)
            return "refused";
        if (isOwn)
            return hasCookie ? "author" : "guest";
        if (origin is not (null or "own" or ParleyApp.SiteOrigin))
            return "refused";
        return hasCookie && origin != ParleyApp.SiteOrigin ? "refused" : "guest";
    }

    private static string Outcome(Answer answer, string author) => answer.Status switch
    {
        201 => answer.Json.GetProperty("comment").GetProperty("author").GetProperty("id").GetString() == author ? "author" : "guest",
        403 or 415 => "refused",
        var status => $"{status}",
    };

    private static Task<Answer> Send(ParleyApp app, string story, string? token, string? type, string? site, string? origin)
    {
        var content = type switch
        {
            FormType => "body=Words.&name=Ann",
            "multipart/form-data; boundary=x" => "--x\r\nContent-Disposition: form-data; name=\"body\"\r\n\r\nWords.\r\n--x--\r\n",
            _ => "{\"body\":\"Words.\",\"name\":\"Ann\"}",
        };
        return Call.Post(app, $"/api/v1/stories/{story}/comments")
            .With("Cookie", token is null ? null : $"parley-news={token}")
            .With("Sec-Fetch-Site", site)
            .With("Origin", origin)
            .Raw(type, content)
            .Send();
    }

    private static Task<Answer> Edit(ParleyApp app, TestComment comment, string? cookie, string? token) =>
        new Call(app, "PATCH", $"/api/v1/comments/{comment.Id}").With("Cookie", cookie).As(token).Json(new { body = "Edited." }).Send();
}

/// <summary>The same for the forms of our pages, which nothing but our own page may send.</summary>
public sealed class FormsMeantByTheReaderTest
{
    [Theory, ClassData<Engines>]
    public async Task A_form_is_taken_from_our_own_page_alone(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var known = await app.Post(story, "I was here.");
        var own = app.Address.GetLeftPart(UriPartial.Authority);
        var before = await StoredRows.Count(app);

        foreach (var cookie in new[] { $"parley-news={known.Token}", null })
            foreach (var (site, origin) in new[]
            {
                ("cross-site", ParleyApp.SiteOrigin), ("cross-site", null), ("same-site", null), ("none", null), ("cross-site", own),
                (null, ParleyApp.SiteOrigin), (null, "https://evil.example"), (null, "null"), (null, null), (null, own + "0"), (null, own.ToUpperInvariant()),
            })
            {
                var answer = await Call.Post(app, $"/stories/{story}/comments")
                    .With("Cookie", cookie).With("Sec-Fetch-Site", site).With("Origin", origin)
                    .Form(("body", "Forged."), ("name", "Eve")).Send();
                Assert.True(answer.Status == 403, $"{site}, {origin}: {answer.Status}");
            }

        Assert.Equal(before, await StoredRows.Count(app));
        Assert.Equal(303, (await Call.Post(app, $"/stories/{story}/comments").With("Origin", own).Form(("body", "Mine."), ("name", "Ann")).Send()).Status);
        Assert.Equal(303, (await Call.Post(app, $"/stories/{story}/comments").With("Sec-Fetch-Site", "same-origin").With("Origin", "null").Form(("body", "Mine too."), ("name", "Ann")).Send()).Status);
    }
}
