using System.Text.RegularExpressions;
using Parley.BrowserTests.Hosting;

namespace Parley.BrowserTests;

/// <summary>A reader joins with a code, makes a passkey on a device and comes back with it: in a real browser, on localhost.</summary>
public sealed class PasskeyTest(DemoParley parley, Browsers browsers)
{
    [Fact]
    public async Task A_passkey_is_made_and_signs_in()
    {
        var page = await browsers.Open();
        await AddDevice(page);
        await Join(page, "passkey@reader.example", "Petra Key");

        await page.GetByLabel("What you call it").FillAsync("My telephone");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await Expect(page.GetByText("My telephone")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/sign-in$"));

        await page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Petra Key" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Joining_and_the_account_work_without_script()
    {
        var page = await browsers.OpenWithoutScript();

        await Join(page, "plain@reader.example", "Paul Plain");

        await Expect(page.GetByText("This browser")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" })).ToBeHiddenAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "End all" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/account/demo/sign-in"));
    }

    /// <summary>A device that holds passkeys and says that its owner is there.</summary>
    private static async Task AddDevice(IPage page)
    {
        var browser = await page.Context.NewCDPSessionAsync(page);
        await browser.SendAsync("WebAuthn.enable");
        await browser.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
    }

    private async Task Join(IPage page, string mail, string name)
    {
        await page.GotoAsync(parley.Address + "/account/demo/sign-in");
        await page.GetByLabel("Your mail address").First.FillAsync(mail);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send me a code" }).ClickAsync();
        await page.GetByLabel("The six digits").FillAsync(await parley.CodeFor(mail));
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.GetByLabel("Your name").FillAsync(name);
        await page.GetByRole(AriaRole.Button, new() { Name = "Join" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = name })).ToBeVisibleAsync();
    }
}
