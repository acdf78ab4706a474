using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Tests.Hosting;

namespace Parley.Tests.Accounts;

/// <summary>Readers come in with a code by mail, and what they wrote stays theirs.</summary>
public sealed class SignInTest
{
    private const string Mail = "ana@reader.example";
    private const string Door = "/account/news/sign-in";

    [Theory, ClassData<Engines>]
    public async Task A_reader_joins_with_a_code_by_mail_and_writes_under_the_name_chosen(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();

        var browser = await Joining.Join(app, Mail, "Ana Lind");
        (await browser.Post($"/stories/{story}/comments", ("body", "With a name."), ("name", "Somebody else"))).Must(303);

        var page = await app.Page($"/stories/{story}");
        Assert.Contains("Ana Lind", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Somebody else", page, StringComparison.Ordinal);
        Assert.Contains("Ana Lind", (await browser.Get("/account/news")).Must(200).Text, StringComparison.Ordinal);
    }

    [Theory, ClassData<Engines>]
    public async Task A_guest_who_joins_keeps_what_they_wrote_and_may_still_change_it(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var browser = new TestBrowser(app);
        var posted = (await browser.Post($"/stories/{story}/comments", ("body", "As a guest."), ("name", "Ann"))).Must(303);
        var comment = posted["Location"]!.Split('/', '?', '#')[2];

        await Joining.Join(app, Mail, "Ana", browser);

        Assert.DoesNotContain("parley-news", browser.Cookies.Keys);
        Assert.Contains("Ana", await app.Page($"/stories/{story}"), StringComparison.Ordinal);
        Assert.Contains("name=\"token\"", (await browser.Get($"/comments/{comment}/yours")).Must(200).Text, StringComparison.Ordinal);
    }

    [Theory, ClassData<Engines>]
    public async Task A_code_works_in_the_browser_that_asked_and_once(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        await Joining.Join(app, Mail, "Ana");
        var (asking, other) = (new TestBrowser(app), new TestBrowser(app));
        (await asking.Post(Door + "/mail", ("mail", Mail))).Must(303);
        (await other.Post(Door + "/mail", ("mail", "eve@reader.example"))).Must(303);
        var code = TestMail.Digits(await TestMail.To(app, Mail, 2));

        (await other.Post(Door + "/code", ("code", code))).Must(422);
        var asked = asking.Cookies["parley-news.asked"];
        (await asking.Post(Door + "/code", ("code", code))).Must(303);
        asking.Keep("parley-news.asked", asked);
        (await asking.Post(Door + "/code", ("code", code))).Must(422);
    }

    [Theory, ClassData<Engines>]
    public async Task After_five_wrong_tries_the_right_digits_open_nothing(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var browser = new TestBrowser(app);
        (await browser.Post(Door + "/mail", ("mail", Mail))).Must(303);
        var code = TestMail.Digits(await TestMail.To(app, Mail));
        var wrong = code == "000000" ? "000001" : "000000";

        for (var attempt = 0; attempt < 5; attempt++)
            (await browser.Post(Door + "/code", ("code", wrong))).Must(422);

        (await browser.Post(Door + "/code", ("code", code))).Must(422);
    }

    [Fact]
    public async Task A_code_ends_after_ten_minutes()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        var browser = new TestBrowser(app);
        (await browser.Post(Door + "/mail", ("mail", Mail))).Must(303);
        var code = TestMail.Digits(await TestMail.To(app, Mail));

        app.Clock.Advance(TimeSpan.FromMinutes(10));

        (await browser.Post(Door + "/code", ("code", code))).Must(422);
    }

    [Fact]
    public async Task The_link_shows_the_code_in_another_browser_and_signs_nobody_in()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        await Joining.Join(app, Mail, "Ana");
        var (asking, other) = (new TestBrowser(app), new TestBrowser(app));
        (await asking.Post(Door + "/mail", ("mail", Mail))).Must(303);
        var mail = await TestMail.To(app, Mail, 2);
        var code = TestMail.Digits(mail);

        var elsewhere = (await other.Get(TestMail.Link(mail))).Must(200);
        var here = (await asking.Get(TestMail.Link(mail))).Must(200);

        Assert.Contains(code[..3], elsewhere.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<form", elsewhere.Text, StringComparison.Ordinal);
        Assert.Contains($"value=\"{code}\"", here.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(other.Cookies.Keys.Concat(asking.Cookies.Keys), name => name.EndsWith(".session", StringComparison.Ordinal));
        (await asking.Post(Door + "/code", ("code", code))).Must(303);
    }

    [Theory, ClassData<Engines>]
    public async Task Asking_for_a_code_answers_the_same_whether_or_not_there_is_an_account(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        await Joining.Join(app, Mail, "Ana");

        var known = await new TestBrowser(app).Post(Door + "/mail", ("mail", Mail));
        var unknown = await new TestBrowser(app).Post(Door + "/mail", ("mail", "nobody@reader.example"));

        Assert.Equal((known.Status, known["Location"], known.Text), (unknown.Status, unknown["Location"], unknown.Text));
        Assert.Equal(known.Headers.Keys.Order(), unknown.Headers.Keys.Order());
        await TestMail.To(app, "nobody@reader.example");
    }

    /// <summary>The same questions to the database and the same rows, so that no clock tells who has an account.</summary>
    [Theory, ClassData<Engines>]
    public async Task Asking_for_a_code_and_a_wrong_password_cost_the_same_for_a_known_and_an_unknown_address(string engine)
    {
        var log = new CommandLog();
        await using var app = await ParleyApp.Start(engine, adjust: log.ListenTo);
        await Joining.Join(app, Mail, "Ana", password: "a long enough phrase");

        foreach (var (step, password) in new[] { ("/mail", null), ("/password", "not that phrase") })
        {
            var known = await Work(app, log, step, Mail, password);
            var unknown = await Work(app, log, step, "nobody@reader.example", password);

            Assert.Equal(known.Rows, unknown.Rows);
            Assert.Equal(known.Questions, unknown.Questions);
        }
    }

    /// <summary>Those who work of their own accord ask for these: the sender of mails, the readers of the event log, and the linker of the record.</summary>
    private static readonly string[] AskedInAnyCase = ["outbox", "used_tokens", "pg_snapshot", "FROM events", "FROM \"events\"", "event_cursors", "audit_head", "audit_log"];

    /// <summary>What a step of signing in asks of the database and adds to it.</summary>
    private static async Task<(IReadOnlyList<string> Questions, int Rows)> Work(ParleyApp app, CommandLog log, string step, string mail, string? password)
    {
        await app.NoMailWaits();
        var before = await Codes(app);
        var asked = await log.During(async () => await new TestBrowser(app).Post(Door + step, ("mail", mail), ("password", password)));
        return ([.. asked.Select(query => query.Sql).Where(sql => !Array.Exists(AskedInAnyCase, one => sql.Contains(one, StringComparison.Ordinal)))], await Codes(app) - before);
    }

    private static async Task<int> Codes(ParleyApp app)
    {
        await using var db = await app.OpenToRead();
        return await db.Codes.CountAsync();
    }

    [Theory, ClassData<Engines>]
    public async Task Signing_in_begins_a_session_of_its_own_whatever_cookie_was_there(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var first = await Joining.Join(app, Mail, "Ana");
        var planted = first.Cookies["parley-news.session"];
        var browser = new TestBrowser(app);
        browser.Keep("parley-news.session", planted);

        (await Joining.TypeCode(browser, app, Mail)).Must(303);

        Assert.NotEqual(planted, browser.Cookies["parley-news.session"]);
        (await browser.Get("/account/news")).Must(200);
        (await first.Get("/account/news")).Must(303);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("/stories/..//evil.example")]
    [InlineData("/%2f%2fevil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/stories/a\r\nSet-Cookie: a=b")]
    [InlineData("/assets/x")]
    public async Task Nobody_is_led_anywhere_but_to_our_own_pages(string back)
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        await Joining.Join(app, Mail, "Ana");

        var answer = (await Joining.TypeCode(new TestBrowser(app), app, Mail, back)).Must(303);

        Assert.Equal("/account/news", answer["Location"]);
    }

    [Fact]
    public async Task Signing_in_leads_back_to_the_discussion()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        await Joining.Join(app, Mail, "Ana");
        var story = await app.MakeStory();

        var answer = (await Joining.TypeCode(new TestBrowser(app), app, Mail, $"/stories/{story}?sort=oldest#write")).Must(303);

        Assert.Equal($"/stories/{story}?sort=oldest#write", answer["Location"]);
    }

    [Theory, ClassData<Engines>]
    public async Task A_password_opens_and_a_wrong_one_says_as_little_as_an_unknown_address(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        await Joining.Join(app, Mail, "Ana", password: "a long enough phrase");

        var wrong = await new TestBrowser(app).Post(Door + "/password", ("mail", Mail), ("password", "another phrase"));
        var unknown = await new TestBrowser(app).Post(Door + "/password", ("mail", "eve@reader.example"), ("password", "another phrase"));
        var right = await new TestBrowser(app).Post(Door + "/password", ("mail", Mail), ("password", "a long enough phrase"));

        Assert.Equal(422, wrong.Must(422).Status);
        Assert.Equal(wrong.Text.Replace(Mail, "", StringComparison.Ordinal), unknown.Must(422).Text.Replace("eve@reader.example", "", StringComparison.Ordinal));
        right.Must(303);
    }

    [Theory, ClassData<Engines>]
    public async Task Ten_wrong_passwords_lock_the_password_but_not_the_code(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        await Joining.Join(app, Mail, "Ana", password: "a long enough phrase");
        for (var attempt = 0; attempt < 10; attempt++)
            (await new TestBrowser(app).Post(Door + "/password", ("mail", Mail), ("password", "not this one"))).Must(422);

        (await new TestBrowser(app).Post(Door + "/password", ("mail", Mail), ("password", "a long enough phrase"))).Must(422);
        (await Joining.TypeCode(new TestBrowser(app), app, Mail)).Must(303);
    }

    /// <summary>Tries made at the same moment are not fewer than tries made one after the other.</summary>
    [Theory, ClassData<Engines>]
    public async Task Wrong_passwords_tried_all_at_once_are_each_counted(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        await Joining.Join(app, Mail, "Ana", password: "a long enough phrase");

        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => new TestBrowser(app).Post(Door + "/password", ("mail", Mail), ("password", "not that phrase"))));

        (await new TestBrowser(app).Post(Door + "/password", ("mail", Mail), ("password", "a long enough phrase"))).Must(422);
    }

    [Fact]
    public async Task Who_is_signed_in_already_is_told_at_the_door()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        var browser = await Joining.Join(app, Mail, "Ana Lind");

        var door = (await browser.Get("/account/news/sign-in")).Must(200).Text;

        Assert.Contains("Ana Lind", door, StringComparison.Ordinal);
        Assert.DoesNotContain("signed in as", (await new TestBrowser(app).Get("/account/news/sign-in")).Must(200).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_language_asked_for_is_kept_from_page_to_page()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        var browser = new TestBrowser(app);

        var door = (await browser.Get("/account/news/sign-in?lang=de")).Must(200);
        var asked = (await browser.Post("/account/news/sign-in/mail?lang=de", ("mail", Mail))).Must(303);

        Assert.Contains("<html lang=\"de\"", door.Text, StringComparison.Ordinal);
        Assert.Contains("action=\"/account/news/sign-in/mail?lang=de\"", door.Text, StringComparison.Ordinal);
        Assert.Equal("/account/news/sign-in/code?lang=de", asked["Location"]);
        Assert.EndsWith("&lang=de", (await new TestBrowser(app).Get("/account/news?lang=de")).Must(303)["Location"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_way_the_site_closed_is_not_shown_and_opens_nothing()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        await Joining.Join(app, Mail, "Ana", password: "a long enough phrase");
        await app.Set("sign-in-password", "no");

        Assert.DoesNotContain("current-password", (await new TestBrowser(app).Get(Door)).Must(200).Text, StringComparison.Ordinal);
        (await new TestBrowser(app).Post(Door + "/password", ("mail", Mail), ("password", "a long enough phrase"))).Must(403);
    }

    [Fact]
    public async Task An_account_of_one_site_is_nobody_on_another()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        await OtherSite.Make(app);
        var browser = await Joining.Join(app, Mail, "Ana");
        browser.Keep("parley-other.session", browser.Cookies["parley-news.session"]);

        Assert.StartsWith("/account/other/sign-in", (await browser.Get("/account/other")).Must(303)["Location"], StringComparison.Ordinal);
    }
}
