using System.Text.Json;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using Parley.Sites;
using Parley.Tests.Hosting;

namespace Parley.Tests.Embed;

/// <summary>Every text field, filled with every hostile string, on every page and in JSON.</summary>
public sealed class HostileTextTest
{
    /// <summary>On PostgreSQL what is stored and read back is tried; what is drawn of it is the same.</summary>
    private const int EveryOneIn = 6;

    [Theory, ClassData<Engines>]
    public async Task Stories_and_comments_show_hostile_text_as_text(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        // The same text is posted again and again, and not to be held for it.
        await app.Set("screen-repeats", "off");
        var wrong = new List<string>();
        foreach (var (number, text) in Chosen(engine))
        {
            var pages = await Write(app, number, text);
            app.Clock.Advance(TimeSpan.FromMinutes(6));
            foreach (var path in pages)
                Judge(wrong, text, path, await Call.Get(app, path).Send());
        }

        await app.Set("front-page", "yes");
        foreach (var path in new[] { "/", "/sites/news", "/sites/news/feed.json", "/api/v1/search?site=news&from=2000-01-01" })
            Judge(wrong, "(all)", path, await Call.Get(app, path).Send());
        for (var path = "/sites/news/search?from=2000-01-01"; path is not null;)
        {
            var found = await Call.Get(app, path).Send();
            Judge(wrong, "(all)", path, found);
            path = new HtmlParser().ParseDocument(found.Text).QuerySelector("a[rel~=next]")?.GetAttribute("href");
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory, ClassData<Engines>]
    public async Task A_form_that_comes_back_and_a_refusal_show_hostile_text_as_text(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var known = await app.Post(story, "Words.");
        var cookie = $"parley-news={known.Token}";
        var wrong = new List<string>();

        foreach (var (_, text) in Chosen(engine))
        {
            var path = $"/stories/{story}/comments";
            Answer[] answers =
            [
                await Form(app, path, null, ("body", text)),
                await Form(app, path, null, ("body", text), ("name", text), ("preview", "1")),
                await Form(app, path, null, ("body", text), ("name", text + new string('n', 61)), ("parentId", text)),
                await Form(app, path, null, ("body", text + new string('a', 20_001)), ("name", text), ("parentId", known.Id)),
                await Form(app, $"/comments/{known.Id}/edit", cookie, ("body", text), ("token", text)),
                await Form(app, $"/comments/{known.Id}/correction", cookie, ("text", text), ("token", text)),
                await Form(app, "/comments", null, ("body", text), ("name", text), ("site", text), ("storyUrl", text), ("storyId", text)),
                await Form(app, "/comments", null, ("body", text), ("name", text), ("site", ParleyApp.SiteName), ("storyUrl", text), ("storyId", text)),
                await Call.Get(app, "/stories?site=news&storyId=" + Uri.EscapeDataString(text) + "&url=" + Uri.EscapeDataString(ParleyApp.SiteOrigin + "/" + text)).Send(),
                await Call.Get(app, $"/stories/{story}?sort={Uri.EscapeDataString(text)}&after={Uri.EscapeDataString(text)}&lang={Uri.EscapeDataString(text)}").Send(),
                await Call.Get(app, "/stories/" + Uri.EscapeDataString(text)).Send(),
                await Call.Get(app, "/comments/" + Uri.EscapeDataString(text)).Send(),
                await Call.Get(app, "/" + Uri.EscapeDataString(text)).Send(),
                await Search(app, $"/stories/{story}/search", text),
                await Search(app, "/sites/news/search", text),
                await Search(app, "/api/v1/search", text),
            ];
            for (var at = 0; at < answers.Length; at++)
                Judge(wrong, text, $"answer {at}", answers[at]);
            app.Clock.Advance(TimeSpan.FromMinutes(6));
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task Titles_of_sites_and_house_rules_are_text()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        var wrong = new List<string>();
        var saving = app.Services.GetRequiredService<SaveSite>();
        foreach (var (number, text) in Chosen(Engines.Postgres))
        {
            var title = text[..Math.Min(text.Length, 150)].ReplaceLineEndings(" ");
            var made = await saving.Add($"site-{number}", title, "en", [$"https://site-{number}.example"], default);
            if (made.Refusal is not null)
                continue;
            await saving.Set(made.Value, "house-rules", text[..Math.Min(text.Length, 2_000)], default);
            await app.CatchUp();
            Judge(wrong, text, "site", await Call.Get(app, $"/stories?site=site-{number}&url=https://site-{number}.example/a").Send());
        }

        Judge(wrong, "(all)", "/", await Call.Get(app, "/").Send());
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static IEnumerable<(int Number, string Text)> Chosen(string engine) =>
        HostileStrings.All.Index().Where(one => engine == Engines.Sqlite || one.Index % EveryOneIn == 0);

    /// <summary>Fills a story and its comments with a text, and gives the pages that show it.</summary>
    private static async Task<string[]> Write(ParleyApp app, int number, string text)
    {
        var line = text[..Math.Min(text.Length, 190)];
        var story = (await Call.Post(app, "/api/v1/stories").As(app.ApiKey).Json(new
        {
            url = ParleyApp.SiteOrigin + "/" + number + "?q=" + Uri.EscapeDataString(line),
            storyId = number + line,
            title = "T" + line,
            summary = text[..Math.Min(text.Length, 2_000)],
            author = line,
            section = line,
            language = line[..Math.Min(line.Length, 35)],
            text = HasShape(text) ? text : "plain",
            textAttribution = line,
        }).Send()).Json.GetProperty("id").GetString()!;
        var first = await Post(app, story, text, line);
        var second = await Post(app, story, text, line, first);
        var third = await Post(app, story, text, line, second);
        await Call.Post(app, $"/api/v1/comments/{third?.Id ?? first?.Id}/state").As(app.ApiKey).Json(new { state = "remove", reason = "R" + line }).Send();
        if (first is not null)
        {
            app.Clock.Advance(TimeSpan.FromMinutes(6));
            await Call.Post(app, $"/api/v1/comments/{first.Id}/correction").As(first.Token).Json(new { text = "C" + line }).Send();
        }
        if (number % 2 == 0)
            await new Call(app, "PATCH", $"/api/v1/stories/{story}").As(app.ApiKey).Json(new { thread = "closed", closedReason = line }).Send();
        var embedded = "/embed/news/thread?storyId=" + Uri.EscapeDataString(number + line);
        string[] ofStory =
        [
            $"/stories/{story}", $"/api/v1/stories/{story}", $"/api/v1/stories/{story}/comments", embedded, embedded + "&as=declarative",
        ];
        return first is null ? ofStory : [.. ofStory, $"{embedded}&comment={first.Id}", $"/comments/{first.Id}", $"/comments/{second!.Id}", $"/comments/{first.Id}/yours", $"/api/v1/comments/{first.Id}/replies"];
    }

    private static bool HasShape(string text) => Parley.Comments.CommentText.MayRender(text) is null;

    private static async Task<TestComment?> Post(ParleyApp app, string story, string text, string name, TestComment? parent = null)
    {
        var answer = await Call.Post(app, $"/api/v1/stories/{story}/comments")
            .Json(new { body = "B" + text, name = "N" + name[..Math.Min(name.Length, 50)], parentId = parent?.Id }).Send();
        if (answer.Status == 422)
            return null;
        var posted = answer.Must(201).Json;
        return new(posted.GetProperty("comment").GetProperty("id").GetString()!, posted.GetProperty("authorToken").GetString()!);
    }

    private static Task<Answer> Search(ParleyApp app, string path, string text)
    {
        var typed = Uri.EscapeDataString(text[..Math.Min(text.Length, 1_000)]);
        return Call.Get(app, $"{path}?site=news&q={typed}&by={typed}&from={typed}&lang={typed}").Send();
    }

    private static Task<Answer> Form(ParleyApp app, string path, string? cookie, params (string, string?)[] fields) =>
        Call.Post(app, path).FromOurPage(cookie).Form(fields).Send();

    private static void Judge(List<string> wrong, string text, string place, Answer answer)
    {
        if (answer.Status >= 500)
            wrong.Add($"{text}\n  at {place}: {answer.Status}");
        else if (place.StartsWith("/embed/", StringComparison.Ordinal) && answer.Status == 200)
            wrong.AddRange(Harmless.CheckEmbedded(answer.Text).Select(one => $"{text}\n  at {place}: {one}"));
        else if (answer["Content-Type"]?.StartsWith("text/html", StringComparison.Ordinal) == true)
            wrong.AddRange(Harmless.Check(answer.Text).Select(one => $"{text}\n  at {place}: {one}"));
        else if (answer.IsJson)
            wrong.AddRange(Fragments(answer.Json).SelectMany(Harmless.CheckFragment).Select(one => $"{text}\n  at {place}: {one}"));
    }

    /// <summary>Everything in JSON that is HTML.</summary>
    private static IEnumerable<string> Fragments(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Fragments),
        JsonValueKind.Object => json.EnumerateObject().SelectMany(property =>
            property.Value.ValueKind == JsonValueKind.String && property.Name.EndsWith("tml", StringComparison.Ordinal)
                ? [property.Value.GetString()!]
                : Fragments(property.Value)),
        _ => [],
    };
}
