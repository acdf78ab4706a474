using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Tests.Hosting;

namespace Parley.Tests.Accounts;

/// <summary>An account takes another address once a code proved it, and nobody learns by it who else has an account.</summary>
public sealed class MailChangeTest
{
    private const string Old = "ana@reader.example", New = "ana.lind@reader.example", Eves = "eve@reader.example";

    [Theory, ClassData<Engines>]
    public async Task A_proved_address_replaces_the_old_one_which_is_told(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var ana = await Joining.Join(app, Old, "Ana");

        await Ask(ana, New);
        var code = TestMail.Digits(await TestMail.To(app, New));
        Assert.Equal("/account/news?done=mail", (await ana.Post("/account/news/mail/code", ("code", code))).Must(303)["Location"]);

        var notice = await TestMail.To(app, Old, 2);
        Assert.Equal("Your address on The News was changed", notice.Subject);
        Assert.DoesNotContain(New, notice.TextBody, StringComparison.Ordinal);
        await Joining.SignIn(app, New);
        (await Joining.TypeCode(new TestBrowser(app), app, Old)).Must(200);
        (await ana.Get("/account/news")).Must(200);
    }

    [Theory, ClassData<Engines>]
    public async Task An_address_somebody_has_gets_the_same_answer_and_is_told_of_only_to_whoever_proves_it(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var ana = await Joining.Join(app, Old, "Ana");
        await Joining.Join(app, Eves, "Eve");

        var free = await Ask(ana, New);
        var freePage = (await ana.Get("/account/news/mail/code")).Must(200).Text;
        var taken = await Ask(ana, Eves);
        var takenPage = (await ana.Get("/account/news/mail/code")).Must(200).Text;

        Assert.Equal(free["Location"], taken["Location"]);
        Assert.Equal(freePage.Replace(New, "", StringComparison.Ordinal), takenPage.Replace(Eves, "", StringComparison.Ordinal));
        var (toFree, toTaken) = (await TestMail.To(app, New), await TestMail.To(app, Eves, 2));
        Assert.Equal(Bare(toFree.TextBody), Bare(toTaken.TextBody));
        var answer = (await ana.Post("/account/news/mail/code", ("code", TestMail.Digits(toTaken)))).Must(409);
        Assert.Contains("There is an account with this address already", answer.Text, StringComparison.Ordinal);
        Assert.Equal([Old, Eves], await Mails(app));
    }

    /// <summary>Both kinds of address cost the same statements, so that the time tells nothing either.</summary>
    [Fact]
    public async Task Asking_costs_the_same_whether_or_not_somebody_has_the_address()
    {
        var log = new CommandLog();
        await using var app = await ParleyApp.Start(Engines.Sqlite, adjust: log.ListenTo);
        var ana = await Joining.Join(app, Old, "Ana");
        await Joining.Join(app, Eves, "Eve");

        var free = await Work(app, log, ana, New);
        var taken = await Work(app, log, ana, Eves);

        Assert.Equal(free, taken);
    }

    [Theory, ClassData<Engines>]
    public async Task Wrong_codes_count_and_five_of_them_spend_the_code(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var ana = await Joining.Join(app, Old, "Ana");
        await Ask(ana, New);
        var code = TestMail.Digits(await TestMail.To(app, New));
        var wrong = code == "000000" ? "000001" : "000000";

        for (var attempt = 1; attempt <= MailCodes.MaxTries; attempt++)
            (await ana.Post("/account/news/mail/code", ("code", wrong))).Must(422);

        (await ana.Post("/account/news/mail/code", ("code", code))).Must(422);
        Assert.Equal([Old], await Mails(app));
    }

    [Fact]
    public async Task A_code_counts_for_its_purpose_its_account_and_its_browser_alone()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        var ana = await Joining.Join(app, Old, "Ana");
        var eve = await Joining.Join(app, Eves, "Eve");
        await Ask(ana, New);
        var code = TestMail.Digits(await TestMail.To(app, New));

        (await ana.Post("/account/news/sign-in/code", ("code", code))).Must(422);
        (await eve.Post("/account/news/mail/code", ("code", code))).Must(422);
        eve.Keep("parley-news.asked", ana.Cookies["parley-news.asked"]);
        (await eve.Post("/account/news/mail/code", ("code", code))).Must(422);
        (await (await Joining.SignIn(app, Old)).Post("/account/news/mail/code", ("code", code))).Must(422);

        Assert.Equal([Old, Eves], await Mails(app));
        (await ana.Post("/account/news/mail/code", ("code", code))).Must(303);
    }

    [Fact]
    public async Task A_code_that_signs_in_proves_no_new_address()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        var ana = await Joining.Join(app, Old, "Ana");
        (await ana.Post("/account/news/sign-in/mail", ("mail", New))).Must(303);
        var code = TestMail.Digits(await TestMail.To(app, New));

        (await ana.Post("/account/news/mail/code", ("code", code))).Must(422);

        Assert.Equal([Old], await Mails(app));
    }

    [Fact]
    public async Task What_is_no_address_is_said_so_beside_the_field()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        var ana = await Joining.Join(app, Old, "Ana");

        var answer = (await ana.Post("/account/news/mail", ("mail", "nobody"))).Must(422);

        Assert.Contains("id=\"mail-wrong\"", answer.Text, StringComparison.Ordinal);
    }

    private static async Task<Answer> Ask(TestBrowser browser, string mail) => (await browser.Post("/account/news/mail", ("mail", mail))).Must(303);

    /// <summary>What asking makes the database do, without the sender of mails and the readers of the event log.</summary>
    private static async Task<IReadOnlyList<string>> Work(ParleyApp app, CommandLog log, TestBrowser browser, string mail)
    {
        await app.NoMailWaits();
        await app.CatchUp();
        var asked = await log.During(() => Ask(browser, mail));
        return [.. asked.Select(one => one.Sql).Where(sql => !sql.Contains("outbox", StringComparison.Ordinal) && !sql.Contains("event", StringComparison.Ordinal))];
    }

    private static string Bare(string? text) => System.Text.RegularExpressions.Regex.Replace(text ?? "", @"\d{3} \d{3}", "code");

    private static async Task<IReadOnlyList<string?>> Mails(ParleyApp app)
    {
        await using var db = await app.OpenToRead();
        return await db.Accounts.OrderBy(account => account.Id).Select(account => account.Mail).ToListAsync();
    }
}
