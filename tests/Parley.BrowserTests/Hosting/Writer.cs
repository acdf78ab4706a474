using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Parley.Sites;

namespace Parley.BrowserTests.Hosting;

/// <summary>A comment somebody else wrote while a test was reading.</summary>
internal sealed record Written(string Id, string Token);

/// <summary>Somebody else, elsewhere: writes, edits and deletes through the API.</summary>
internal sealed class Writer(DemoParley parley) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = new Uri(parley.Address) };

    /// <summary>A story of the test's own, with a title of its own and some comments: its id.</summary>
    public async Task<string> MakeStory(string title, int comments = 0)
    {
        var sites = parley.Services.GetRequiredService<SiteDirectory>();
        var key = await parley.Services.GetRequiredService<SaveSite>().AddKey(sites.Find("demo")!.Id, default);
        while (sites.FindByKey(key) is null)
            await Task.Delay(20);
        using var made = await Send(HttpMethod.Post, "/api/v1/stories", new { storyId = "test " + title, title }, key);
        Key = key;
        var story = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
        for (var number = 1; number <= comments; number++)
            await Post(story, $"Comment number {number}. {string.Concat(Enumerable.Repeat("Words to fill a line or two of the page. ", 6))}", $"Reader {number}");
        return story;
    }

    /// <summary>A key of the site, once a story was made.</summary>
    public string Key { get; private set; } = "";

    public async Task<Written> Post(string story, string body, string name = "Somebody else", string? parent = null)
    {
        using var answer = await Send(HttpMethod.Post, $"/api/v1/stories/{story}/comments", new { body, name, parentId = parent }, null);
        var posted = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return new(posted.GetProperty("comment").GetProperty("id").GetString()!, posted.GetProperty("authorToken").GetString()!);
    }

    /// <summary>Posts what may be refused as too deep, too long or empty.</summary>
    /// <returns>The comment's id; null when it was refused.</returns>
    public async Task<string?> TryPost(string story, string body, string name)
    {
        using var answer = await _http.PostAsJsonAsync($"/api/v1/stories/{story}/comments", new { body, name });
        if (answer.StatusCode == System.Net.HttpStatusCode.UnprocessableEntity)
            return null;
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("comment").GetProperty("id").GetString();
    }

    public async Task Edit(Written comment, string body) =>
        (await Send(HttpMethod.Patch, $"/api/v1/comments/{comment.Id}", new { body }, comment.Token)).Dispose();

    public async Task Delete(Written comment) =>
        (await Send(HttpMethod.Delete, $"/api/v1/comments/{comment.Id}", null, comment.Token)).Dispose();

    public async Task Close(string story) =>
        (await Send(HttpMethod.Patch, $"/api/v1/stories/{story}", new { thread = "closed", closedReason = "The vote is over." }, Key)).Dispose();

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> Send(HttpMethod method, string path, object? body, string? token)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = JsonContent.Create(body);
        if (token is not null)
            request.Headers.Authorization = new("Bearer", token);
        var answer = await _http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return answer;
    }
}
