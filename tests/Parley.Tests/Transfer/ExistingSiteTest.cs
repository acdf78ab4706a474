using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Parley.Accounts;
using Parley.Comments;
using Parley.Platform.Data;
using Parley.Sites;
using Parley.Stories;
using Parley.Tests.Hosting;

namespace Parley.Tests.Transfer;

public sealed class ExistingSiteTest
{
    private const string Name = "herald";

    [Theory, ClassData<Engines>]
    public async Task A_later_export_adds_what_came_since(string engine)
    {
        await using var place = await TransferPlace.Create(engine);
        await place.Bring(WrittenFile.Small().Bytes);
        var later = new WrittenFile()
            .Person(10).Person(11).Person(12)
            .Story(20).Comment(30, 20).Comment(31, 20, parent: 30, author: 11).Comment(33, 20, parent: 31, author: 12)
            .Story(21).Comment(32, 21).Comment(34, 21)
            .Story(22);

        var imported = await place.Bring(later.Bytes);

        Assert.Equal((1, 1, 2), (imported.New.People, imported.New.Stories, imported.New.Comments));
        await using var undisturbed = await TransferPlace.Create(engine);
        await undisturbed.Bring(later.Bytes);
        Assert.Equal(await undisturbed.Export(WrittenFile.SiteName), await place.Export(WrittenFile.SiteName));
        await using var db = await place.Open();
        await Recounting.AssertCounts(db);
    }

    [Theory, ClassData<Engines>]
    public async Task What_the_site_has_stays_as_it_is(string engine)
    {
        await using var place = await TransferPlace.Create(engine);
        await place.Bring(WrittenFile.Small().Bytes);
        var before = await place.DumpAll();
        var other = WrittenFile.Small().Text
            .Replace("Comment *30*", "Other words", StringComparison.Ordinal)
            .Replace("Story 20", "Another title", StringComparison.Ordinal)
            .Replace("Reader 10", "Another name", StringComparison.Ordinal)
            .Replace("\"value\":\"300\"", "\"value\":\"400\"", StringComparison.Ordinal);

        await place.Bring(System.Text.Encoding.UTF8.GetBytes(other));

        Assert.Equal(before, await place.DumpAll());
    }

    [Theory, ClassData<Engines>]
    public async Task A_site_that_was_made_here_takes_the_files_threads_and_lacking_settings(string engine)
    {
        await using var place = await TransferPlace.Create(engine);
        var site = await MakeSite(place);
        Assert.Null(await place.Services.GetRequiredService<SaveSite>().Set(site, "edit-window", "10", default));

        var imported = await place.Bring(WrittenFile.Small().Bytes, Name);

        Assert.False(imported.Target.IsNew);
        Assert.Contains("https://courier.example", Assert.Single(imported.Notes), StringComparison.Ordinal);
        await using var db = await place.Open();
        Assert.Equal(["edit-window=10", "max-length=300"], (await db.Settings.Where(one => one.SiteId == site).ToListAsync()).Select(one => $"{one.Name}={one.Value}").Order(StringComparer.Ordinal));
        Assert.Equal(3, await db.Comments.CountAsync(comment => comment.SiteId == site));
        Assert.Equal("The Herald", (await db.Sites.SingleAsync()).Title);
        await Recounting.AssertCounts(db);
    }

    [Theory, ClassData<Engines>]
    public async Task A_story_the_site_knows_by_its_address_takes_the_files_comments_and_its_old_id_leads_there(string engine)
    {
        await using var place = await TransferPlace.Create(engine);
        var site = await MakeSite(place);
        var own = await MakeStory(place, site, "http://courier.example/20/?utm_source=mail");
        var file = WrittenFile.Small();

        var imported = await place.Bring(file.Bytes, Name);

        Assert.Equal((1, 1, 3), (imported.New.Stories, imported.New.TwinStories, imported.New.Comments));
        await using var db = await place.Open();
        Assert.Equal(2, await db.Comments.CountAsync(comment => comment.StoryId == own));
        Assert.True(IdText.TryRead<StoryId>(WrittenFile.Id(20), out var old));
        Assert.Equal(own, (await db.Stories.SingleAsync(story => story.Id == old)).MergedInto);
        await Recounting.AssertCounts(db);
        var before = await place.DumpAll();
        await place.Bring(file.Bytes, Name);
        Assert.Equal(before, await place.DumpAll());
    }

    [Theory, ClassData<Engines>]
    public async Task Who_and_what_came_from_the_same_source_before_is_not_brought_twice(string engine)
    {
        await using var place = await TransferPlace.Create(engine);
        const string person = ",\"source\":\"old\",\"sourceId\":\"p\"", comment = ",\"source\":\"old\",\"sourceId\":\"c\"";
        await place.Bring(new WrittenFile().Person(10, person).Story(20).Comment(30, 20, more: comment).Bytes);
        var others = new WrittenFile().Person(12, person).Story(20).Comment(31, 20, author: 12, more: comment).Comment(33, 20, parent: 31, author: 12);

        var imported = await place.Bring(others.Bytes);

        Assert.Equal((0, 0, 1), (imported.New.People, imported.New.Stories, imported.New.Comments));
        await using var db = await place.Open();
        Assert.True(IdText.TryRead(WrittenFile.Id(30), out var first));
        Assert.True(IdText.TryRead(WrittenFile.Id(10), out var author));
        var answer = await db.Comments.SingleAsync(one => one.ParentId != null);
        Assert.Equal((first, author), (answer.ParentId!.Value.Value, answer.AuthorId.Value));
        await Recounting.AssertCounts(db);
    }

    [Theory, ClassData<Engines>]
    public async Task A_reader_the_site_knows_by_mail_or_publishers_id_is_the_same_reader(string engine)
    {
        await using var place = await TransferPlace.Create(engine);
        var site = await MakeSite(place);
        var (byMail, byPublisherId) = await MakeReaders(place, site);
        var file = new WrittenFile()
            .Account(5, "ANN@mail.example").Account(6, "other@mail.example", publisherId: "r-7")
            .Person(10, account: 5).Person(11, account: 6).Person(12).Story(20).Comment(30, 20).Comment(31, 20, author: 11);

        var imported = await place.Bring(file.Bytes, Name);

        Assert.Equal(1, imported.New.People);
        await using var db = await place.Open();
        Assert.Equal(2, await db.Accounts.CountAsync());
        Assert.Equal([byMail, byPublisherId], await db.Comments.OrderBy(comment => comment.Id).Select(comment => comment.AuthorId).ToListAsync());
        var before = await place.DumpAll();
        await place.Bring(file.Bytes, Name);
        Assert.Equal(before, await place.DumpAll());
    }

    /// <summary>Two readers with accounts of their own making: one known by mail, one by the publisher's id.</summary>
    private static async Task<(PersonId ByMail, PersonId ByPublisherId)> MakeReaders(TransferPlace place, SiteId site)
    {
        var (ids, at) = (place.Services.GetRequiredService<IdSource>(), DateTimeOffset.UnixEpoch.AddYears(56));
        var accounts = new[]
        {
            Account.OfReader(site, ids.New<AccountId>(), MailAddress.Read("ann@mail.example").Value, "stamp", at),
            Account.OfPublisher(site, ids.New<AccountId>(), "r-7", null, "stamp", at),
        };
        var people = accounts.Select((account, number) => Person.OfAccount(site, ids.New<PersonId>(), account.Id, $"Known {number}", at)).ToList();
        await place.Door.Write(
            db =>
            {
                db.AddRange([.. accounts, .. people]);
                return Task.CompletedTask;
            },
            default);
        return (people[0].Id, people[1].Id);
    }

    private static async Task<SiteId> MakeSite(TransferPlace place) =>
        (await place.Services.GetRequiredService<SaveSite>().Add(Name, "The Herald", "en", ["https://herald.example"], default)).Value;

    private static async Task<StoryId> MakeStory(TransferPlace place, SiteId site, string address)
    {
        var url = StoryUrl.Parse(address, out _)!;
        var ids = place.Services.GetRequiredService<IdSource>();
        var written = await place.Door.Write(
            db =>
            {
                var story = new Story(site, ids.New<StoryId>(), DateTimeOffset.UnixEpoch.AddYears(56));
                db.AddRange(story, new StoryAddress(site, url.Canonical, story.Id, url.Address, isCanonical: true));
                return Task.FromResult(story.Id);
            },
            default);
        return written.Value;
    }
}
