namespace Parley.BrowserTests.Hosting;

/// <summary>A browser of its own profile that blocks third-party cookies, and shows that it does.</summary>
internal sealed class BlockingBrowser : IAsyncDisposable
{
    private readonly DirectoryInfo _profile;

    private BlockingBrowser(DirectoryInfo profile, IBrowserContext context) => (_profile, Context) = (profile, context);

    public IBrowserContext Context { get; }

    public IPage Page => Context.Pages[0];

    public static async Task<BlockingBrowser> Open(Browsers browsers)
    {
        var profile = Directory.CreateTempSubdirectory("parley-profile-");
        return new(profile, await browsers.OpenBlockingThirdPartyCookies(profile.FullName));
    }

    /// <summary>
    /// The control: of two cookies set on a request from another site's page, a plain third-party one must be dropped and
    /// a partitioned one kept. Otherwise nothing would be proved.
    /// </summary>
    public async Task<string[]> CookiesThatStay()
    {
        await using var control = await ControlServer.Start();
        await Page.GotoAsync(control.Page);
        return await Page.EvaluateAsync<string[]>(
            """
            async (address) => {
              await fetch(address + "/set", { credentials: "include" });
              return (await fetch(address + "/read", { credentials: "include" })).json();
            }
            """,
            control.ThirdParty);
    }

    public async ValueTask DisposeAsync()
    {
        await Context.DisposeAsync();
        _profile.Delete(recursive: true);
    }
}
