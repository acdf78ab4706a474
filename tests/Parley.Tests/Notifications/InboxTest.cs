using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Parley.Notifications;
using Parley.Tests.Hosting;

namespace Parley.Tests.Notifications;

/// <summary>Readers with an account hear of answers: on their own page, and by mail as often as they wish.</summary>
public sealed class InboxTest
{
    private const string Mail = "ana@reader.example";
    private const string Inbox = "/account/news/inbox";

    [Theory, ClassData<Engines>]
    public async Task An_answer_stands_in_the_inbox_as_new_until_it_is_marked_as_read(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var (ana, story, comment) = await Begin(app);

        await app.Post(story, "That is so.", "Ben", comment);
        await app.CatchUp();

        var page = (await ana.Get(Inbox)).Must(200).Text;
        Assert.Contains("That is so.", page, StringComparison.Ordinal);
        Assert.Contains("1 unread", page, StringComparison.Ordinal);
        (await ana.Post(Inbox + "/read")).Must(303);
        var later = (await ana.Get(Inbox)).Must(200).Text;
        Assert.Contains("That is so.", later, StringComparison.Ordinal);
        Assert.DoesNotContain("unread", later, StringComparison.Ordinal);
    }

    [Theory, ClassData<Engines>]
    public async Task Nobody_is_told_of_what_they_wrote_themselves_nor_of_what_nobody_may_read(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var (ana, story, comment) = await Begin(app);
        (await ana.Post($"/stories/{story}/comments", ("body", "And I say more."), ("parentId", comment))).Must(303);
        var removed = await app.Post(story, "Rude words.", "Ben", comment);
        await app.CatchUp();

        (await app.AsPublisher(HttpMethod.Post, $"/api/v1/comments/{removed.Id}/state", new { state = "remove", reason = "rude" })).EnsureSuccessStatusCode();
        await app.CatchUp();

        var page = (await ana.Get(Inbox)).Must(200).Text;
        Assert.DoesNotContain("And I say more.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Rude words.", page, StringComparison.Ordinal);
    }

    [Theory, ClassData<Engines>]
    public async Task Mail_comes_once_it_happened_where_the_reader_wishes_so_and_once_only_on_two_nodes(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        await using var node = await ParleyApp.StartOn(app.Database);
        var (ana, story, comment) = await Begin(app);
        (await ana.Post(Inbox + "/mail", ("pace", "once"))).Must(303);

        await app.Post(story, "That is <so>.", "Ben", comment);
        await SendDue(app, TimeSpan.FromMinutes(3), node);

        var mail = await TestMail.To(app, Mail, 2);
        Assert.Equal("Ben answered you on The News", mail.Subject);
        Assert.Contains("That is <so>.", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("That is &lt;so&gt;.", mail.HtmlBody, StringComparison.Ordinal);
        await app.NoMailWaits();
        Assert.Equal(2, (await TestMail.All(app, Mail)).Count);
    }

    [Theory, ClassData<Engines>]
    public async Task A_days_answers_come_in_one_mail_the_next_morning(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var (_, story, comment) = await Begin(app);

        await app.Post(story, "The first.", "Ben", comment);
        await app.Post(story, "The second.", "Cleo", comment);
        await SendDue(app, TimeSpan.Zero);
        await app.NoMailWaits();
        Assert.Single(await TestMail.All(app, Mail));
        await SendDue(app, TimeSpan.FromHours(25));

        var mail = await TestMail.To(app, Mail, 2);
        Assert.Equal("2 answers to you on The News", mail.Subject);
        Assert.Contains("The first.", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("The second.", mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_read_or_removed_before_the_mail_went_out_is_not_mailed()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        var (ana, story, comment) = await Begin(app);
        await app.Post(story, "Seen on the page.", "Ben", comment);
        await app.CatchUp();
        (await ana.Post(Inbox + "/read")).Must(303);
        var removed = await app.Post(story, "Gone again.", "Ben", comment);
        await app.CatchUp();
        (await app.AsPublisher(HttpMethod.Post, $"/api/v1/comments/{removed.Id}/state", new { state = "remove", reason = "rude" })).EnsureSuccessStatusCode();

        await SendDue(app, TimeSpan.FromHours(25));

        await app.NoMailWaits();
        Assert.Single(await TestMail.All(app, Mail));
    }

    /// <summary>RFC 8058: the mail program posts, without cookies and from nowhere; looking at the link ends nothing.</summary>
    [Theory, ClassData<Engines>]
    public async Task Mail_is_ended_by_one_post_to_the_link_it_carries(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var (_, story, comment) = await Begin(app);
        await app.Post(story, "That is so.", "Ben", comment);
        await SendDue(app, TimeSpan.FromHours(25));
        var mail = await TestMail.To(app, Mail, 2);
        var link = new Uri(mail.Headers[HeaderId.ListUnsubscribe]!.Trim('<', '>')).PathAndQuery;
        Assert.Equal("List-Unsubscribe=One-Click", mail.Headers[HeaderId.ListUnsubscribePost]);

        (await Call.Get(app, link).Send()).Must(200);
        Assert.Equal(0, await Wishes(app));
        (await Call.Post(app, link).Raw("application/x-www-form-urlencoded", "List-Unsubscribe=One-Click").Send()).Must(200);
        await app.Post(story, "And another.", "Ben", comment);
        await SendDue(app, TimeSpan.FromHours(25));

        await app.NoMailWaits();
        Assert.Equal(2, (await TestMail.All(app, Mail)).Count);
        var again = await Joining.SignIn(app, Mail);
        Assert.Contains("And another.", (await again.Get(Inbox)).Must(200).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_we_did_not_write_ends_nobodys_mail()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        await OtherSite.Make(app);
        var (_, story, comment) = await Begin(app);
        await app.Post(story, "That is so.", "Ben", comment);
        await SendDue(app, TimeSpan.FromHours(25));
        var with = new Uri((await TestMail.To(app, Mail, 2)).Headers[HeaderId.ListUnsubscribe]!.Trim('<', '>')).Query;

        foreach (var path in new[] { Inbox + "/stop", Inbox + "/stop?with=", Inbox + "/stop?with=nonsense", Inbox + "/stop" + with[..^2] + "AA", "/account/other/inbox/stop" + with })
            (await Call.Post(app, path).Form(("List-Unsubscribe", "One-Click")).Send()).Must(404);

        Assert.Equal(0, await Wishes(app));
    }

    [Theory, ClassData<Engines>]
    public async Task An_inbox_is_part_of_what_is_held_and_goes_with_the_account(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var (ana, story, comment) = await Begin(app);
        await app.Post(story, "That is so.", "Ben", comment);
        (await ana.Post(Inbox + "/mail", ("pace", "never"))).Must(303);
        await app.CatchUp();

        (await ana.Post("/account/news/erase", ("comments", "keep"), ("sure", "true"))).Must(303);
        await app.CatchUp();

        await using var db = await app.OpenToRead();
        Assert.Empty(await db.Inbox.ToListAsync());
        Assert.Empty(await db.MailWishes.ToListAsync());
    }

    /// <summary>A reader with a comment, for others to answer.</summary>
    private static async Task<(TestBrowser Reader, string Story, string Comment)> Begin(ParleyApp app)
    {
        var story = await app.MakeStory();
        var ana = await Joining.Join(app, Mail, "Ana");
        var comment = (await ana.Post($"/stories/{story}/comments", ("body", "I was here."))).Must(303)["Location"]!.Split('/')[2].Split('?')[0];
        return (ana, story, comment);
    }

    private static async Task SendDue(ParleyApp app, TimeSpan later, ParleyApp? node = null)
    {
        await app.CatchUp();
        app.Clock.Advance(later);
        node?.Clock.Advance(later);
        ParleyApp[] nodes = node is null ? [app] : [app, node];
        await Task.WhenAll(nodes.Select(one => one.Services.GetRequiredService<InboxMails>().SendSome(default)));
    }

    private static async Task<int> Wishes(ParleyApp app)
    {
        await using var db = await app.OpenToRead();
        return await db.MailWishes.CountAsync();
    }
}
