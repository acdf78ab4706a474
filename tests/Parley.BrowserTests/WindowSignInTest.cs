using System.Text.RegularExpressions;
using Parley.BrowserTests.Hosting;

namespace Parley.BrowserTests;

/// <summary>
/// From the demo publisher's page, with third-party cookies blocked, a reader signs in in each way Parley's own window has,
/// writes, reloads, is still signed in, and signs out.
/// </summary>
public sealed class WindowSignInTest(DemoParley parley, Browsers browsers)
{
    [Fact]
    public async Task By_a_code_sent_by_mail_somebody_new_joins()
    {
        await using var browser = await BlockingBrowser.Open(browsers);
        var reader = await PaperReader.Open(parley, browser);

        var window = await reader.OpenWindow();
        await reader.Join(window, "code@window.example", "Cora Code");

        await reader.WritesComesAgainAndLeaves(window, "Cora Code");
    }

    [Fact]
    public async Task By_a_password()
    {
        await using var browser = await BlockingBrowser.Open(browsers);
        await Doorway.Join(parley, browser.Page, "password@window.example", "Paula Pass", PaperReader.Password);
        await Doorway.SignOut(browser.Page);
        var reader = await PaperReader.Open(parley, browser);

        var window = await reader.OpenWindow();
        await window.Locator("#password-mail").FillAsync("password@window.example");
        await window.Locator("#password").FillAsync(PaperReader.Password);
        await window.Locator("form[action*='sign-in/password'] button").ClickAsync();

        await reader.WritesComesAgainAndLeaves(window, "Paula Pass");
    }

    [Fact]
    public async Task By_a_passkey()
    {
        await using var browser = await BlockingBrowser.Open(browsers);
        var device = await Doorway.AddDevice(browser.Page);
        await Doorway.Join(parley, browser.Page, "passkey@window.example", "Kim Keyes");
        await Doorway.AddPasskey(browser.Page);
        await Doorway.SignOut(browser.Page);
        var reader = await PaperReader.Open(parley, browser);

        var window = await reader.OpenWindow();
        await device.BringTo(window);
        await window.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();

        await reader.WritesComesAgainAndLeaves(window, "Kim Keyes");
    }

    [Fact]
    public async Task By_an_account_at_an_OpenID_Connect_provider()
    {
        await using var browser = await BlockingBrowser.Open(browsers);
        var reader = await PaperReader.Open(parley, browser);
        parley.Club.Subject = "a reader in a window";

        var window = await reader.OpenWindow();
        await window.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("The Club") }).ClickAsync();
        await window.GetByLabel("Your name").FillAsync("Olga Other");
        await window.GetByRole(AriaRole.Button, new() { Name = "Join" }).ClickAsync();

        await reader.WritesComesAgainAndLeaves(window, "Olga Other");
    }

    [Fact]
    public async Task Where_the_two_windows_lost_each_other_the_reader_types_the_code()
    {
        await using var browser = await BlockingBrowser.Open(browsers);
        // The page's own policy cuts it off from every window it opens.
        await browser.Page.RouteAsync(parley.Publisher + "/town/library-bus", async route =>
        {
            var answer = await route.FetchAsync();
            var headers = new Dictionary<string, string>(answer.Headers) { ["cross-origin-opener-policy"] = "same-origin" };
            await route.FulfillAsync(new() { Response = answer, Headers = headers });
        });
        var reader = await PaperReader.Open(parley, browser);

        var window = await reader.OpenWindow();
        await reader.Join(window, "typed@window.example", "Tilda Typed");
        await PaperReader.GoOn(window);
        var code = await window.Locator("#hand-over").TextContentAsync();
        await reader.Writer.Locator("input[name=code]").FillAsync(code!.ToLowerInvariant());
        await reader.Writer.Locator("input[name=code]").PressAsync("Enter");

        await Expect(reader.Writer).ToContainTextAsync("Tilda Typed");
        await reader.Post("Typed by hand.", "Tilda Typed");
    }

    [Fact]
    public async Task What_was_written_as_a_guest_is_made_ones_own_and_edited()
    {
        await using var browser = await BlockingBrowser.Open(browsers);
        var reader = await PaperReader.Open(parley, browser);
        await reader.OpenComposer();
        await reader.Thread.Locator("input[name=name]").First.FillAsync("Gus Guest");
        await reader.Post("Written before I had an account.", "Gus Guest");
        await reader.Page.ReloadAsync();

        var window = await reader.OpenWindow();
        await reader.Join(window, "guest@window.example", "Gustav Known");
        await PaperReader.GoOn(window);
        await Expect(reader.Writer).ToContainTextAsync("you wrote as Gus Guest");
        await reader.Writer.GetByRole(AriaRole.Button, new() { Name = "Make them mine" }).ClickAsync();
        await Expect(reader.Writer).Not.ToContainTextAsync("Gus Guest");
        var mine = reader.Thread.Locator(".comment", new() { HasText = "before I had an account" });
        await ReadAgainUntil(reader, mine.Locator(".name").First, "Gustav Known");

        await mine.Locator(".yours").ClickAsync();
        await reader.Thread.Locator(".owned textarea").FillAsync("Written before I joined.");
        await reader.Thread.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await Expect(reader.Thread.Locator(".comment.found")).ToContainTextAsync("Written before I joined.");
    }

    /// <summary>What changes hands is told of a moment later.</summary>
    private static async Task ReadAgainUntil(PaperReader reader, ILocator shown, string text)
    {
        for (var attempt = 0; attempt < 20 && await shown.TextContentAsync() != text; attempt++)
        {
            await Task.Delay(250);
            await reader.Page.ReloadAsync();
            await reader.Thread.ScrollIntoViewIfNeededAsync();
        }
        await Expect(shown).ToHaveTextAsync(text);
    }
}
