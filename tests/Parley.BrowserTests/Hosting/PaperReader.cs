namespace Parley.BrowserTests.Hosting;

/// <summary>
/// A reader of the publisher's page, in a browser that blocks third-party cookies: what they do under an article, and in
/// the window of Parley's own that signs them in.
/// </summary>
internal sealed class PaperReader(DemoParley parley, BlockingBrowser browser)
{
    public const string Password = "seven quiet herons";

    public IPage Page => browser.Page;

    public ILocator Thread => Page.Locator("parley-thread");

    /// <summary>What the form says of who is writing.</summary>
    public ILocator Writer => Thread.Locator(".writer");

    /// <summary>A browser that proved to block third-party cookies, on the demo publisher's page of a story.</summary>
    public static async Task<PaperReader> Open(DemoParley parley, BlockingBrowser browser)
    {
        Assert.Equal(["kept"], await browser.CookiesThatStay());
        await browser.Page.GotoAsync(parley.Publisher + "/town/library-bus");
        return new(parley, browser);
    }

    public async Task OpenComposer()
    {
        await Thread.ScrollIntoViewIfNeededAsync();
        await Thread.Locator(".composer > summary").First.ClickAsync();
        await Expect(Thread.Locator("textarea").First).ToBeVisibleAsync();
    }

    public async Task Post(string words, string name)
    {
        await Thread.Locator("textarea").First.FillAsync(words);
        await Thread.Locator("form .button.main").First.ClickAsync();
        await Expect(Thread.Locator(".comment.found")).ToContainTextAsync(words);
        await Expect(Thread.Locator(".comment.found .name").First).ToHaveTextAsync(name);
    }

    /// <summary>Opens the window to sign in with.</summary>
    public async Task<IPage> OpenWindow()
    {
        await OpenComposer();
        return await browser.Context.RunAndWaitForPageAsync(() => Writer.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync());
    }

    /// <summary>Somebody new joins with a code from a mail, as the window asks them to.</summary>
    public async Task Join(IPage window, string mail, string name)
    {
        await TypeCode(window, mail);
        await window.Locator("#name").FillAsync(name);
        await window.Locator("#password").FillAsync(Password);
        await window.GetByRole(AriaRole.Button, new() { Name = "Join" }).ClickAsync();
    }

    public async Task TypeCode(IPage window, string mail)
    {
        await window.Locator("#mail").FillAsync(mail);
        await window.GetByRole(AriaRole.Button, new() { Name = "Send me a code" }).ClickAsync();
        await window.GetByLabel("The six digits").FillAsync(await parley.CodeFor(mail));
        await window.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    public static Task GoOn(IPage window) => window.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();

    /// <summary>The window hands its sign-in over and closes; the reader writes, comes again and is known, and signs out for good.</summary>
    public async Task WritesComesAgainAndLeaves(IPage window, string name)
    {
        await GoOn(window);
        await Expect(Writer).ToContainTextAsync(name);
        await Closed(window);
        await Post($"Written here as {name}.", name);
        await Page.ReloadAsync();
        await OpenComposer();
        await Expect(Writer).ToContainTextAsync(name);
        await NothingLiesAbout();
        await SignOut();
        await Page.ReloadAsync();
        await OpenComposer();
        await Expect(Writer).ToContainTextAsync("Sign in");
    }

    /// <summary>The browser tells of it a moment after the page knows.</summary>
    private static async Task Closed(IPage window)
    {
        for (var attempt = 0; attempt < 100 && !window.IsClosed; attempt++)
            await Task.Delay(50);
        Assert.True(window.IsClosed);
    }

    public async Task SignOut()
    {
        await Writer.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(Writer.Locator("button")).ToHaveTextAsync("Sign in");
    }

    /// <summary>No script of the page can read what proves who the reader is.</summary>
    public async Task NothingLiesAbout()
    {
        Assert.Equal("", await Page.EvaluateAsync<string>("() => document.cookie"));
        var kept = await Page.EvaluateAsync<string>("() => JSON.stringify({ ...localStorage, ...sessionStorage })");
        Assert.All(["access.", "session.", "eyJ"], credential => Assert.DoesNotContain(credential, kept, StringComparison.Ordinal));
    }
}
