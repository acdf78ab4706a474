using System.Collections.Concurrent;

namespace Parley.BrowserTests.Hosting;

/// <summary>The browser all tests share: Debian's Chromium, never one that was downloaded.</summary>
public sealed class Browsers : IAsyncLifetime
{
    private const string UsualPlace = "/usr/bin/chromium";

    /// <summary>Nothing a browser does by itself: the tests are the only traffic. As root it has no sandbox.</summary>
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
        // A page that a test puts together came over no network, and such a page may not ask for anything of this machine.
        "--disable-features=LocalNetworkAccessChecks",
    ];

    /// <summary>The open windows, by the test that opened them.</summary>
    private static readonly ConcurrentDictionary<string, ConcurrentBag<IBrowserContext>> Windows = [];

    /// <summary>Those whose test is over.</summary>
    private static readonly ConcurrentQueue<IBrowserContext> GivenUp = [];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        // What is waited for comes, or does not: a busy machine takes longer over it than five seconds.
        SetDefaultExpectTimeout(15_000);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Executable, Args = Arguments });
    }

    /// <summary>A window of a reader nobody knows yet.</summary>
    public async Task<IPage> Open(BrowserNewContextOptions? options = null)
    {
        while (GivenUp.TryDequeue(out var old))
            await old.CloseAsync();
        options ??= new();
        options.Locale ??= "en-GB";
        var context = await _browser!.NewContextAsync(options);
        context.SetDefaultTimeout(15_000);
        Windows.GetOrAdd(TestContext.Current.Test!.UniqueID, _ => []).Add(context);
        return await context.NewPageAsync();
    }

    internal static void GiveUpWindowsOf(string test)
    {
        if (Windows.TryRemove(test, out var opened))
            foreach (var context in opened)
                GivenUp.Enqueue(context);
    }

    public Task<IPage> OpenWithoutScript() => Open(new() { JavaScriptEnabled = false });

    /// <summary>
    /// A browser that blocks third-party cookies, as its user would set it. It has a profile of its own, since a window
    /// without one follows other rules.
    /// </summary>
    public async Task<IBrowserContext> OpenBlockingThirdPartyCookies(string profile)
    {
        var settings = Path.Combine(profile, "Default");
        Directory.CreateDirectory(settings);
        const string Blocked = """{"profile":{"block_third_party_cookies":true,"cookie_controls_mode":1}}""";
        await File.WriteAllTextAsync(Path.Combine(settings, "Preferences"), Blocked);
        var context = await _playwright!.Chromium.LaunchPersistentContextAsync(
            profile, new() { ExecutablePath = Executable, Args = Arguments, Locale = "en-GB" });
        context.SetDefaultTimeout(15_000);
        return context;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    private static string Executable =>
        Environment.GetEnvironmentVariable("PARLEY_TEST_CHROMIUM") is { Length: > 0 } given ? given : UsualPlace;
}
