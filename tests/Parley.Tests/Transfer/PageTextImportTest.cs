using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Parley.Sites;
using Parley.Stories;
using Parley.Tests.Hosting;
using Parley.Transfer;
using Parley.Transfer.PageText;

namespace Parley.Tests.Transfer;

public sealed class PageTextImportTest
{
    private const string Url = ParleyApp.SiteOrigin + "/harbour";

    [Theory, ClassData<Engines>]
    public async Task A_flattened_page_becomes_a_living_thread(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var reading = Harbour();

        var stored = await Store(app, reading);

        Assert.Equal(reading.Counts.Comments, stored.New);
        await app.CatchUp();
        var story = await app.Read($"/api/v1/stories/{stored.Story}");
        Assert.Equal(reading.Article.Title, story.GetProperty("title").GetString());
        Assert.Equal(reading.Counts.Comments, story.GetProperty("commentCount").GetInt32());
        var comments = await All(app, stored.Story);
        Assert.Equal(reading.Counts.Comments, comments.Count);
        Assert.Equal(reading.Counts.AttachedParents, comments.Count(comment => comment.GetProperty("parentId").GetString() is not null));
        Assert.Equal(
            reading.Counts.AttachedParents,
            comments.Count(comment => comment.GetProperty("inferred") is { ValueKind: JsonValueKind.Object } inferred
                && inferred.GetProperty("parent").ValueKind == JsonValueKind.Number));
        Assert.All(comments, comment => Assert.False(comment.GetProperty("isTimeKnown").GetBoolean()));
    }

    [Theory, ClassData<Engines>]
    public async Task The_page_says_what_is_lost_and_what_is_inferred(string engine)
    {
        await using var app = await ParleyApp.Start(engine);

        var stored = await Store(app, Harbour());

        await app.CatchUp();
        var page = await app.Page($"/stories/{stored.Story}?sort=oldest");
        Assert.Contains("name not preserved", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("time not preserved", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("inferred", page, StringComparison.OrdinalIgnoreCase);
    }

    [Theory, ClassData<Engines>]
    public async Task A_second_run_on_the_same_file_changes_nothing(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var first = await Store(app, Harbour());
        await app.CatchUp();
        var before = (await app.Read($"/api/v1/stories/{first.Story}/comments?sort=oldest&limit=100")).GetRawText();

        var second = await Store(app, Harbour());

        Assert.Equal(0, second.New);
        Assert.Equal(first.Story, second.Story);
        await app.CatchUp();
        Assert.Equal(before, (await app.Read($"/api/v1/stories/{first.Story}/comments?sort=oldest&limit=100")).GetRawText());
    }

    [Theory, ClassData<Engines>]
    public async Task Reply_counts_are_those_of_the_replies_there(string engine)
    {
        await using var app = await ParleyApp.Start(engine);

        var stored = await Store(app, Harbour());

        await app.CatchUp();
        var comments = await All(app, stored.Story);
        var parents = comments.ToDictionary(comment => comment.GetProperty("id").GetString()!, comment => comment.GetProperty("parentId").GetString());
        foreach (var comment in comments)
        {
            var id = comment.GetProperty("id").GetString();
            Assert.Equal(parents.Keys.Count(other => StandsBelow(other, id!)), comment.GetProperty("replyCount").GetInt32());
        }

        bool StandsBelow(string one, string above)
        {
            for (var parent = parents[one]; parent is not null; parent = parents[parent])
                if (parent == above)
                    return true;
            return false;
        }
    }

    [Theory, ClassData<Engines>]
    public async Task Held_comments_come_in_unpublished(string engine)
    {
        await using var app = await ParleyApp.Start(engine);

        var stored = await Store(app, Harbour(), isHeld: true);

        await app.CatchUp();
        Assert.Equal(0, (await app.Read($"/api/v1/stories/{stored.Story}")).GetProperty("commentCount").GetInt32());
        Assert.Empty(await All(app, stored.Story));
    }

    private static PageTextReading Harbour()
    {
        var result = PageTextReader.Read(
            File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Transfer", "PageText", "harbour-page.txt")), new PageTextOptions());
        return result.Reading ?? throw new InvalidOperationException(result.Refusal);
    }

    private static async Task<PageTextImport.Stored> Store(ParleyApp app, PageTextReading reading, bool isHeld = false)
    {
        var site = app.Services.GetRequiredService<SiteDirectory>().Find(ParleyApp.SiteName)!;
        var stored = await app.Services.GetRequiredService<PageTextImport>().Store(
            reading, site, StoryUrl.Parse(Url, out _)!, null, isHeld, default);
        return stored.Value!;
    }

    private static async Task<List<JsonElement>> All(ParleyApp app, StoryId story)
    {
        var found = new List<JsonElement>();
        var roots = await app.Read($"/api/v1/stories/{story}/comments?sort=oldest&limit=100");
        foreach (var root in roots.GetProperty("comments").EnumerateArray())
        {
            var comment = root.GetProperty("comment");
            found.Add(comment);
            var replies = await app.Read($"/api/v1/comments/{comment.GetProperty("id").GetString()}/replies?limit=100");
            found.AddRange(replies.GetProperty("comments").EnumerateArray());
        }
        return found;
    }
}
