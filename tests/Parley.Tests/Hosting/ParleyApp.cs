using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Parley.Platform.Events;
using Parley.Platform.Installation;
using Parley.Platform.Web;
using Parley.Platform.Web.Cache;
using Parley.Sites;
using Parley.Tests.Platform;

namespace Parley.Tests.Hosting;

/// <summary>A whole Parley, served on a loopback port from a database of its own, with one site named <c>news</c>.</summary>
internal sealed class ParleyApp : IAsyncDisposable
{
    public const string SiteName = "news";
    public const string SiteOrigin = "https://news.example";

    private readonly TestDatabase _database;
    private readonly Microsoft.AspNetCore.Builder.WebApplication _app;
    private readonly bool _ownsDatabase;

    private ParleyApp(TestDatabase database, bool ownsDatabase, Microsoft.AspNetCore.Builder.WebApplication app, TestClock clock)
    {
        (_database, _ownsDatabase, _app, Clock) = (database, ownsDatabase, app, clock);
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };
    }

    public Uri Address { get; }

    /// <summary>Follows no redirect and keeps no cookie.</summary>
    public HttpClient Http { get; }

    /// <summary>Stands at the real time of the start until it is moved.</summary>
    public TestClock Clock { get; }

    public TestDatabase Database => _database;

    public IServiceProvider Services => _app.Services;

    /// <summary>A key of the site.</summary>
    public string ApiKey { get; private set; } = "";

    /// <param name="demo">Whether the demo site is wanted too.</param>
    /// <param name="adjust">Lets a test look on, with a service of its own beside the product's.</param>
    public static async Task<ParleyApp> Start(string engine, bool demo = false, Action<IServiceCollection>? adjust = null) =>
        await StartOn(await MigratedDatabases.Copy(engine), ownsDatabase: true, demo, adjust, makeSite: true);

    /// <summary>A node on a database that is there already: another one beside the first, or the same started again.</summary>
    /// <param name="makeSite">Whether the site is to be made: nobody did before.</param>
    public static async Task<ParleyApp> StartOn(
        TestDatabase database, bool ownsDatabase = false, bool demo = false, Action<IServiceCollection>? adjust = null, bool makeSite = false)
    {
        var clock = new TestClock(TimeProvider.System.GetUtcNow());
        var installation = new Installation(
            database.DataFolder,
            database.ConnectionString,
            ["http://127.0.0.1:0"],
            null,
            null,
            TrustedProxies.None,
            OutboundOptions.PublicOnly,
            demo);
        var app = await ServeCommand.Build(installation, default, services =>
        {
            services
                .Replace(ServiceDescriptor.Singleton<TimeProvider>(clock))
                .Replace(ServiceDescriptor.Singleton(new ReactionPace(TimeSpan.FromMilliseconds(5))))
                .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
            adjust?.Invoke(services);
        });
        await app.StartAsync();
        var started = new ParleyApp(database, ownsDatabase, app, clock);
        if (makeSite)
            await started.MakeSite();
        return started;
    }

    /// <summary>Changes a setting of the site, as <c>parley setting set</c> does.</summary>
    public async Task Set(string setting, string value)
    {
        await CatchUp();
        var site = Services.GetRequiredService<SiteDirectory>().Find(SiteName)!;
        Assert.Null(await Services.GetRequiredService<SaveSite>().Set(site.Id, setting, value, default));
        await CatchUp();
    }

    /// <summary>Waits until this node and the stored reactions have seen all that was written so far.</summary>
    public async Task CatchUp()
    {
        var pump = Services.GetRequiredService<EventPump>();
        for (var quiet = 0; quiet < 2;)
        {
            var end = await Written();
            Assert.True(await pump.Reach(end, TimeSpan.FromSeconds(30), default), "The event pump did not catch up.");
            await StoredReactions(end);
            quiet = await Written() == end ? quiet + 1 : 0;
        }
    }

    /// <summary>The same, and lets the moment pass for which a page is served as it was.</summary>
    public async Task Refresh()
    {
        await CatchUp();
        Clock.Advance(TimeSpan.FromSeconds(1));
    }

    /// <summary>Waits until all mail has gone out.</summary>
    public async Task NoMailWaits()
    {
        for (var attempt = 0; attempt < 600; attempt++)
        {
            await using var db = await OpenToRead();
            if (!db.Set<Parley.Platform.Mail.OutboxMail>().Any())
                return;
            await Task.Delay(50);
        }
        Assert.Fail("Mail still waits to be sent.");
    }

    /// <summary>The last event written, whether or not a transaction of another test's database still hides it from readers.</summary>
    public async Task<EventPosition> Written()
    {
        await using var db = await OpenToRead();
        return db.Set<EventRow>().OrderByDescending(row => row.Transaction).ThenByDescending(row => row.Sequence).FirstOrDefault()?.Position
            ?? EventPosition.Start;
    }

    /// <summary>The database as the product reads it, for what no page shows.</summary>
    public Task<Parley.Platform.Data.ParleyContext> OpenToRead() => Services
        .GetRequiredService<Microsoft.EntityFrameworkCore.IDbContextFactory<Parley.Platform.Data.ParleyContext>>()
        .CreateDbContextAsync();

    /// <summary>Makes a story through the API and gives its id.</summary>
    public async Task<string> MakeStory(string url = SiteOrigin + "/first", object? more = null)
    {
        var body = JsonSerializer.SerializeToNode(more ?? new { title = "A story" })!.AsObject();
        body["url"] = url;
        using var answer = await AsPublisher(HttpMethod.Post, "/api/v1/stories", body);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    /// <summary>Posts a comment as a new guest, or as the holder of a token.</summary>
    public async Task<TestComment> Post(
        string story, string body, string name = "Ann", string? parent = null, string? token = null)
    {
        using var answer = await Json(
            HttpMethod.Post, $"/api/v1/stories/{story}/comments", new { body, name, parentId = parent }, token);
        Assert.Equal(System.Net.HttpStatusCode.Created, answer.StatusCode);
        var posted = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return new(
            posted.GetProperty("comment").GetProperty("id").GetString()!,
            posted.GetProperty("authorToken").GetString() ?? token!);
    }

    public Task<HttpResponseMessage> AsPublisher(HttpMethod method, string path, object? body = null) => Json(method, path, body, ApiKey);

    /// <param name="token">For <c>Authorization: Bearer</c>.</param>
    public Task<HttpResponseMessage> Json(HttpMethod method, string path, object? body, string? token = null)
    {
        var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = JsonContent.Create(body);
        if (token is not null)
            request.Headers.Authorization = new("Bearer", token);
        return Http.SendAsync(request);
    }

    /// <summary>Sends a form as a browser does from our own page.</summary>
    public Task<HttpResponseMessage> Form(string path, string? cookie, params (string Name, string Value)[] fields)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
        };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        if (cookie is not null)
            request.Headers.Add("Cookie", cookie);
        return Http.SendAsync(request);
    }

    /// <summary>A page as whoever just wrote sees it, however short ago it was drawn for others.</summary>
    public async Task<string> Page(string path)
    {
        var reached = $"{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{PageCache.ReachedParameter}={await Written()}";
        using var answer = await Http.GetAsync(path + reached);
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    public async Task<JsonElement> Read(string path)
    {
        using var answer = await Http.GetAsync(path);
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        if (_ownsDatabase)
            await _database.DisposeAsync();
    }

    private async Task MakeSite()
    {
        var made = await Services.GetRequiredService<SaveSite>().Add(SiteName, "The News", "en", [SiteOrigin], default);
        ApiKey = await Services.GetRequiredService<SaveSite>().AddKey(made.Value, default);
        await Set("posts-per-minute", "100000");
        // A test posts as quickly as a flood.
        await Set("flood-rate", "100000");
        await CatchUp();
    }

    private async Task StoredReactions(EventPosition end)
    {
        var reactions = Services.GetServices<IStoredReaction>().Select(reaction => reaction.Name).ToList();
        if (reactions.Count == 0)
            return;
        for (var attempt = 0; attempt < 500; attempt++)
        {
            if (await StoredReactionsAt(reactions) >= end)
                return;
            await Task.Delay(20);
        }
        Assert.Fail("The stored reactions did not catch up.");
    }

    private async Task<EventPosition> StoredReactionsAt(List<string> names)
    {
        await using var db = await OpenToRead();
        var cursors = db.Set<EventCursor>().ToList();
        return names.Min(name => cursors.Find(cursor => cursor.Name == name)?.Position ?? EventPosition.Start);
    }
}

/// <summary>A comment a test posted.</summary>
internal sealed record TestComment(string Id, string Token);
