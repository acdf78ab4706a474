using System.IO.Compression;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Parley.Accounts;
using Parley.Platform.Mail;
using Parley.Tests.Hosting;

namespace Parley.Tests.Accounts;

/// <summary>Readers get all that is held on them, and can have it erased.</summary>
public sealed class PrivacyTest
{
    private const string Mail = "ana@reader.example";

    [Theory, ClassData<Engines>]
    public async Task A_download_holds_all_of_a_reader_and_nothing_of_another_once(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var (ana, eve) = (await Joining.Join(app, Mail, "Ana Lind"), await Joining.Join(app, "eve@reader.example", "Eve Berg"));
        (await ana.Post($"/stories/{story}/comments", ("body", "=SUM(A1) is mine."))).Must(303);
        (await eve.Post($"/stories/{story}/comments", ("body", "This is Eve's."))).Must(303);

        var key = (await ana.Post("/account/news/export")).Must(303)["Location"]!.Split("key=")[1];
        var files = await Download(app, ana, key);

        Assert.Contains(Mail, files["account.json"], StringComparison.Ordinal);
        Assert.Contains("=SUM(A1) is mine.", files["comments.json"], StringComparison.Ordinal);
        Assert.Contains(",'=SUM(A1) is mine.,", files["comments.csv"], StringComparison.Ordinal);
        Assert.Contains("Firefox, Linux", files["sessions.csv"], StringComparison.Ordinal);
        Assert.All(files.Values, file => Assert.DoesNotContain("Eve", file, StringComparison.OrdinalIgnoreCase));
        (await ana.Post("/account/news/download", ("key", key))).Must(422);
    }

    [Fact]
    public async Task A_download_opens_for_its_own_reader_only_and_for_a_day()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        var (ana, eve) = (await Joining.Join(app, Mail, "Ana"), await Joining.Join(app, "eve@reader.example", "Eve"));
        var key = (await ana.Post("/account/news/export")).Must(303)["Location"]!.Split("key=")[1];

        (await eve.Post("/account/news/download", ("key", key))).Must(422);
        app.Clock.Advance(TimeSpan.FromHours(24));

        (await ana.Post("/account/news/download", ("key", key))).Must(422);
    }

    [Theory, ClassData<Engines>]
    public async Task An_erased_account_leaves_its_comments_without_a_name_and_unconnected(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var (first, second) = (await app.MakeStory(), await app.MakeStory(ParleyApp.SiteOrigin + "/second"));
        var ana = await Joining.Join(app, Mail, "Ana Lind");
        (await ana.Post($"/stories/{first}/comments", ("body", "In the first."))).Must(303);
        (await ana.Post($"/stories/{second}/comments", ("body", "In the second."))).Must(303);

        (await ana.Post("/account/news/erase", ("comments", "keep"), ("sure", "true"))).Must(303);
        await app.Refresh();

        Assert.Contains("In the first.", await app.Page($"/stories/{first}"), StringComparison.Ordinal);
        Assert.DoesNotContain("Ana Lind", await app.Page($"/stories/{first}"), StringComparison.Ordinal);
        Assert.NotEqual(await AuthorOf(app, first), await AuthorOf(app, second));
        await AssertNothingLeft(app);
        (await Joining.TypeCode(new TestBrowser(app), app, Mail)).Must(200);
    }

    [Theory, ClassData<Engines>]
    public async Task An_erased_account_takes_its_words_along_if_the_reader_wants_that(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var ana = await Joining.Join(app, Mail, "Ana Lind");
        (await ana.Post($"/stories/{story}/comments", ("body", "Not for ever."))).Must(303);

        (await ana.Post("/account/news/erase", ("comments", "delete"))).Must(422);
        (await ana.Post("/account/news/erase", ("comments", "delete"), ("sure", "true"))).Must(303);
        await app.Refresh();

        Assert.DoesNotContain("Not for ever.", await app.Page($"/stories/{story}"), StringComparison.Ordinal);
        await using var db = await app.OpenToRead();
        Assert.All(await db.Set<Parley.Comments.Comment>().ToListAsync(), comment => Assert.Equal("", comment.Body));
        await AssertNothingLeft(app);
        (await ana.Get("/account/news")).Must(303);
    }

    [Theory, ClassData<Engines>]
    public async Task An_erased_name_is_found_nowhere_any_more(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var (first, second) = (await app.MakeStory(), await app.MakeStory(ParleyApp.SiteOrigin + "/second"));
        var ana = new TestBrowser(app);
        (await ana.Post($"/stories/{first}/comments", ("body", "As a guest."), ("name", "Ana Lindgren"))).Must(303);
        await Joining.Join(app, Mail, "Ana Lind", ana);
        (await ana.Post($"/stories/{first}/comments", ("body", "Under the account's name."))).Must(303);
        (await ana.Post($"/stories/{second}/comments", ("body", "In another thread."))).Must(303);
        await app.CatchUp();
        Assert.Equal(3, await Found(app, "Lind"));

        (await ana.Post("/account/news/erase", ("comments", "keep"), ("sure", "true"))).Must(303);
        await app.CatchUp();

        Assert.Equal((0, 0), (await Found(app, "Lind"), await Found(app, "Lindgren")));
        await using var db = await app.OpenToRead();
        Assert.DoesNotContain(await db.People.ToListAsync(), person => person.Name?.StartsWith("Ana", StringComparison.Ordinal) == true);
        var authors = await db.Set<Parley.Comments.Comment>().GroupBy(comment => comment.StoryId).Select(thread => thread.Select(comment => comment.AuthorId).Distinct().Count()).ToListAsync();
        Assert.Equal([1, 1], authors);
    }

    [Theory, ClassData<Engines>]
    public async Task What_was_written_as_a_guest_and_claimed_goes_with_the_account(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var ana = await Joining.Join(app, Mail, "Ana Lind");
        var guest = new TestBrowser(app);
        (await guest.Post($"/stories/{story}/comments", ("body", "Before I joined."), ("name", "Anna Guest"))).Must(303);
        ana.Keep("parley-news", guest.Cookies["parley-news"]);
        (await ana.Post("/account/news/claim")).Must(303);

        (await ana.Post("/account/news/erase", ("comments", "delete"), ("sure", "true"))).Must(303);
        await app.Refresh();

        Assert.DoesNotContain("Before I joined.", await app.Page($"/stories/{story}"), StringComparison.Ordinal);
        await using var db = await app.OpenToRead();
        Assert.DoesNotContain(await db.People.ToListAsync(), person => person.Name == "Anna Guest");
    }

    /// <summary>A mail on its way holds the address; it is not sent to somebody who has gone.</summary>
    [Fact]
    public async Task A_mail_that_still_waits_goes_with_the_account()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite, adjust: services => services.Replace(ServiceDescriptor.Singleton<IMailCarrier, ClosableCarrier>()));
        var carrier = (ClosableCarrier)app.Services.GetRequiredService<IMailCarrier>();
        var ana = await Joining.Join(app, Mail, "Ana Lind");
        carrier.IsClosed = true;
        (await new TestBrowser(app).Post("/account/news/sign-in/mail", ("mail", Mail))).Must(303);
        (await new TestBrowser(app).Post("/account/news/sign-in/mail", ("mail", "eve@reader.example"))).Must(303);

        (await ana.Post("/account/news/erase", ("comments", "keep"), ("sure", "true"))).Must(303);

        await using var db = await app.OpenToRead();
        var outbox = app.Services.GetRequiredService<Outbox>();
        Assert.Equal("eve@reader.example", outbox.Open(Assert.Single(await db.Set<OutboxMail>().ToListAsync()))!.To);
        Assert.DoesNotContain(await db.Codes.ToListAsync(), code => code.Mail == Mail);
    }

    private static async Task<int> Found(ParleyApp app, string word) =>
        (await app.Read($"/api/v1/search?site=news&by={word}")).GetProperty("found").GetArrayLength();

    private static async Task<string?> AuthorOf(ParleyApp app, string story)
    {
        var thread = await app.Read($"/api/v1/stories/{story}/comments");
        return thread.GetProperty("comments")[0].GetProperty("comment").GetProperty("author").GetProperty("id").GetString();
    }

    private static async Task AssertNothingLeft(ParleyApp app)
    {
        await using var db = await app.OpenToRead();
        Assert.Empty(await db.Accounts.Where(account => account.SiteId != null).ToListAsync());
        Assert.Empty(await db.Sessions.ToListAsync());
        Assert.DoesNotContain(await db.People.ToListAsync(), person => person.Name == "Ana Lind");
    }

    /// <summary>A folder for mails that can be closed for a while.</summary>
    private sealed class ClosableCarrier(MailOptions options) : IMailCarrier
    {
        private readonly FolderCarrier _folder = new(options);

        public bool IsClosed { get; set; }

        public Task Carry(MimeKit.MimeMessage mail, OutboxMailId id, CancellationToken cancellation) =>
            IsClosed ? throw new IOException("Closed.") : _folder.Carry(mail, id, cancellation);
    }

    internal static async Task<Dictionary<string, string>> Download(ParleyApp app, TestBrowser browser, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/account/news/download")
        {
            Content = new FormUrlEncodedContent([KeyValuePair.Create("key", key)]),
        };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        request.Headers.Add("Cookie", browser.CookieLine);
        using var answer = await app.Http.SendAsync(request);
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync());
        var files = new Dictionary<string, string>();
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(await entry.OpenAsync(), Encoding.UTF8);
            files[entry.FullName] = await reader.ReadToEndAsync();
        }
        return files;
    }
}
