using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Parley.BrowserTests.Hosting;
using Parley.Sites;

namespace Parley.BrowserTests;

/// <summary>
/// Readers sign in on a publisher's page of another site, in a browser that blocks third-party cookies; a control cookie
/// proves that it does.
/// </summary>
public sealed class PublisherSignInTest(DemoParley parley, Browsers browsers)
{
    private const string Password = "seven quiet herons";

    [Fact]
    public async Task With_the_publishers_own_account_a_reader_writes_reloads_and_signs_out()
    {
        var secret = await TakeTokens();
        await using var browser = await BlockingBrowser.Open(browsers);
        var page = browser.Page;
        Assert.Equal(["kept"], await browser.CookiesThatStay());
        var token = Token(secret, "reader-7", "Rosa Blum");
        await Serve(page, () => $"token=\"{token}\"");

        var thread = await OpenComposer(page);
        await Expect(thread.Locator(".writer")).ToContainTextAsync("Rosa Blum");
        await Expect(thread.Locator("input[name=name]").First).ToBeHiddenAsync();
        await Post(thread, "Signed in at the paper's own door.", "Rosa Blum");

        // The same token again, as a page from a cache would bring it.
        await page.ReloadAsync();
        thread = await OpenComposer(page);
        await Expect(thread.Locator(".writer")).ToContainTextAsync("Rosa Blum");
        await NothingLiesAbout(page);

        token = "";
        await page.ReloadAsync();
        thread = await OpenComposer(page);
        await Expect(thread.Locator(".writer")).ToContainTextAsync("Rosa Blum");
        await SignOut(thread);
        await page.ReloadAsync();
        thread = await OpenComposer(page);
        await Expect(thread.Locator(".writer")).ToContainTextAsync("Sign in");
    }

    [Fact]
    public async Task A_page_whose_token_has_ended_is_asked_for_a_fresh_one()
    {
        var secret = await TakeTokens();
        await using var browser = await BlockingBrowser.Open(browsers);
        var page = browser.Page;
        await page.RouteAsync(
            parley.Publisher + "/parley-token",
            route => route.FulfillAsync(new() { ContentType = "text/plain", Body = Token(secret, "reader-8", "Frida Fresh") }));
        await Serve(page, () => $"token=\"{Token(secret, "reader-8", "Frida Fresh", minutes: -10)}\"");
        await page.EvaluateAsync("() => { document.querySelector('parley-thread').tokenSource = async () => (await fetch('/parley-token')).text(); }");

        var thread = await OpenComposer(page);

        await Expect(thread.Locator(".writer")).ToContainTextAsync("Frida Fresh");
    }

    [Fact]
    public async Task In_a_window_of_our_own_a_reader_joins_by_mail_and_comes_back_with_a_password()
    {
        await using var browser = await BlockingBrowser.Open(browsers);
        var page = browser.Page;
        Assert.Equal(["kept"], await browser.CookiesThatStay());
        await Serve(page, () => "");

        var thread = await OpenComposer(page);
        var window = await page.RunAndWaitForPopupAsync(() => thread.Locator(".writer button").ClickAsync());
        await Join(window, "window@reader.example", "Wilma");
        await GoOn(window);
        await Expect(thread.Locator(".writer")).ToContainTextAsync("Wilma");
        await Expect(thread.Locator(".writer button")).ToHaveTextAsync("Sign out");
        Assert.True(window.IsClosed);
        await Post(thread, "Written with an account of Parley's.", "Wilma");
        await page.ReloadAsync();
        thread = await OpenComposer(page);
        await Expect(thread.Locator(".writer")).ToContainTextAsync("Wilma");
        await NothingLiesAbout(page);

        await SignOut(thread);
        await browser.Context.ClearCookiesAsync(new() { Name = "parley-demo.session" });
        window = await page.RunAndWaitForPopupAsync(() => thread.Locator(".writer button").ClickAsync());
        await window.Locator("#password-mail").FillAsync("window@reader.example");
        await window.Locator("#password").FillAsync(Password);
        await window.Locator("form[action*='sign-in/password'] button").ClickAsync();
        await GoOn(window);

        await Expect(thread.Locator(".writer")).ToContainTextAsync("Wilma");
    }

    [Fact]
    public async Task Where_the_two_windows_lost_each_other_the_reader_types_the_code()
    {
        await using var browser = await BlockingBrowser.Open(browsers);
        var page = browser.Page;
        // The page's own policy cuts it off from every window it opens.
        await Serve(page, () => "", "same-origin");

        var thread = await OpenComposer(page);
        var window = await browser.Context.RunAndWaitForPageAsync(() => thread.Locator(".writer button").ClickAsync());
        await Join(window, "typed@reader.example", "Tilda");
        await GoOn(window);
        var code = await window.Locator("#hand-over").TextContentAsync();
        await thread.Locator("input[name=code]").FillAsync(code!);
        await thread.Locator("input[name=code]").PressAsync("Enter");

        await Expect(thread.Locator(".writer")).ToContainTextAsync("Tilda");
    }

    private static async Task<ILocator> OpenComposer(IPage page)
    {
        var thread = page.Locator("parley-thread");
        await thread.ScrollIntoViewIfNeededAsync();
        await thread.Locator(".composer > summary").First.ClickAsync();
        await Expect(thread.Locator("textarea").First).ToBeVisibleAsync();
        return thread;
    }

    private static async Task Post(ILocator thread, string words, string name)
    {
        await thread.Locator("textarea").First.FillAsync(words);
        await thread.Locator("form .button.main").First.ClickAsync();
        await Expect(thread.Locator(".comment.found .name").First).ToHaveTextAsync(name);
    }

    private static async Task SignOut(ILocator thread)
    {
        await thread.Locator(".writer button").ClickAsync();
        await Expect(thread.Locator(".writer button")).ToHaveTextAsync("Sign in");
    }

    /// <summary>Somebody new joins with a code from a mail, as the window asks them to.</summary>
    private async Task Join(IPage window, string mail, string name)
    {
        await window.Locator("#mail").FillAsync(mail);
        await window.GetByRole(AriaRole.Button, new() { Name = "Send me a code" }).ClickAsync();
        await window.GetByLabel("The six digits").FillAsync(await parley.CodeFor(mail));
        await window.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await window.Locator("#name").FillAsync(name);
        await window.Locator("#password").FillAsync(Password);
        await window.GetByRole(AriaRole.Button, new() { Name = "Join" }).ClickAsync();
    }

    private static Task GoOn(IPage window) => window.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();

    /// <param name="attributes">More of the element's, as they are at each load.</param>
    private async Task Serve(IPage page, Func<string> attributes, string openerPolicy = "unsafe-none")
    {
        var address = parley.Publisher + "/signing-in";
        await page.RouteAsync(address, route => route.FulfillAsync(new()
        {
            Headers = new Dictionary<string, string> { ["Cross-Origin-Opener-Policy"] = openerPolicy, ["Content-Type"] = "text/html; charset=utf-8" },
            Body = $"""
                <!doctype html><html lang="en"><head><title>An article</title><script async src="{parley.Address}/embed/demo.js"></script></head>
                <body><main><h1>An article</h1><parley-thread story-id="courier-library-bus" {attributes()}></parley-thread></main></body></html>
                """,
        }));
        await page.GotoAsync(address);
    }

    /// <summary>No script of the page can read what proves who the reader is.</summary>
    private static async Task NothingLiesAbout(IPage page)
    {
        Assert.Equal("", await page.EvaluateAsync<string>("() => document.cookie"));
        var kept = await page.EvaluateAsync<string>("() => JSON.stringify({ ...localStorage, ...sessionStorage })");
        Assert.All(["access.", "session.", "eyJ"], credential => Assert.DoesNotContain(credential, kept, StringComparison.Ordinal));
    }

    private async Task<string> TakeTokens()
    {
        var sites = parley.Services.GetRequiredService<SiteDirectory>();
        var saving = parley.Services.GetRequiredService<SaveSite>();
        var site = sites.Find("demo")!;
        await saving.Set(site.Id, "publisher-accounts", "secret", default);
        var secret = await saving.AddSecret(site.Id, default);
        while (sites.Find("demo") is not { Settings.PublisherAccounts: "secret", Secrets: var secrets } || secrets.Count == site.Secrets.Count)
            await Task.Delay(20);
        return secret;
    }

    private string Token(string secret, string subject, string name, int minutes = 5)
    {
        var now = TimeProvider.System.GetUtcNow();
        var once = Convert.ToHexString(RandomNumberGenerator.GetBytes(8));
        var claims = new { iss = parley.Publisher, aud = "demo", sub = subject, exp = now.AddMinutes(minutes).ToUnixTimeSeconds(), jti = once, name };
        var signed = Part(new { alg = "HS256" }) + "." + Part(claims);
        return signed + "." + Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.ASCII.GetBytes(secret), Encoding.ASCII.GetBytes(signed)));
    }

    private static string Part(object content) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(content));
}
