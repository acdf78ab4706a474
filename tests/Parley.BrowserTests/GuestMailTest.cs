using Parley.BrowserTests.Hosting;

namespace Parley.BrowserTests;

/// <summary>On the publisher's page a guest leaves an address to be told of answers.</summary>
public sealed class GuestMailTest(DemoParley parley, Browsers browsers)
{
    [Fact]
    public async Task A_guest_leaves_an_address_where_their_comment_is_changed_and_confirms_it_by_a_press()
    {
        await using var browser = await BlockingBrowser.Open(browsers);
        var reader = await PaperReader.Open(parley, browser);
        await reader.OpenComposer();
        await reader.Thread.Locator("input[name=name]").First.FillAsync("Mia Mail");
        await reader.Post("Tell me what you think of it.", "Mia Mail");

        await reader.Thread.Locator(".comment.found .yours").ClickAsync();
        await reader.Thread.Locator(".owned input[name=mail]").FillAsync("mia@guest.example");
        await reader.Thread.GetByRole(AriaRole.Button, new() { Name = "Send me a link to confirm" }).ClickAsync();
        await Expect(reader.Thread.Locator(".owned")).ToContainTextAsync("A link is on its way");

        await reader.Page.GotoAsync(await parley.LinkFor("mia@guest.example"));
        await reader.Page.GetByRole(AriaRole.Button, new() { Name = "Confirm" }).ClickAsync();
        await Expect(reader.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("forgets your address");
    }
}
