using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Parley.Accounts;
using Parley.Tests.Hosting;
using Parley.Tests.Transfer;
using Parley.Transfer.Import;

namespace Parley.Tests.Accounts;

/// <summary>Whoever proves the mail address an imported name came with makes its comments their own; nobody else hears of it.</summary>
public sealed class ImportedNamesTest
{
    private const string Mail = "Ana@Reader.example", Offer = "You wrote here before";

    private static readonly string[] Spellings =
    [
        $"\"mail\":\"{Mail}\"",
        $"\"mailHash\":\"{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Mail.ToLowerInvariant())))}\"",
    ];

    [Theory, ClassData<Engines>]
    public async Task A_proved_address_claims_the_comments_which_stay_marked_as_imported(string engine)
    {
        foreach (var spelling in Spellings)
        {
            await using var app = await ParleyApp.Start(engine);
            await Bring(app, OldSite(spelling));
            var ana = await Joining.Join(app, Mail.ToLowerInvariant(), "Ana Lind");
            var offered = (await ana.Get("/account/news")).Must(200).Text;

            Assert.Equal("/account/news?done=claim", (await ana.Post("/account/news/claim-imported")).Must(303)["Location"]);
            await app.Refresh();

            Assert.Contains(Offer, offered, StringComparison.Ordinal);
            Assert.Contains("Old Ana", offered, StringComparison.Ordinal);
            Assert.DoesNotContain("Old Ben", offered, StringComparison.Ordinal);
            Assert.DoesNotContain(Offer, (await ana.Get("/account/news")).Must(200).Text, StringComparison.Ordinal);
            var page = await app.Page($"/stories/{WrittenFile.Id(20)}");
            Assert.Contains("Ana Lind", page, StringComparison.Ordinal);
            Assert.DoesNotContain("Old Ana", page, StringComparison.Ordinal);
            Assert.Contains("Old Ben", page, StringComparison.Ordinal);
            Assert.Contains("Imported.", page, StringComparison.Ordinal);
            Assert.Contains("Comment 30.", (await ana.Get("/account/news/comments")).Must(200).Text, StringComparison.Ordinal);
        }
    }

    [Theory, ClassData<Engines>]
    public async Task Another_address_is_told_nothing_and_claims_nothing(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        await Bring(app, OldSite(Spellings[0]));
        var eve = await Joining.Join(app, "eve@reader.example", "Eve");

        var page = (await eve.Get("/account/news")).Must(200).Text;
        var answer = (await eve.Post("/account/news/claim-imported")).Must(303);
        await app.Refresh();

        Assert.DoesNotContain(Offer, page, StringComparison.Ordinal);
        Assert.Equal("/account/news?done=claim", answer["Location"]);
        Assert.Contains("Old Ana", await app.Page($"/stories/{WrittenFile.Id(20)}"), StringComparison.Ordinal);
    }

    /// <summary>An address an account only says it has opens nothing.</summary>
    [Fact]
    public async Task An_address_nobody_proved_claims_nothing()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        await Bring(app, OldSite(Spellings[0]));
        await Joining.Join(app, "eve@reader.example", "Eve");
        await using var db = await app.OpenToRead();
        var site = (await db.Accounts.SingleAsync(TestContext.Current.CancellationToken)).SiteId!.Value;
        var unproved = Account.OfPublisher(site, new(1), "reader 1", MailAddress.Read(Mail).Value, "stamp", app.Clock.GetUtcNow());

        Assert.Empty(await app.Services.GetRequiredService<ImportedNames>().Waiting(site, unproved, default));
    }

    /// <summary>Neither the address nor a hash that could be tried stands in the database, nor in an export.</summary>
    [Theory, ClassData<Engines>]
    public async Task The_address_can_be_read_nowhere_nor_found_by_trying(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        await Bring(app, OldSite(Spellings[0]));

        await using var db = await app.OpenToRead();
        var person = await db.People.SingleAsync(one => one.Name == "Old Ana");

        Assert.NotNull(person.MailProof);
        Assert.NotEqual(SHA256.HashData(Encoding.UTF8.GetBytes(Mail.ToLowerInvariant())), person.MailProof);
        Assert.Empty(await db.Accounts.ToListAsync());
    }

    [Theory, ClassData<Engines>]
    public async Task What_was_claimed_stands_in_the_download_and_goes_with_the_account(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        await Bring(app, OldSite(Spellings[0]));
        var ana = await Joining.Join(app, Mail, "Ana Lind");
        (await ana.Post("/account/news/claim-imported")).Must(303);
        await app.CatchUp();

        var key = (await ana.Post("/account/news/export")).Must(303)["Location"]!.Split("key=")[1];
        var files = await PrivacyTest.Download(app, ana, key);
        (await ana.Post("/account/news/erase", ("comments", "keep"), ("sure", "true"))).Must(303);
        await app.CatchUp();

        Assert.Contains("Old Ana,old-system,user 10", files["imported-names.csv"], StringComparison.Ordinal);
        Assert.Contains("Comment *30*.", files["comments.csv"], StringComparison.Ordinal);
        await using var db = await app.OpenToRead();
        Assert.DoesNotContain(await db.People.ToListAsync(), person => person.Name is "Old Ana" or "Ana Lind" || person.SourceId == "user 10");
    }

    [Theory, ClassData<Engines>]
    public async Task What_the_old_system_brings_later_goes_to_whoever_claimed_the_name(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        await Bring(app, OldSite(Spellings[0]));
        var ana = await Joining.Join(app, Mail, "Ana Lind");
        (await ana.Post("/account/news/claim-imported")).Must(303);
        await app.CatchUp();

        await Bring(app, OldSite(Spellings[0]).Comment(33, 20));

        await using var db = await app.OpenToRead();
        var own = await db.People.SingleAsync(person => person.Name == "Ana Lind");
        Assert.Equal(2, await db.Set<Parley.Comments.Comment>().CountAsync(comment => comment.AuthorId == own.Id));
    }

    private static WrittenFile OldSite(string spelling) => new WrittenFile()
        .Imported(10, "Old Ana", "," + spelling).Imported(11, "Old Ben")
        .Story(20).Comment(30, 20, more: Marked(30)).Comment(31, 20, author: 11, more: Marked(31));

    private static string Marked(int number) => $",\"source\":\"old-system\",\"sourceId\":\"c {number}\"";

    private static async Task Bring(ParleyApp app, WrittenFile file)
    {
        using var stream = new MemoryStream(file.Bytes);
        var done = await app.Services.GetRequiredService<SiteImport>().Run(
            stream, ParleyApp.SiteName, new ImportProgress(TextWriter.Null, TimeProvider.System), default);
        Assert.Empty(done.Faults);
        await app.CatchUp();
    }
}
