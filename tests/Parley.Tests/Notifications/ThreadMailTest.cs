using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Parley.Notifications;
using Parley.Platform.Data;
using Parley.Tests.Hosting;

namespace Parley.Tests.Notifications;

/// <summary>Guests leave an address for one story, confirm it, hear of answers, and are forgotten.</summary>
public sealed class ThreadMailTest
{
    private const string Mail = "gus@guest.example";

    [Theory, ClassData<Engines>]
    public async Task An_address_that_was_confirmed_by_a_press_is_told_of_answers_and_of_nothing_else(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        await using var node = await ParleyApp.StartOn(app.Database);
        var (story, guest) = await Begin(app);
        var link = await Leave(app, guest);
        (await Call.Get(app, link).Send()).Must(200);
        Assert.Equal(0, await Kept(app));

        (await Press(app, link)).Must(200);
        await app.Post(story, "An answer.", "Ben", guest.Id);
        await app.Post(story, "Something else.", "Ben");
        await app.Post(story, "I answer myself.", "Gus", guest.Id, guest.Token);
        await SendDue(app, TimeSpan.FromMinutes(3), node);

        var mail = await TestMail.To(app, Mail, 2);
        Assert.Equal("Ben answered you on The News", mail.Subject);
        Assert.Contains("An answer.", mail.TextBody, StringComparison.Ordinal);
        await app.NoMailWaits();
        Assert.Equal(2, (await TestMail.All(app, Mail)).Count);
    }

    /// <summary>RFC 8058: the mail program posts, without cookies and from nowhere; looking at the link ends nothing.</summary>
    [Theory, ClassData<Engines>]
    public async Task One_press_ends_the_mails_and_forgets_the_address(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var (story, guest) = await Begin(app);
        (await Press(app, await Leave(app, guest))).Must(200);
        await app.Post(story, "An answer.", "Ben", guest.Id);
        await SendDue(app, TimeSpan.FromMinutes(3));
        var mail = await TestMail.To(app, Mail, 2);
        Assert.Equal("List-Unsubscribe=One-Click", mail.Headers[HeaderId.ListUnsubscribePost]);
        var stop = new Uri(mail.Headers[HeaderId.ListUnsubscribe]!.Trim('<', '>')).PathAndQuery;

        (await Call.Get(app, stop).Send()).Must(200);
        Assert.Equal(1, await Kept(app));
        await app.Post(story, "Another answer.", "Ben", guest.Id);
        await app.CatchUp();
        (await Call.Post(app, stop).Raw("application/x-www-form-urlencoded", "List-Unsubscribe=One-Click").Send()).Must(200);
        (await Call.Post(app, stop).Raw("application/x-www-form-urlencoded", "List-Unsubscribe=One-Click").Send()).Must(200);
        await SendDue(app, TimeSpan.FromMinutes(3));

        Assert.Equal(0, await Kept(app));
        await app.NoMailWaits();
        Assert.Equal(2, (await TestMail.All(app, Mail)).Count);
    }

    [Theory, ClassData<Engines>]
    public async Task The_answer_is_the_same_whether_or_not_the_address_is_known_and_three_mails_a_day_are_enough(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        await Joining.Join(app, "known@reader.example", "Kim");
        var (_, guest) = await Begin(app);

        var known = await Ask(app, guest, "known@reader.example");
        var unknown = await Ask(app, guest, Mail);
        for (var number = 0; number < 5; number++)
            Assert.Equal((202, ""), ((await Ask(app, guest, Mail)).Status, unknown.Text));

        Assert.Equal((unknown.Must(202).Text, unknown.Headers.Count), (known.Must(202).Text, known.Headers.Count));
        await app.NoMailWaits();
        Assert.Equal(3, (await TestMail.All(app, Mail)).Count);
    }

    [Theory, ClassData<Engines>]
    public async Task A_link_counts_once_for_a_day_and_only_as_we_wrote_it(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        await OtherSite.Make(app);
        var (_, guest) = await Begin(app);
        var link = await Leave(app, guest);
        var with = link[link.IndexOf('?', StringComparison.Ordinal)..];

        foreach (var wrong in new[] { "/account/news/thread-mail/confirm", "/account/news/thread-mail/confirm?with=nonsense", link.Replace("with=", "with=A", StringComparison.Ordinal), "/account/other/thread-mail/confirm" + with, "/account/news/thread-mail/stop" + with })
            Assert.Equal(404, (await Press(app, wrong)).Status);
        Assert.Equal(403, (await Call.Post(app, link).With("Origin", "https://evil.example").Form(("nothing", "x")).Send()).Status);
        (await Press(app, link)).Must(200);
        (await Press(app, link)).Must(409);
        var late = await Leave(app, guest, 2);
        app.Clock.Advance(TimeSpan.FromDays(1));

        (await Press(app, late)).Must(409);
    }

    [Theory, ClassData<Engines>]
    public async Task The_address_lies_sealed_and_is_forgotten_when_its_time_is_up_or_the_thread_closes(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var (story, guest) = await Begin(app);
        (await Press(app, await Leave(app, guest))).Must(200);
        await using (var db = await app.OpenToRead())
        {
            var kept = await db.ThreadMails.SingleAsync();
            Assert.DoesNotContain("gus", Encoding.UTF8.GetString([.. kept.Mail!, .. kept.MailKey]), StringComparison.Ordinal);
            Assert.DoesNotContain(await db.Set<Parley.Accounts.Code>().ToListAsync(), code => code.Mail!.Contains("guest.example", StringComparison.Ordinal));
        }

        app.Clock.Advance(TimeSpan.FromDays(29));
        await Forget(app);
        Assert.Equal(1, await Kept(app));
        app.Clock.Advance(TimeSpan.FromDays(1));
        await Forget(app);
        Assert.Equal(0, await Kept(app));

        (await Press(app, await Leave(app, guest, 2))).Must(200);
        (await new Call(app, "PATCH", $"/api/v1/stories/{story}").As(app.ApiKey).Json(new { thread = "closed" }).Send()).Must(200);
        await Forget(app);
        Assert.Equal(0, await Kept(app));
    }

    [Theory, ClassData<Engines>]
    public async Task A_guest_who_joins_has_an_inbox_instead_and_an_account_leaves_no_address(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var browser = new TestBrowser(app);
        var comment = (await browser.Post($"/stories/{story}/comments", ("body", "As a guest."), ("name", "Gus"))).Must(303)["Location"]!.Split('/')[2].Split('?')[0];
        var guest = new TestComment(comment, browser.Cookies["parley-news"]);
        (await Press(app, await Leave(app, guest))).Must(200);

        await Joining.Join(app, "gus@reader.example", "Gus", browser);
        await app.CatchUp();

        Assert.Equal(0, await Kept(app));
        var page = (await browser.Get($"/comments/{comment}/yours")).Must(200).Text;
        Assert.DoesNotContain("Answers by mail", page, StringComparison.Ordinal);
    }

    [Theory, ClassData<Engines>]
    public async Task Without_script_the_form_stands_on_the_guests_own_page_of_the_comment(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var browser = new TestBrowser(app);
        var comment = (await browser.Post($"/stories/{story}/comments", ("body", "As a guest."), ("name", "Gus"))).Must(303)["Location"]!.Split('/')[2].Split('?')[0];
        var page = (await browser.Get($"/comments/{comment}/yours")).Must(200).Text;
        var token = System.Text.RegularExpressions.Regex.Match(page, "name=\"token\" value=\"([^\"]+)\"").Groups[1].Value;

        var wrong = await browser.Post($"/comments/{comment}/mail", ("token", token), ("mail", "nobody"));
        var forged = await browser.Post($"/comments/{comment}/mail", ("token", "nonsense"), ("mail", Mail));
        var asked = await browser.Post($"/comments/{comment}/mail", ("token", token), ("mail", Mail));

        Assert.Equal((422, 403), (wrong.Status, forged.Status));
        Assert.Contains("value=\"nobody\"", wrong.Text, StringComparison.Ordinal);
        Assert.Contains("A link is on its way", asked.Must(200).Text, StringComparison.Ordinal);
        await TestMail.To(app, Mail);
    }

    [Theory, ClassData<Engines>]
    public async Task Only_the_author_of_a_comment_leaves_an_address_for_it_and_only_where_the_site_takes_any(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var (story, guest) = await Begin(app);
        var stranger = await app.Post(story, "Me too.", "Eve");

        Assert.Equal(403, (await Ask(app, new TestComment(guest.Id, stranger.Token), Mail)).Status);
        Assert.Equal(401, (await Call.Post(app, $"/api/v1/comments/{guest.Id}/mail").Json(new { mail = Mail }).Send()).Status);
        Assert.Equal(("mail", "mail"), ((await Ask(app, guest, "no address")).Must(422).Code, (await Ask(app, guest, "a@b")).Field));
        await app.Set("guest-mail", "no");
        await app.CatchUp();
        Assert.Equal("thread-mail-off", (await Ask(app, guest, Mail)).Must(403).Code);
        await app.NoMailWaits();
        Assert.Empty(await TestMail.All(app, Mail));
    }

    [Theory, ClassData<Engines>]
    public async Task An_address_follows_its_story_into_another(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var (story, guest) = await Begin(app);
        var into = await app.MakeStory(ParleyApp.SiteOrigin + "/second");
        (await Press(app, await Leave(app, guest))).Must(200);

        (await Call.Post(app, $"/api/v1/stories/{story}/merge").As(app.ApiKey).Json(new { into }).Send()).Must(200);
        await app.Post(into, "An answer over there.", "Ben", guest.Id);
        await SendDue(app, TimeSpan.FromMinutes(3));

        Assert.Contains("An answer over there.", (await TestMail.To(app, Mail, 2)).TextBody, StringComparison.Ordinal);
    }

    private static async Task<(string Story, TestComment Guest)> Begin(ParleyApp app)
    {
        var story = await app.MakeStory();
        return (story, await app.Post(story, "As a guest.", "Gus"));
    }

    /// <summary>The link that came to the address.</summary>
    private static async Task<string> Leave(ParleyApp app, TestComment comment, int count = 1)
    {
        (await Ask(app, comment, Mail)).Must(202);
        return TestMail.Link(await TestMail.To(app, Mail, count));
    }

    private static Task<Answer> Ask(ParleyApp app, TestComment comment, string mail) =>
        Call.Post(app, $"/api/v1/comments/{comment.Id}/mail").As(comment.Token).Json(new { mail }).Send();

    private static Task<Answer> Press(ParleyApp app, string link) => Call.Post(app, link).FromOurPage().Form(("nothing", "x")).Send();

    private static Task Forget(ParleyApp app) =>
        ActivatorUtilities.CreateInstance<SpentNews>(app.Services).ForgetAddresses(default);

    private static async Task SendDue(ParleyApp app, TimeSpan later, ParleyApp? node = null)
    {
        await app.CatchUp();
        app.Clock.Advance(later);
        node?.Clock.Advance(later);
        ParleyApp[] nodes = node is null ? [app] : [app, node];
        await Task.WhenAll(nodes.Select(one => one.Services.GetRequiredService<ThreadMails>().SendSome(default)));
    }

    private static async Task<int> Kept(ParleyApp app)
    {
        await using var db = await app.OpenToRead();
        return await db.ThreadMails.CountAsync();
    }
}
