using System.Text.RegularExpressions;

namespace Parley.Tests.Hosting;

/// <summary>Readers who join and sign in, step by step as a browser does.</summary>
internal static partial class Joining
{
    /// <summary>A browser in which somebody asked for a code and typed it in.</summary>
    /// <returns>What came of it: the page that asks for a name, or the way on.</returns>
    public static async Task<Answer> TypeCode(TestBrowser browser, ParleyApp app, string mail, string? back = null)
    {
        var before = (await TestMail.All(app, mail)).Count;
        (await browser.Post($"/account/{ParleyApp.SiteName}/sign-in/mail", ("mail", mail), ("back", back))).Must(303);
        var code = TestMail.Digits(await TestMail.To(app, mail, before + 1));
        return await browser.Post($"/account/{ParleyApp.SiteName}/sign-in/code", ("code", code), ("back", back));
    }

    /// <summary>Somebody new joins under a name.</summary>
    public static async Task<TestBrowser> Join(ParleyApp app, string mail, string name, TestBrowser? browser = null, string? password = null)
    {
        browser ??= new TestBrowser(app);
        var asked = (await TypeCode(browser, app, mail)).Must(200);
        (await browser.Post(
            $"/account/{ParleyApp.SiteName}/join",
            ("ticket", TicketIn(asked)), ("name", name), ("password", password), ("takeGuest", "true"))).Must(303);
        return browser;
    }

    /// <summary>Somebody who has an account signs in by code.</summary>
    public static async Task<TestBrowser> SignIn(ParleyApp app, string mail)
    {
        var browser = new TestBrowser(app);
        (await TypeCode(browser, app, mail)).Must(303);
        return browser;
    }

    /// <summary>The proof a page holds in its form.</summary>
    public static string TicketIn(Answer page) => Ticket().Match(page.Text) is { Success: true } found
        ? found.Groups[1].Value
        : throw new FormatException(page.Text);

    [GeneratedRegex("name=\"ticket\" value=\"([^\"]+)\"")]
    private static partial Regex Ticket();
}
