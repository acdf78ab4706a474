using System.Text.Json;

namespace Parley.BrowserTests.Hosting;

/// <summary>A device that holds passkeys and says that its owner is there, as the browser pretends to have one.</summary>
internal sealed class PasskeyDevice
{
    private readonly ICDPSession _browser;
    private readonly string _id;

    private PasskeyDevice(ICDPSession browser, string id) => (_browser, _id) = (browser, id);

    public static async Task<PasskeyDevice> Add(IPage page)
    {
        var browser = await page.Context.NewCDPSessionAsync(page);
        await browser.SendAsync("WebAuthn.enable");
        var added = await browser.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
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
        return new(browser, added!.Value.GetProperty("authenticatorId").GetString()!);
    }

    /// <summary>The same device at another window, with the passkeys it holds: the browser pretends for each window by itself.</summary>
    public async Task BringTo(IPage page)
    {
        var held = await _browser.SendAsync("WebAuthn.getCredentials", Of(_id));
        var there = await Add(page);
        foreach (var passkey in held!.Value.GetProperty("credentials").EnumerateArray())
        {
            var command = Of(there._id);
            command["credential"] = JsonSerializer.Deserialize<Dictionary<string, object>>(passkey.GetRawText())!;
            await there._browser.SendAsync("WebAuthn.addCredential", command);
        }
    }

    private static Dictionary<string, object> Of(string authenticator) => new() { ["authenticatorId"] = authenticator };
}
