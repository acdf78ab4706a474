using System.Text.RegularExpressions;
using Parley.BrowserTests.Hosting;

namespace Parley.BrowserTests;

/// <summary>The way to a provider on another site and back, as a real browser goes it under our policies.</summary>
public sealed class OtherAccountTest(DemoParley parley, Browsers browsers)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reader_joins_with_an_account_elsewhere_with_script_and_without(bool hasScript)
    {
        var page = hasScript ? await browsers.Open() : await browsers.OpenWithoutScript();
        parley.Club.Subject = $"reader, script {hasScript}";

        await page.GotoAsync(parley.Address + "/account/demo/sign-in");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("The Club") }).ClickAsync();
        if (!hasScript)
            await page.GetByRole(AriaRole.Button, new() { Name = "Go on", Exact = true }).ClickAsync();
        await page.GetByLabel("Your name").FillAsync($"Clara {(hasScript ? "Script" : "Plain")}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Join" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { NameRegex = new Regex("Clara") })).ToBeVisibleAsync();
        await Expect(page.GetByText("By another account")).ToBeVisibleAsync();
    }
}
