using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Xml.Linq;
using AngleSharp.Html.Parser;
using Parley.Comments;
using Parley.Embed.Feeds;
using Parley.Stories;
using Parley.Tests.Hosting;

namespace Parley.Tests.Embed;

public sealed class FeedsTest
{
    private const string Hostile = "</content><script>alert(1)</script> ]]> & \"quoted\" 'words' <b>";

    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Threading = "http://purl.org/syndication/thread/1.0";

    [Theory, ClassData<Engines>]
    public async Task A_storys_feed_has_its_newest_comments_first_and_says_what_each_answers(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory(more: new { title = "Trams & <trains>" });
        var first = await app.Post(story, "I was *there*.", "Ann");
        var reply = await app.Post(story, "So was I.", "Bob", first.Id);

        var feed = await ReadAtom(app, $"/stories/{story}/feed.atom");

        var entries = feed.Elements(Atom + "entry").ToList();
        Assert.Equal([Name(reply), Name(first)], entries.Select(entry => entry.Element(Atom + "id")!.Value));
        Assert.Equal("Comments on “\u2068Trams & <trains>\u2069”", feed.Element(Atom + "title")!.Value);
        Assert.Equal("Bob", entries[0].Element(Atom + "author")!.Element(Atom + "name")!.Value);
        Assert.Equal(Name(first), entries[0].Element(Threading + "in-reply-to")!.Attribute("ref")!.Value);
        Assert.Contains("<p>I was <em>there</em>.</p>", entries[1].Element(Atom + "content")!.Value, StringComparison.Ordinal);
        Assert.EndsWith($"/comments/{reply.Id}#parley-{reply.Id}", Link(entries[0], "alternate"), StringComparison.Ordinal);
        Assert.EndsWith($"/stories/{story}/feed.atom", Link(feed, "self"), StringComparison.Ordinal);
        Assert.All(feed.Descendants(Atom + "link"), link => Assert.True(Uri.IsWellFormedUriString(link.Attribute("href")!.Value, UriKind.Absolute)));
    }

    [Theory, ClassData<Engines>]
    public async Task The_same_as_JSON(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var first = await app.Post(story, Hostile, "Ann </script>");
        var reply = await app.Post(story, "So was I.", "Bob", first.Id);

        using var feed = JsonDocument.Parse(await app.Page($"/stories/{story}/feed.json"));

        var items = feed.RootElement.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal("https://jsonfeed.org/version/1.1", feed.RootElement.GetProperty("version").GetString());
        Assert.Equal([Name(reply), Name(first)], items.Select(item => item.GetProperty("id").GetString()));
        Assert.Equal(Name(first), items[0].GetProperty("_parley").GetProperty("in_reply_to").GetString());
        Assert.Equal("Ann </script>", items[1].GetProperty("authors")[0].GetProperty("name").GetString());
        Assert.Equal(ParleyApp.SiteOrigin + "/first", items[1].GetProperty("external_url").GetString());
        Assert.DoesNotContain("<script", await app.Page($"/stories/{story}/feed.json"), StringComparison.Ordinal);
    }

    [Theory, ClassData<Engines>]
    public async Task Hostile_words_stay_words(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory(more: new { title = Hostile });
        await app.Post(story, Hostile, "<b>]]>&\"");

        foreach (var path in new[] { $"/stories/{story}/feed.atom", "/sites/news/feed.atom" })
        {
            var feed = await ReadAtom(app, path);
            var content = new HtmlParser().ParseDocument(feed.Element(Atom + "entry")!.Element(Atom + "content")!.Value);
            Assert.Empty(content.QuerySelectorAll("script, b, [onclick]"));
            Assert.Contains("<script>alert(1)</script>", content.Body!.TextContent, StringComparison.Ordinal);
            Assert.Equal("<b>]]>&\"", feed.Element(Atom + "entry")!.Element(Atom + "author")!.Element(Atom + "name")!.Value);
        }
    }

    [Theory, ClassData<Engines>]
    public async Task A_sites_feed_has_the_comments_of_all_its_stories_and_of_no_other_site(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var first = await app.Post(await app.MakeStory(ParleyApp.SiteOrigin + "/a", new { title = "A" }), "On A.");
        var second = await app.Post(await app.MakeStory(ParleyApp.SiteOrigin + "/b", new { title = "B" }), "On B.");
        var other = await OtherSite.Make(app);
        using var made = await app.Json(HttpMethod.Post, "/api/v1/stories", new { title = "X", url = "https://other.example/x" }, other.ApiKey);
        await app.Post((await made.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("id").GetString()!, "Elsewhere.");

        var feed = await ReadAtom(app, "/sites/news/feed.atom");

        Assert.Equal([Name(second), Name(first)], Ids(feed));
        Assert.Equal("\u2068Ann\u2069 on “\u2068B\u2069”", feed.Element(Atom + "entry")!.Element(Atom + "title")!.Value);
    }

    [Theory, ClassData<Engines>]
    public async Task The_feed_of_a_comment_has_its_answers(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var asked = await app.Post(story, "Who was there?");
        await app.Post(story, "A root of its own.");
        var answer = await app.Post(story, "I was.", "Bob", asked.Id);

        var feed = await ReadAtom(app, $"/comments/{asked.Id}/feed.atom");

        Assert.Equal([Name(answer)], Ids(feed));
    }

    [Theory, ClassData<Engines>]
    public async Task A_held_or_removed_comment_leaves_every_feed_it_was_in(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var asked = await app.Post(story, "Stays.");
        var held = await app.Post(story, "Held words.", "Bob", asked.Id);
        var removed = await app.Post(story, "Removed words.", "Cem", asked.Id);
        string[] paths = [.. new[] { $"/stories/{story}", "/sites/news", $"/comments/{asked.Id}" }
            .SelectMany(path => new[] { path + "/feed.atom", path + "/feed.json" })];
        foreach (var path in paths)
            Assert.Contains("Held words.", await app.Page(path), StringComparison.Ordinal);

        await Change(app, held, new { state = "hold" });
        await Change(app, removed, new { state = "remove", reason = "Spam" });
        await app.Refresh();

        foreach (var path in paths)
        {
            using var answer = await app.Http.GetAsync(path, TestContext.Current.CancellationToken);
            var feed = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.DoesNotContain("Held words.", feed, StringComparison.Ordinal);
            Assert.DoesNotContain("Removed words.", feed, StringComparison.Ordinal);
            Assert.DoesNotContain("Cem", feed, StringComparison.Ordinal);
        }
    }

    [Theory, ClassData<Engines>]
    public async Task A_long_feed_goes_on_page_by_page_without_gap_or_repeat(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var posted = new List<string>();
        for (var number = 0; number < 60; number++)
            posted.Add(Name(await app.Post(story, "Number " + number)));

        var first = await ReadAtom(app, $"/stories/{story}/feed.atom");
        var second = await ReadAtom(app, new Uri(Link(first, "next")).PathAndQuery);

        posted.Reverse();
        Assert.Equal(posted, [.. Ids(first), .. Ids(second)]);
        Assert.Equal(50, Ids(first).Count);
        Assert.DoesNotContain(second.Elements(Atom + "link"), link => link.Attribute("rel")!.Value == "next");
    }

    [Fact]
    public async Task A_reader_that_has_it_already_is_told_so_and_everyone_gets_the_same_bytes()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        var story = await app.MakeStory();
        await app.Post(story, "One.");
        await app.Refresh();
        var path = $"/stories/{story}/feed.atom";
        using var first = await app.Http.GetAsync(path, TestContext.Current.CancellationToken);
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("If-None-Match", first.Headers.ETag!.ToString());
        request.Headers.Add("Cookie", "__Host-parley-news=x");

        using var again = await app.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal("application/atom+xml", first.Content.Headers.ContentType!.MediaType);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.False(first.Headers.Contains("Set-Cookie"));
        Assert.Contains("sandbox", first.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/stories/nothing/feed.atom", HttpStatusCode.NotFound)]
    [InlineData("/comments/0000000000000/feed.json", HttpStatusCode.NotFound)]
    [InlineData("/sites/nobody/feed.atom", HttpStatusCode.NotFound)]
    [InlineData("/sites/news/feed.rss", HttpStatusCode.NotFound)]
    [InlineData("/sites/news/feed.atom?before=<x>", HttpStatusCode.BadRequest)]
    public async Task What_has_no_feed_says_so(string path, HttpStatusCode status)
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);

        using var answer = await app.Http.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task Pages_name_their_feeds_and_the_feed_of_an_empty_story_is_empty()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        var story = await app.MakeStory();

        var page = new HtmlParser().ParseDocument(await app.Page($"/stories/{story}"));

        var links = page.QuerySelectorAll("link[rel=alternate]").Select(link => (link.GetAttribute("type"), link.GetAttribute("href"))).ToList();
        Assert.Equal(
            [("application/atom+xml", $"/stories/{story}/feed.atom"), ("application/feed+json", $"/stories/{story}/feed.json")], links);
        Assert.Empty((await ReadAtom(app, links[0].Item2!)).Elements(Atom + "entry"));
    }

    [Fact]
    public void Characters_XML_has_no_place_for_are_left_out()
    {
        var view = new CommentView { Id = "0000000000001", StoryId = "0000000000002", Depth = 0, State = "published", PostedAt = DateTimeOffset.UnixEpoch, Html = "a\u0001b\uFFFEc\uD800d😀" };
        var listed = new ListedComment(view, new StoryHeading(new StoryId(2), "T\u0002", "javascript:alert(1)", null, IsPublic: true));
        var words = Parley.Platform.Web.Languages.AllWords.Load().Find("en");

        var feed = new FeedDrawing(words, null).Draw("story:x", "Title\u0003", "/p", "/f", null, [listed], DateTimeOffset.UnixEpoch);
        var xml = XDocument.Load(new MemoryStream(AtomFeed.Write(feed))).Root!;

        Assert.Equal("<div dir=\"auto\">abc\uFFFDd😀</div>", xml.Element(Atom + "entry")!.Element(Atom + "content")!.Value);
        Assert.DoesNotContain(xml.Descendants(Atom + "link"), link => link.Attribute("href")!.Value.StartsWith("javascript", StringComparison.Ordinal));
    }

    private static string Name(TestComment comment) => FeedDrawing.NameOf(comment.Id);

    private static async Task<XElement> ReadAtom(ParleyApp app, string path) => XDocument.Parse(await app.Page(path)).Root!;

    private static List<string> Ids(XElement feed) => [.. feed.Elements(Atom + "entry").Select(entry => entry.Element(Atom + "id")!.Value)];

    private static string Link(XElement of, string relation) =>
        of.Elements(Atom + "link").Single(link => link.Attribute("rel")!.Value == relation).Attribute("href")!.Value;

    private static async Task Change(ParleyApp app, TestComment comment, object state)
    {
        using var answer = await app.AsPublisher(HttpMethod.Post, $"/api/v1/comments/{comment.Id}/state", state);
        answer.EnsureSuccessStatusCode();
    }
}
