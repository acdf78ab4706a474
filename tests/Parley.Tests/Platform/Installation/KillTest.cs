using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Parley.Tests.Hosting;

namespace Parley.Tests.Platform.Installation;

/// <summary>Acknowledged means on disk: what a client was told is there after the process was killed at any moment.</summary>
public sealed class KillTest
{
    private const int Rounds = 3, Writers = 8, PostsPerRound = 60;
    private const string Story = ParleyApp.SiteOrigin + "/killed";

    [Theory, ClassData<Engines>]
    public async Task No_acknowledged_comment_is_lost_and_none_is_there_twice(string engine)
    {
        await using var database = await MakeSite(engine);
        var (acknowledged, unknown) = (new ConcurrentDictionary<string, string>(), new ConcurrentBag<string>());

        for (var round = 0; round < Rounds; round++)
        {
            await using var node = await ParleyProcess.Serve(database);
            var enough = acknowledged.Count + PostsPerRound;
            var number = round;
            var writing = Enumerable.Range(0, Writers)
                .Select(writer => WriteUntilItEnds(node.Http, $"key-{number}-{writer}", acknowledged, unknown))
                .ToList();
            while (acknowledged.Count < enough && !writing.TrueForAll(one => one.IsCompleted))
                await Task.Delay(5);
            await node.Kill();
            await Task.WhenAll(writing);
            Assert.True(acknowledged.Count >= enough, node.Log);
        }

        await using var again = await ParleyProcess.Serve(database);
        foreach (var (key, id) in acknowledged)
            Assert.Equal(Words(key), (await again.Http.GetFromJsonAsync<JsonElement>($"/api/v1/comments/{id}")).GetProperty("body").GetString());
        foreach (var (key, id) in acknowledged.Take(20))
            Assert.Equal(id, await Post(again.Http, key));
        foreach (var key in unknown)
            Assert.Equal(await Post(again.Http, key), await Post(again.Http, key));
        Assert.Equal(acknowledged.Count + unknown.Count, await Count(again.Http));
    }

    [Theory, ClassData<Engines>]
    public async Task A_node_that_is_asked_to_stop_under_load_ends_well_and_loses_nothing(string engine)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows asks in another way.");
        await using var database = await MakeSite(engine);
        var (acknowledged, unknown) = (new ConcurrentDictionary<string, string>(), new ConcurrentBag<string>());
        int code;
        await using (var node = await ParleyProcess.Serve(database))
        {
            var writing = Enumerable.Range(0, Writers).Select(writer => WriteUntilItEnds(node.Http, $"stopped-{writer}", acknowledged, unknown)).ToList();
            while (acknowledged.Count < PostsPerRound && !writing.TrueForAll(one => one.IsCompleted))
                await Task.Delay(5);
            code = await node.Stop();
            await Task.WhenAll(writing);
        }

        await using var again = await ParleyProcess.Serve(database);

        Assert.Equal(0, code);
        Assert.True(acknowledged.Count >= PostsPerRound);
        foreach (var (key, id) in acknowledged)
            Assert.Equal(Words(key), (await again.Http.GetFromJsonAsync<JsonElement>($"/api/v1/comments/{id}")).GetProperty("body").GetString());
        foreach (var key in unknown)
            await Post(again.Http, key);
        Assert.Equal(acknowledged.Count + unknown.Count, await Count(again.Http));
    }

    private static async Task<TestDatabase> MakeSite(string engine)
    {
        var database = await MigratedDatabases.Copy(engine);
        await using var maker = await ParleyApp.StartOn(database, makeSite: true);
        return database;
    }

    private static async Task WriteUntilItEnds(
        HttpClient http, string name, ConcurrentDictionary<string, string> acknowledged, ConcurrentBag<string> unknown)
    {
        for (var number = 0; ; number++)
        {
            var key = $"{name}-{number}";
            try
            {
                acknowledged[key] = await Post(http, key);
            }
            catch (Exception failure) when (failure is HttpRequestException or IOException or TaskCanceledException)
            {
                // It was killed before it answered: the comment may be there or not.
                unknown.Add(key);
                return;
            }
        }
    }

    private static async Task<string> Post(HttpClient http, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/comments");
        request.Content = JsonContent.Create(new { body = Words(key), name = "Ann", site = ParleyApp.SiteName, storyUrl = Story });
        request.Headers.Add("Idempotency-Key", key);
        using var answer = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("comment").GetProperty("id").GetString()!;
    }

    /// <summary>How many comments the thread shows, page by page, and, once it was brought up, how many it says it has.</summary>
    private static async Task<int> Count(HttpClient http)
    {
        var story = await http.GetFromJsonAsync<JsonElement>($"/api/v1/stories?site={ParleyApp.SiteName}&url={Story}");
        var path = $"/api/v1/stories/{story.GetProperty("id").GetString()}/comments?sort=oldest&limit=50";
        var seen = new HashSet<string>();
        for (string? next = ""; next is not null;)
        {
            var page = await http.GetFromJsonAsync<JsonElement>(next.Length == 0 ? path : path + "&after=" + next);
            foreach (var branch in page.GetProperty("comments").EnumerateArray())
                Assert.True(seen.Add(branch.GetProperty("comment").GetProperty("id").GetString()!), "a comment is shown twice");
            next = page.GetProperty("next").GetString();
        }
        for (var attempt = 0; attempt < 200; attempt++)
        {
            story = await http.GetFromJsonAsync<JsonElement>($"/api/v1/stories/{story.GetProperty("id").GetString()}");
            if (story.GetProperty("commentCount").GetInt32() == seen.Count)
                break;
            await Task.Delay(50);
        }
        Assert.Equal(seen.Count, story.GetProperty("commentCount").GetInt32());
        return seen.Count;
    }

    private static string Words(string key) => "The words of " + key;
}
