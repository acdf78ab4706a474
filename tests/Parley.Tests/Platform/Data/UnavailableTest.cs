using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Parley.Platform.Data;
using Parley.Tests.Hosting;

namespace Parley.Tests.Platform.Data;

/// <summary>A database that is locked, full or gone: 503 in words, nothing stored by half, and it recovers by itself.</summary>
public sealed class UnavailableTest(ITestOutputHelper output)
{
    /// <summary>Recovery is waited for up to here; it usually takes a moment.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task While_the_file_is_locked_readers_read_on_and_writers_hear_when_to_come_back()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        var story = await app.MakeStory();
        var before = await StoredRows.Count(app);
        Answer json, form, page;
        await using (var other = new SqliteConnection($"Data Source={Path.Combine(app.Database.DataFolder, "parley.db")};Pooling=False"))
        {
            await other.OpenAsync();
            await using var lockedBy = other.BeginTransaction();

            (json, form) = (await Post(app, story), await PostForm(app, story));
            page = await Call.Get(app, $"/stories/{story}?sort=oldest").Send();
        }

        Unavailable(json);
        Assert.Equal("storage", json.Code);
        Unavailable(form);
        Assert.Equal(200, page.Status);
        Assert.Equal(before, await StoredRows.Count(app));
        Assert.Equal(201, (await Post(app, story)).Status);
    }

    [Fact]
    public async Task While_the_disk_is_full_readers_read_on_and_when_there_is_room_writers_write_on()
    {
        Assert.SkipWhen(!File.Exists("/usr/bin/prlimit"), "No prlimit here to limit the size of a process's files with.");
        await using var database = await TestDatabase.Create(Engines.Sqlite);
        Assert.Equal(0, (await ParleyProcess.Run(database, "site", "add", ParleyApp.SiteName, "--title", "The News", "--origin", ParleyApp.SiteOrigin)).Code);
        // A write past the limit fails as one on a full disk does, once the signal that would end the process is ignored.
        await using var node = await ParleyProcess.Serve(database, "trap '' XFSZ");
        var story = await Post(node, "Before.");

        await Limit(node, "4096:unlimited");
        using var refused = await Send(node, "Meanwhile.");
        var words = await refused.Content.ReadAsStringAsync();
        var page = await node.Http.GetAsync($"/stories/{story}?sort=oldest");
        await Limit(node, "unlimited:unlimited");
        await Post(node, "After.");

        output.WriteLine(words);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        var kept = await node.Http.GetStringAsync($"/api/v1/stories/{story}/comments?sort=oldest");
        Assert.Contains("After.", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("Meanwhile.", kept, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connections_that_were_cut_are_replaced_by_themselves()
    {
        Assert.SkipWhen(Engines.PostgresServer is null, "No PostgreSQL to test on: run the tests through ./test.");
        await using var app = await ParleyApp.Start(Engines.Postgres);
        var story = await app.MakeStory();
        await app.Post(story, "Before.");

        for (var round = 0; round < 3; round++)
        {
            await PostgresServer.Disconnect(DatabaseOf(app));
            await Until(async () => (await Post(app, story)).Status == 201);
        }

        var other = await app.Post(story, "After.");
        await app.Refresh();
        Assert.Contains("After.", await app.Page($"/comments/{other.Id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_server_is_gone_calls_are_answered_in_words_and_afterwards_as_before()
    {
        Assert.SkipWhen(Engines.PostgresServer is null, "No PostgreSQL to test on: run the tests through ./test.");
        await using var app = await ParleyApp.Start(Engines.Postgres);
        var story = await app.MakeStory();
        var kept = await Call.Get(app, $"/stories/{story}").Send();

        await PostgresServer.Close(DatabaseOf(app));
        var gone = new[]
        {
            await Post(app, story), await PostForm(app, story), await Call.Get(app, $"/api/v1/stories/{story}").Send(),
            await Call.Get(app, $"/stories/{story}?sort=oldest").Send(), await Call.Get(app, "/health/ready").Send(),
        };
        var alive = await Call.Get(app, "/health/live").Send();
        var shared = await Call.Get(app, $"/stories/{story}").Send();
        await PostgresServer.Open(DatabaseOf(app));

        Assert.All(gone[..4], Unavailable);
        Assert.Equal(503, gone[4].Status);
        Assert.Equal(200, alive.Status);
        Assert.Equal((200, kept.Text), (shared.Status, shared.Text));
        await Until(async () => (await Post(app, story)).Status == 201 && (await Call.Get(app, "/health/ready").Send()).Status == 200);
        var comment = await app.Post(story, "After.");
        await app.Refresh();
        Assert.Contains("After.", await app.Page($"/comments/{comment.Id}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Engines.Sqlite, 5, true)]
    [InlineData(Engines.Sqlite, 10, true)]
    [InlineData(Engines.Sqlite, 13, true)]
    [InlineData(Engines.Sqlite, 19, false)]
    [InlineData(Engines.Postgres, "53100", true)]
    [InlineData(Engines.Postgres, "57P01", true)]
    [InlineData(Engines.Postgres, "08006", true)]
    [InlineData(Engines.Postgres, "25006", true)]
    [InlineData(Engines.Postgres, "23505", false)]
    public void A_failure_of_the_machine_is_told_from_one_of_ours(string name, object code, bool isUnavailable)
    {
        IEngine engine = name == Engines.Sqlite ? new SqliteEngine("unused.db") : new PostgresEngine("Host=unused.example");
        Exception failure = code is int number
            ? new SqliteException("It failed.", number)
            : new PostgresException("It failed.", "ERROR", "ERROR", (string)code);

        Assert.Equal(isUnavailable, engine.IsUnavailable(new InvalidOperationException("Wrapped.", failure)));
    }

    private static string DatabaseOf(ParleyApp app) => new NpgsqlConnectionStringBuilder(app.Database.ConnectionString).Database!;

    private static void Unavailable(Answer answer)
    {
        Assert.Equal(503, answer.Status);
        Assert.InRange(int.Parse(answer["Retry-After"]!, CultureInfo.InvariantCulture), 1, 60);
        Assert.DoesNotContain("Exception", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", answer.Text, StringComparison.Ordinal);
    }

    private static Task<Answer> Post(ParleyApp app, string story) =>
        Call.Post(app, $"/api/v1/stories/{story}/comments").Json(new { body = "Words.", name = "Ann" }).Send();

    private static Task<Answer> PostForm(ParleyApp app, string story) =>
        Call.Post(app, $"/stories/{story}/comments").FromOurPage().Form(("body", "Words."), ("name", "Ben")).Send();

    private static async Task Until(Func<Task<bool>> isSo)
    {
        var since = Stopwatch.GetTimestamp();
        while (!await isSo())
        {
            Assert.True(Stopwatch.GetElapsedTime(since) < Patience, "It did not recover.");
            await Task.Delay(50);
        }
    }

    private static Task<HttpResponseMessage> Send(ParleyProcess node, string body) => node.Http.PostAsJsonAsync(
        "/api/v1/comments", new { body, name = "Ann", site = ParleyApp.SiteName, storyUrl = ParleyApp.SiteOrigin + "/full" });

    /// <returns>The story's id.</returns>
    private static async Task<string> Post(ParleyProcess node, string body)
    {
        using var answer = await Send(node, body);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, $"{answer.StatusCode}\n{node.Log}");
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("comment").GetProperty("storyId").GetString()!;
    }

    /// <param name="size">The largest a file may become, in bytes: now and at most.</param>
    private static async Task Limit(ParleyProcess node, string size)
    {
        using var limiting = Process.Start("/usr/bin/prlimit", ["--pid", node.Id.ToString(CultureInfo.InvariantCulture), "--fsize=" + size]);
        await limiting.WaitForExitAsync();
        Assert.Equal(0, limiting.ExitCode);
    }
}
