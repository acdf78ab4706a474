using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Parley.BrowserTests.Hosting;
using Parley.Sites;

namespace Parley.BrowserTests;

/// <summary>
/// Readers sign in on a publisher's page of another site, in a browser that blocks third-party cookies; a control cookie
/// proves that it does.
/// </summary>
public sealed class PublisherSignInTest(DemoParley parley, Browsers browsers)
{
    private static readonly ConcurrentDictionary<DemoParley, Lazy<Task<string>>> Shared = new();

    [Fact]
    public async Task With_the_publishers_own_account_a_reader_writes_reloads_and_signs_out()
    {
        var secret = await TakeTokens();
        await using var browser = await BlockingBrowser.Open(browsers);
        var reader = await PaperReader.Open(parley, browser);
        var token = Token(secret, "reader-7", "Rosa Blum");
        await Serve(reader.Page, () => $"token=\"{token}\"");

        await reader.OpenComposer();
        await Expect(reader.Writer).ToContainTextAsync("Rosa Blum");
        await Expect(reader.Thread.Locator("input[name=name]").First).ToBeHiddenAsync();
        await reader.Post("Signed in at the paper's own door.", "Rosa Blum");

        // The same token again, as a page from a cache would bring it.
        await reader.Page.ReloadAsync();
        await reader.OpenComposer();
        await Expect(reader.Writer).ToContainTextAsync("Rosa Blum");
        await reader.NothingLiesAbout();

        token = "";
        await reader.Page.ReloadAsync();
        await reader.OpenComposer();
        await Expect(reader.Writer).ToContainTextAsync("Rosa Blum");
        await reader.SignOut();
        await reader.Page.ReloadAsync();
        await reader.OpenComposer();
        await Expect(reader.Writer).ToContainTextAsync("Sign in");
    }

    [Fact]
    public async Task A_page_whose_token_has_ended_is_asked_for_a_fresh_one()
    {
        var secret = await TakeTokens();
        await using var browser = await BlockingBrowser.Open(browsers);
        var (reader, page) = (new PaperReader(parley, browser), browser.Page);
        await page.RouteAsync(
            parley.Publisher + "/parley-token",
            route => route.FulfillAsync(new() { ContentType = "text/plain", Body = Token(secret, "reader-8", "Frida Fresh") }));
        await Serve(page, () => $"token=\"{Token(secret, "reader-8", "Frida Fresh", minutes: -10)}\"");
        await page.EvaluateAsync("() => { document.querySelector('parley-thread').tokenSource = async () => (await fetch('/parley-token')).text(); }");

        await reader.OpenComposer();

        await Expect(reader.Writer).ToContainTextAsync("Frida Fresh");
    }

    [Fact]
    public async Task A_publishers_script_signs_its_reader_out_of_the_discussion_too()
    {
        var secret = await TakeTokens();
        await using var browser = await BlockingBrowser.Open(browsers);
        var reader = new PaperReader(parley, browser);
        await Serve(reader.Page, () => $"token=\"{Token(secret, "reader-9", "Olaf Out")}\"");
        await reader.OpenComposer();
        await Expect(reader.Writer).ToContainTextAsync("Olaf Out");

        await reader.Page.EvaluateAsync("() => document.querySelector('parley-thread').signOut()");

        await Expect(reader.Writer).ToContainTextAsync("Sign in");
        Assert.Null(await reader.Thread.GetAttributeAsync("token"));
        await reader.Thread.Locator("input[name=name]").First.FillAsync("Gerda Guest");
        await reader.Post("Now as a guest.", "Gerda Guest");
    }

    [Fact]
    public async Task Who_signs_out_in_the_form_stays_so_though_the_page_still_names_them()
    {
        var secret = await TakeTokens();
        await using var browser = await BlockingBrowser.Open(browsers);
        var reader = new PaperReader(parley, browser);
        await Serve(reader.Page, () => $"token=\"{Token(secret, "reader-10", "Sina Still")}\"");
        await reader.OpenComposer();
        await Expect(reader.Writer).ToContainTextAsync("Sina Still");

        await reader.SignOut();

        await Expect(reader.Thread.Locator("form .wrong")).ToHaveCountAsync(0);
        await reader.Page.ReloadAsync();
        await reader.OpenComposer();
        await Expect(reader.Writer).ToContainTextAsync("Sina Still");
    }

    /// <param name="attributes">More of the element's, as they are at each load.</param>
    private async Task Serve(IPage page, Func<string> attributes)
    {
        var address = parley.Publisher + "/signing-in";
        await page.RouteAsync(address, route => route.FulfillAsync(new()
        {
            ContentType = "text/html; charset=utf-8",
            Body = $"""
                <!doctype html><html lang="en"><head><title>An article</title><script async src="{parley.Address}/embed/demo.js"></script></head>
                <body><main><h1>An article</h1><parley-thread story-id="courier-library-bus" {attributes()}></parley-thread></main></body></html>
                """,
        }));
        await page.GotoAsync(address);
    }

    /// <summary>The site takes tokens; of its secrets two count, so all tests share one.</summary>
    private Task<string> TakeTokens() => Shared.GetOrAdd(parley, _ => new(MakeSecret)).Value;

    private async Task<string> MakeSecret()
    {
        var sites = parley.Services.GetRequiredService<SiteDirectory>();
        var saving = parley.Services.GetRequiredService<SaveSite>();
        var site = sites.Find("demo")!;
        await saving.Set(site.Id, "publisher-accounts", "secret", default);
        var secret = await saving.AddSecret(site.Id, default);
        while (sites.Find("demo") is not { Settings.PublisherAccounts: "secret", Secrets: var secrets } || secrets.Count == site.Secrets.Count)
            await Task.Delay(20);
        return secret;
    }

    private string Token(string secret, string subject, string name, int minutes = 5)
    {
        var now = TimeProvider.System.GetUtcNow();
        var once = Convert.ToHexString(RandomNumberGenerator.GetBytes(8));
        var claims = new { iss = parley.Publisher, aud = "demo", sub = subject, exp = now.AddMinutes(minutes).ToUnixTimeSeconds(), jti = once, name };
        var signed = Part(new { alg = "HS256" }) + "." + Part(claims);
        return signed + "." + Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.ASCII.GetBytes(secret), Encoding.ASCII.GetBytes(signed)));
    }

    private static string Part(object content) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(content));
}
