using System.Text.RegularExpressions;
using Parley.BrowserTests.Hosting;

namespace Parley.BrowserTests;

/// <summary>A reader joins with a code, makes a passkey on a device and comes back with it: in a real browser, on localhost.</summary>
[Collection(Doorway.OneOwner)]
public sealed class PasskeyTest(DemoParley parley, Browsers browsers)
{
    [Fact]
    public async Task A_passkey_is_made_and_signs_in()
    {
        var page = await browsers.Open();
        await Doorway.AddDevice(page);
        await Doorway.Join(parley, page, "passkey@reader.example", "Petra Key");

        await Doorway.AddPasskey(page);
        await Doorway.SignOut(page);

        await page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Petra Key" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Joining_and_the_account_work_without_script()
    {
        var page = await browsers.OpenWithoutScript();

        await Doorway.Join(parley, page, "plain@reader.example", "Paul Plain");

        await Expect(page.GetByText("This browser")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" })).ToBeHiddenAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "End all" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/account/demo/sign-in"));
    }

    [Fact]
    public async Task The_owner_makes_a_passkey_the_second_factor_and_comes_in_with_it()
    {
        var page = await browsers.Open();
        await Doorway.AddDevice(page);
        await Doorway.BecomeOwner(page, await parley.OwnerLink());
        await page.GetByRole(AriaRole.Link, new() { Name = "I have kept them" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Newsroom" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Settings" }).First.ClickAsync();
        await Expect(page.GetByLabel("edit-window")).ToBeVisibleAsync();
    }
}
