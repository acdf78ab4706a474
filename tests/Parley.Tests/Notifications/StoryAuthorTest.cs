using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Parley.Notifications;
using Parley.Tests.Hosting;

namespace Parley.Tests.Notifications;

/// <summary>The author of a story, whom its publisher names by account or by address, hears of new comments under it.</summary>
public sealed class StoryAuthorTest
{
    private const string Mail = "author@news.example";
    private const string Inbox = "/account/news/inbox";

    [Theory, ClassData<Engines>]
    public async Task An_author_with_an_account_finds_new_comments_in_their_inbox_but_not_their_own(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var (author, story) = await Begin(app);

        await app.Post(story, "A question to the author.", "Ben");
        (await author.Post($"/stories/{story}/comments", ("body", "I wrote that."))).Must(303);
        await app.CatchUp();

        var page = (await author.Get(Inbox)).Must(200).Text;
        Assert.Contains("A question to the author.", page, StringComparison.Ordinal);
        Assert.Contains("Under what you wrote", page, StringComparison.Ordinal);
        Assert.DoesNotContain("I wrote that.", page, StringComparison.Ordinal);
    }

    [Theory, ClassData<Engines>]
    public async Task An_answer_to_a_comment_of_the_authors_is_told_once_and_as_an_answer(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var (author, story) = await Begin(app);
        var comment = (await author.Post($"/stories/{story}/comments", ("body", "Ask me anything."))).Must(303)["Location"]!.Split('/')[2].Split('?')[0];

        await app.Post(story, "Why?", "Ben", comment);
        await app.CatchUp();

        await using var db = await app.OpenToRead();
        Assert.Equal([NewsKind.Reply], await db.Inbox.Select(entry => entry.Kind).ToListAsync());
        Assert.Contains("1 unread", (await author.Get(Inbox)).Must(200).Text, StringComparison.Ordinal);
    }

    [Theory, ClassData<Engines>]
    public async Task Many_comments_come_in_one_mail_a_day_unless_the_author_wishes_otherwise(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var (author, story) = await Begin(app);
        var before = (await TestMail.All(app, Mail)).Count;
        for (var number = 1; number <= 3; number++)
            await app.Post(story, $"Number {number}.", "Ben");
        await SendDue(app, TimeSpan.FromHours(1));
        await app.NoMailWaits();
        Assert.Equal(before, (await TestMail.All(app, Mail)).Count);

        await SendDue(app, TimeSpan.FromHours(24));

        var mail = await TestMail.To(app, Mail, before + 1);
        Assert.Equal("3 new comments under your stories on The News", mail.Subject);
        foreach (var number in new[] { 1, 2, 3 })
            Assert.Contains($"Number {number}.", mail.TextBody, StringComparison.Ordinal);

        (await author.Post(Inbox + "/mail", ("kind", "story"), ("pace", "once"))).Must(303);
        await app.Post(story, "Number 4.", "Ben");
        await app.Post(story, "Number 5.", "Cleo");
        await SendDue(app, TimeSpan.FromMinutes(20));
        Assert.Equal("2 new comments under your stories on The News", (await TestMail.To(app, Mail, before + 2)).Subject);

        (await author.Post(Inbox + "/mail", ("kind", "story"), ("pace", "never"))).Must(303);
        await app.Post(story, "Number 6.", "Ben");
        await SendDue(app, TimeSpan.FromHours(25));
        await app.NoMailWaits();
        Assert.Equal(before + 2, (await TestMail.All(app, Mail)).Count);
    }

    [Theory, ClassData<Engines>]
    public async Task An_author_without_an_account_is_named_by_address_and_ends_the_mails_for_good_at_one_press(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        await app.MakeStory();
        var story = await Name(app, "first", new { authorMail = Mail, authorMailPace = "once" });
        await app.Post(story, "To the author.", "Ben");
        await SendDue(app, TimeSpan.FromMinutes(20));
        var mail = await TestMail.To(app, Mail);
        Assert.Equal("1 new comment under your story on The News", mail.Subject);
        Assert.Contains("To the author.", mail.TextBody, StringComparison.Ordinal);
        Assert.Equal("List-Unsubscribe=One-Click", mail.Headers[HeaderId.ListUnsubscribePost]);

        var link = new Uri(mail.Headers[HeaderId.ListUnsubscribe]!.Trim('<', '>')).PathAndQuery;
        (await Call.Get(app, link).Send()).Must(200);
        (await Call.Post(app, link).Raw("application/x-www-form-urlencoded", "List-Unsubscribe=One-Click").Send()).Must(200);
        var next = await Name(app, "next", new { authorMail = Mail, authorMailPace = "once" });
        await app.Post(story, "Once more.", "Ben");
        await app.Post(next, "Under another story.", "Ben");
        await SendDue(app, TimeSpan.FromHours(25));

        await app.NoMailWaits();
        Assert.Single(await TestMail.All(app, Mail));
        await using var db = await app.OpenToRead();
        Assert.All(await db.ThreadMails.ToListAsync(), kept => Assert.Null(kept.Mail));
    }

    [Theory, ClassData<Engines>]
    public async Task A_publisher_changes_and_takes_away_the_address_and_nobody_else_does(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var other = await OtherSite.Make(app);
        await app.MakeStory();
        var story = await Name(app, "first", new { authorMail = Mail, authorMailPace = "once" });

        foreach (var key in new[] { other.ApiKey, null })
            Assert.InRange((await new Call(app, "PATCH", $"/api/v1/stories/{story}").As(key).Json(new { authorMail = "eve@evil.example" }).Send()).Status, 401, 404);
        Assert.Equal(("mail", "authorMail"), await Refused(app, story, new { authorMail = "nobody" }));
        Assert.Equal(("mail-pace", "authorMailPace"), await Refused(app, story, new { authorMailPace = "hourly" }));
        Assert.Equal(("person", "authorAccount"), await Refused(app, story, new { authorAccount = "unknown" }));
        await Change(app, story, new { authorMail = "second@news.example", authorMailPace = "once" });
        await app.Post(story, "To the second.", "Ben");
        await SendDue(app, TimeSpan.FromMinutes(20));
        await TestMail.To(app, "second@news.example");
        await Change(app, story, new { authorMail = "" });
        await app.Post(story, "To nobody.", "Ben");
        await SendDue(app, TimeSpan.FromHours(25));

        await app.NoMailWaits();
        Assert.Empty(await TestMail.All(app, Mail));
        Assert.Single(await TestMail.All(app, "second@news.example"));
        await using var db = await app.OpenToRead();
        Assert.Empty(await db.ThreadMails.ToListAsync());
    }

    [Theory, ClassData<Engines>]
    public async Task An_author_is_named_by_the_publishers_own_id_of_the_account(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var reader = await SignedInReader.Make(app, "staff/7", "Rosa Blum");

        await Change(app, story, new { authorAccount = "staff/7" });
        await app.Post(story, "For Rosa.", "Ben");
        await app.CatchUp();

        await using var db = await app.OpenToRead();
        Assert.Equal(reader.PersonId, (await db.Inbox.SingleAsync()).PersonId.ToString());
        await Change(app, story, new { authorAccount = "" });
        Assert.Null((await db.Set<Parley.Stories.Story>().SingleAsync()).AuthorId);
    }

    [Theory, ClassData<Engines>]
    public async Task An_author_who_was_named_as_a_guest_is_the_author_still_once_they_turn_out_to_be_an_account(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var author = await Joining.Join(app, Mail, "Rosa Blum");
        var guest = await app.Post(story, "I wrote this.", "Rosa");
        await using (var db = await app.OpenToRead())
        {
            var named = await db.Set<Parley.Accounts.Person>().SingleAsync(person => person.Name == "Rosa");
            await Change(app, story, new { authorPersonId = named.Id.ToString() });
        }

        author.Keep("parley-news", guest.Token);
        (await author.Post("/account/news/claim")).Must(303);
        await app.CatchUp();
        await app.Post(story, "Well said.", "Ben");
        await app.CatchUp();

        Assert.Contains("Well said.", (await author.Get(Inbox)).Must(200).Text, StringComparison.Ordinal);
    }

    [Theory, ClassData<Engines>]
    public async Task An_author_follows_their_story_into_another_that_has_none(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var (author, story) = await Begin(app);
        await Change(app, story, new { authorMail = "second@news.example", authorMailPace = "once" });
        var kept = await app.MakeStory(ParleyApp.SiteOrigin + "/kept");

        (await Call.Post(app, $"/api/v1/stories/{story}/merge").As(app.ApiKey).Json(new { into = kept }).Send()).Must(200);
        await app.Post(kept, "Said after they became one.", "Ben");
        await SendDue(app, TimeSpan.FromMinutes(20));

        Assert.Contains("Said after they became one.", (await author.Get(Inbox)).Must(200).Text, StringComparison.Ordinal);
        Assert.Contains("Said after they became one.", (await TestMail.To(app, "second@news.example")).TextBody, StringComparison.Ordinal);
    }

    [Theory, ClassData<Engines>]
    public async Task A_story_that_has_an_author_keeps_theirs_when_another_becomes_part_of_it(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var (former, story) = await Begin(app);
        var kept = await app.MakeStory(ParleyApp.SiteOrigin + "/kept");
        var author = await Joining.Join(app, "other@news.example", "Ola Berg");
        await using (var db = await app.OpenToRead())
        {
            var person = await db.Set<Parley.Accounts.Person>().SingleAsync(one => one.Name == "Ola Berg");
            await Change(app, kept, new { authorPersonId = person.Id.ToString() });
        }

        (await Call.Post(app, $"/api/v1/stories/{story}/merge").As(app.ApiKey).Json(new { into = kept }).Send()).Must(200);
        await app.Post(kept, "Said after they became one.", "Ben");
        await app.CatchUp();

        Assert.Contains("Said after they became one.", (await author.Get(Inbox)).Must(200).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Said after they became one.", (await former.Get(Inbox)).Must(200).Text, StringComparison.Ordinal);
    }

    /// <summary>An author with an account here, and a story that is theirs.</summary>
    private static async Task<(TestBrowser Author, string Story)> Begin(ParleyApp app)
    {
        var story = await app.MakeStory();
        var author = await Joining.Join(app, Mail, "Rosa Blum");
        await using var db = await app.OpenToRead();
        var person = await db.Set<Parley.Accounts.Person>().SingleAsync();
        await Change(app, story, new { authorPersonId = person.Id.ToString() });
        return (author, story);
    }

    private static async Task<string> Name(ParleyApp app, string id, object more)
    {
        var named = JsonSerializer.SerializeToNode(more)!;
        (named["storyId"], named["title"]) = (id, "A story");
        return (await Call.Post(app, "/api/v1/stories").As(app.ApiKey).Json(named).Send()).Json.GetProperty("id").GetString()!;
    }

    private static async Task Change(ParleyApp app, string story, object change) =>
        (await new Call(app, "PATCH", $"/api/v1/stories/{story}").As(app.ApiKey).Json(change).Send()).Must(200);

    private static async Task<(string?, string?)> Refused(ParleyApp app, string story, object change)
    {
        var answer = (await new Call(app, "PATCH", $"/api/v1/stories/{story}").As(app.ApiKey).Json(change).Send()).Must(422);
        return (answer.Code, answer.Field);
    }

    private static async Task SendDue(ParleyApp app, TimeSpan later)
    {
        await app.CatchUp();
        app.Clock.Advance(later);
        await app.Services.GetRequiredService<InboxMails>().SendSome(default);
        await app.Services.GetRequiredService<ThreadMails>().SendSome(default);
    }
}
