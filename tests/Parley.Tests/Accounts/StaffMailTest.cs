using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Tests.Hosting;

namespace Parley.Tests.Accounts;

/// <summary>Staff take another address with the care readers do: a fresh sign-in, a code to the new one, a notice to the old.</summary>
public sealed class StaffMailTest
{
    private const string Old = "owner@news.example", New = "odile@news.example", Taken = "moderator.news@news.example";

    [Theory, ClassData<Engines>]
    public async Task A_proved_address_replaces_the_old_one_which_is_told_and_the_change_is_on_record(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var owner = await Newsroom.Owner(app, Old);
        Assert.Contains("/staff/account/mail", (await owner.Get("/staff/account")).Must(200).Text, StringComparison.Ordinal);

        Assert.Equal("/staff/account/mail/code", (await owner.Post("/staff/account/mail", ("mail", New))).Must(303)["Location"]);
        (await owner.Get("/staff/account/mail/code")).Must(200);
        var code = TestMail.Digits(await TestMail.To(app, New));
        var done = (await owner.Post("/staff/account/mail/code", ("code", code))).Must(303);

        Assert.Contains("Your address was changed", (await owner.Get(done["Location"]!)).Must(200).Text, StringComparison.Ordinal);
        var notice = await TestMail.To(app, Old);
        Assert.DoesNotContain(New, notice.TextBody + notice.HtmlBody, StringComparison.Ordinal);
        (await new TestBrowser(app).Post("/staff/sign-in/password", ("mail", New), ("password", Newsroom.Password))).Must(200);
        (await new TestBrowser(app).Post("/staff/sign-in/password", ("mail", Old), ("password", Newsroom.Password))).Must(422);
        await using var db = await app.OpenToRead();
        var kept = await db.Set<StaffChange>().SingleAsync(change => change.Matter == StaffMatter.Mail);
        Assert.Equal((null, null, (await db.Accounts.SingleAsync()).Id.ToString()), (kept.Former, kept.Latter, kept.Subject));
    }

    [Fact]
    public async Task A_sign_in_of_a_while_ago_must_be_proved_again()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        var owner = await Newsroom.Owner(app, Old);
        await owner.Post("/staff/account/mail", ("mail", New));
        var code = TestMail.Digits(await TestMail.To(app, New));
        app.Clock.Advance(CallerGate.ConfirmedFor);

        foreach (var (path, field, value) in new[] { ("/staff/account/mail", "mail", New), ("/staff/account/mail/code", "code", code) })
            Assert.StartsWith("/staff/confirm", (await owner.Post(path, (field, value))).Must(303)["Location"], StringComparison.Ordinal);

        Assert.DoesNotContain("/staff/account/mail\"", (await owner.Get("/staff/account")).Must(200).Text, StringComparison.Ordinal);
        await using var db = await app.OpenToRead();
        Assert.Equal(Old, (await db.Accounts.SingleAsync()).Mail);
    }

    /// <summary>A stolen password reaches the page on which a second factor is set up; it must not carry the account away from there.</summary>
    [Fact]
    public async Task A_password_alone_changes_no_address()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        var owner = await Newsroom.Owner(app, Old);
        (await owner.Post("/staff/news/people/invite", ("mail", Taken), ("name", "Mo"), ("role", "moderator"))).Must(303);
        var link = TestMail.Link(await TestMail.To(app, Taken));
        var thief = new TestBrowser(app);
        (await thief.Post("/staff/setup", ("key", link.Split("key=")[1]), ("password", Newsroom.Password))).Must(303);

        (await thief.Post("/staff/account/mail", ("mail", "eve@evil.example"))).Must(403);
        (await thief.Post("/staff/account/mail/code", ("code", "000000"))).Must(403);

        Assert.Empty(await TestMail.All(app, "eve@evil.example"));
    }

    [Theory, ClassData<Engines>]
    public async Task An_address_a_colleague_has_gets_the_same_answer_until_it_is_proved(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var owner = await Newsroom.Owner(app, Old);
        await Newsroom.Invited(app, owner, "moderator");

        var free = (await owner.Post("/staff/account/mail", ("mail", New))).Must(303);
        var taken = (await owner.Post("/staff/account/mail", ("mail", Taken))).Must(303);

        Assert.Equal(free["Location"], taken["Location"]);
        (await owner.Post("/staff/account/mail/code", ("code", TestMail.Digits(await TestMail.To(app, Taken, 2))))).Must(409);
        await using var db = await app.OpenToRead();
        Assert.Equal([Old, Taken], await db.Accounts.OrderBy(account => account.Id).Select(account => account.Mail).ToListAsync());
    }

    [Fact]
    public async Task What_is_no_address_is_said_so_beside_the_field()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        var owner = await Newsroom.Owner(app, Old);

        var answer = (await owner.Post("/staff/account/mail", ("mail", "nobody"))).Must(422);

        Assert.Contains("id=\"mail-wrong\"", answer.Text, StringComparison.Ordinal);
    }
}
