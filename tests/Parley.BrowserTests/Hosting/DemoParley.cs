using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MimeKit;
using Parley.Accounts;
using Parley.Accounts.OpenId;
using Parley.BrowserTests.Hosting;
using Parley.Platform.Installation;
using Parley.Platform.Web;
using Parley.Sites;
using Parley.Tests.Accounts.OpenId;

[assembly: AssemblyFixture(typeof(DemoParley))]
[assembly: AssemblyFixture(typeof(Browsers))]

namespace Parley.BrowserTests.Hosting;

/// <summary>One Parley for all tests, with the demo site, on <c>localhost</c>; every test writes under a name of its own.</summary>
public sealed class DemoParley : IAsyncLifetime
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("parley-browser-");
    private WebApplication? _app;
    private TestProvider? _club;

    /// <summary>Where Parley is: by host name, so that it is another site than a publisher on 127.0.0.1.</summary>
    public string Address { get; } = $"http://localhost:{FreePort()}";

    /// <summary>The demo newspaper that embeds the demo's discussions, by address: to a browser another site.</summary>
    public string Publisher { get; } = $"http://127.0.0.1:{FreePort()}";

    /// <summary>A provider whose accounts sign in at the demo site: to a browser another site too.</summary>
    internal TestProvider Club => _club!;

    internal IServiceProvider Services => _app!.Services;

    public async ValueTask InitializeAsync()
    {
        _club = await TestProvider.Start();
        var outbound = new OutboundOptions([new HostPort("127.0.0.1", _club.Port)]);
        var installation = new Installation(
            _data.FullName, null, [Address], null, null, TrustedProxies.None, outbound, IsDemoWanted: true, new Uri(Publisher));
        _app = await ServeCommand.Build(
            installation,
            TestContext.Current.CancellationToken,
            services => services.Replace(ServiceDescriptor.Singleton(new RateLimits(new ShortMinutes()))));
        await _app.StartAsync();
        var site = Services.GetRequiredService<SiteDirectory>().Find("demo")!;
        // All tests come from one address, as quickly as a flood, and say the same again and again.
        var settings = Services.GetRequiredService<SaveSite>();
        await settings.Set(site.Id, "posts-per-minute", "100000", default);
        await settings.Set(site.Id, "flood-rate", "100000", default);
        await settings.Set(site.Id, "screen-repeats", "off", default);
        var providers = Services.GetRequiredService<OpenIdProviders>();
        await providers.Save(site, new("club", "The Club", _club.Issuer, TestProvider.ClientId, TestProvider.Secret), Actor.Operator, default);
        await providers.Switch(site, "club", isOpen: true, Actor.Operator, default);
    }

    /// <summary>The address of a demo story's page, by the end of its publisher's id.</summary>
    internal async Task<string> Story(string name)
    {
        using var http = new HttpClient();
        var found = await http.GetAsync($"{Address}/stories?site=demo&storyId=courier-{name}");
        return found.RequestMessage!.RequestUri!.AbsoluteUri;
    }

    /// <summary>A link that opens the owner's account once; those made before open nothing any more.</summary>
    internal Task<string> OwnerLink() => Services.GetRequiredService<Parley.Accounts.StaffLinks>().ForOwner(default);

    /// <summary>The six digits mailed to an address; without a server mails lie in the data folder.</summary>
    internal async Task<string> CodeFor(string mail)
    {
        var digits = await InMailTo(mail, @"(?m)^    (\d{3}) (\d{3})\s*$");
        return digits.Groups[1].Value + digits.Groups[2].Value;
    }

    /// <summary>The link mailed to an address.</summary>
    internal async Task<string> LinkFor(string mail) => (await InMailTo(mail, @"http\S+")).Value;

    private async Task<Match> InMailTo(string address, string pattern)
    {
        var folder = Path.Combine(_data.FullName, "mail");
        for (var attempt = 0; attempt < 200; attempt++)
        {
            foreach (var file in Directory.Exists(folder) ? Directory.GetFiles(folder, "*.eml") : [])
                if (await TextOf(file) is { } mail && mail.To.Mailboxes.Any(box => box.Address == address)
                    && Regex.Match(mail.TextBody ?? "", pattern) is { Success: true } found)
                    return found;
            await Task.Delay(50);
        }
        throw new TimeoutException($"Nothing came to {address}.");
    }

    /// <returns>Null while it is still being written.</returns>
    private static async Task<MimeMessage?> TextOf(string file)
    {
        try
        {
            await using var stream = File.OpenRead(file);
            return await MimeMessage.LoadAsync(stream);
        }
        catch (Exception unfinished) when (unfinished is FormatException or IOException)
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }
        if (_club is not null)
            await _club.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _data.Delete(recursive: true);
    }

    /// <summary>All tests come from one address; what it may do in a minute they may do in a second.</summary>
    private sealed class ShortMinutes : TimeProvider
    {
        public override long GetTimestamp() => base.GetTimestamp() * 60;
    }

    private static int FreePort()
    {
        // Kestrel draws no port for a host name, so one is drawn here.
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
