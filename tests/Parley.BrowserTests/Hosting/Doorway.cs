namespace Parley.BrowserTests.Hosting;

/// <summary>How people come in, step by step in a real browser.</summary>
internal static class Doorway
{
    /// <summary>Tests that become the owner, one after the other: each ends what the one before opened.</summary>
    public const string OneOwner = "One owner";

    /// <summary>A device that holds passkeys and says that its owner is there.</summary>
    public static Task<PasskeyDevice> AddDevice(IPage page) => PasskeyDevice.Add(page);

    /// <summary>A reader asks for a code at the demo site.</summary>
    public static async Task AskForCode(DemoParley parley, IPage page, string mail)
    {
        await page.GotoAsync(parley.Address + "/account/demo/sign-in");
        await page.GetByLabel("Your mail address").First.FillAsync(mail);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send me a code" }).ClickAsync();
    }

    /// <summary>A reader joins the demo site with a code.</summary>
    public static async Task Join(DemoParley parley, IPage page, string mail, string name, string? password = null)
    {
        await AskForCode(parley, page, mail);
        await page.GetByLabel("The six digits").FillAsync(await parley.CodeFor(mail));
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.GetByLabel("Your name").FillAsync(name);
        if (password is not null)
            await page.Locator("#password").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Join" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = name })).ToBeVisibleAsync();
    }

    /// <summary>On their own page a reader makes a passkey.</summary>
    public static async Task AddPasskey(IPage page)
    {
        await page.GetByLabel("What you call it").FillAsync("My telephone");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await Expect(page.GetByText("My telephone")).ToBeVisibleAsync();
    }

    public static async Task SignOut(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/sign-in$"));
    }

    /// <summary>The owner opens the link that makes or resets them, and makes a passkey their second factor.</summary>
    public static async Task BecomeOwner(IPage page, string link)
    {
        await page.GotoAsync(link);
        if (await page.GetByLabel("Your name").CountAsync() > 0)
        {
            await page.GetByLabel("Your mail address").FillAsync("owner@harrowmere.example");
            await page.GetByLabel("Your name").FillAsync("Odile Owner");
        }
        await page.GetByLabel("A password").FillAsync("seven quiet herons");
        await page.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();
        await Expect(page.GetByText("A password alone opens nothing here.")).ToBeVisibleAsync();
        await page.GetByLabel("What you call it").FillAsync("Key ring");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your recovery codes" })).ToBeVisibleAsync();
    }
}
