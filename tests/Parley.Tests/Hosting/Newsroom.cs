using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Parley.Accounts;

namespace Parley.Tests.Hosting;

/// <summary>Staff who sign in step by step as a browser does.</summary>
internal static partial class Newsroom
{
    public const string Password = "seven quiet herons";

    /// <summary>The owner, with a second factor.</summary>
    public static async Task<TestBrowser> Owner(ParleyApp app, string mail = "owner@news.example")
    {
        var link = await app.Services.GetRequiredService<StaffLinks>().ForOwner(default);
        return (await Open(app, new Uri(link).PathAndQuery, mail, "Odile Owner")).Browser;
    }

    /// <summary>Somebody whom an administrator invites to a site, with a second factor.</summary>
    public static async Task<TestBrowser> Invited(ParleyApp app, TestBrowser administrator, string role, string site = ParleyApp.SiteName)
    {
        var mail = $"{role}.{site}@news.example";
        (await administrator.Post($"/staff/{site}/people/invite", ("mail", mail), ("name", role + " of " + site), ("role", role))).Must(303);
        return (await Open(app, TestMail.Link(await TestMail.To(app, mail)), null, null)).Browser;
    }

    /// <summary>Opens a link of staff, chooses a password and sets up an authenticator app.</summary>
    public static async Task<(TestBrowser Browser, string Key, string Page)> Open(ParleyApp app, string link, string? mail, string? name)
    {
        var browser = new TestBrowser(app);
        (await browser.Get(link)).Must(200);
        (await browser.Post("/staff/setup", ("key", link.Split("key=")[1]), ("mail", mail), ("name", name), ("password", Password))).Must(303);
        var key = KeyIn((await browser.Get("/staff/account")).Must(200));
        var done = (await browser.Post("/staff/account/app", ("code", CodeOf(key)))).Must(200);
        return (browser, key, done.Text);
    }

    /// <summary>The key a page shows for an authenticator app.</summary>
    public static string KeyIn(Answer page) => Secret().Match(page.Text) is { Success: true } found
        ? found.Groups[1].Value
        : throw new FormatException(page.Text);

    /// <summary>What an authenticator app shows (RFC 6238).</summary>
    /// <param name="steps">Later than now, in steps of 30 s.</param>
    public static string CodeOf(string key, int steps = 0)
    {
        var moment = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(moment, (TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30) + steps);
        var hash = HMACSHA1.HashData(Base32(key), moment);
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 15)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static byte[] Base32(string text)
    {
        var bits = string.Concat(text.Select(letter =>
            Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. bits.Chunk(8).Where(eight => eight.Length == 8).Select(eight => Convert.ToByte(new string(eight), 2))];
    }

    [GeneratedRegex("secret=([A-Z2-7]+)")]
    private static partial Regex Secret();
}
