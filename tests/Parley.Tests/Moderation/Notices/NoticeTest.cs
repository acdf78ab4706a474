using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Parley.Accounts;
using Parley.Moderation.Cases;
using Parley.Moderation.Notices;
using Parley.Moderation.Record;
using Parley.Tests.Hosting;
using Parley.Tests.Moderation.Desk;

namespace Parley.Tests.Moderation.Notices;

/// <summary>Anybody gives notice of illegal content, gets a receipt and hears what was decided (DSA, Art. 16).</summary>
public sealed class NoticeTest
{
    private const string Why = "He claims that the baker waters the milk; the office found nothing in March.", Greta = "greta@bakery.example";

    [Theory]
    [InlineData("https://news.example/story#parley-06b9j0w3r8n5c", 1)]
    [InlineData("http://localhost/comments/06b9j0w3r8n5c\n\n  /comments/06B9J0W3R8N5D?after=1  ", 2)]
    [InlineData("06b9j0w3r8n5c\n06b9j0w3r8n5c", 1)]
    [InlineData("https://news.example/story", null)]
    [InlineData("javascript:alert(1)//06b9j0w3r8n5c!", null)]
    [InlineData("", 0)]
    public void Comments_are_named_by_their_addresses(string lines, int? count) => Assert.Equal(count, NoticeRules.ReadItems(lines)?.Count);

    [Theory, ClassData<Engines>]
    public async Task A_notice_about_several_comments_is_answered_once_all_are_decided(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var owner = await Newsroom.Owner(app);
        var story = await app.MakeStory();
        var (first, second) = (await app.Post(story, "The baker waters the milk."), await app.Post(story, "Ask anyone."));

        var given = (await Send(app, $"/comments/{first.Id}\nhttps://news.example/first#parley-{second.Id}")).Must(303)["Location"]!;

        Assert.Contains("A person will decide about it.", await Read(app, given), StringComparison.Ordinal);
        Assert.Contains(Why, (await TestMail.To(app, Greta)).TextBody, StringComparison.Ordinal);
        await using (var db = await app.OpenToRead())
            Assert.Equal(2, await db.Cases.CountAsync(one => one.IsNotice && one.Severity == 10));
        var desk = (await owner.Get("/desk/news?view=notices")).Must(200).Text;
        foreach (var said in new[] { "Greta Holm", Greta, Why, "section 186", "Notices <b>2</b>" })
            Assert.Contains(said, desk, StringComparison.Ordinal);

        var removed = (await Moderators.Decide(owner, await Moderators.Seen(app, first.Id), "remove", "libel")).Must(303);
        (await owner.Post("/desk/news/undo", ("batch", Moderators.Batch(removed)))).Must(303);
        (await Moderators.Decide(owner, await Moderators.Seen(app, first.Id), "remove", "libel")).Must(303);
        Assert.Equal(NoticeOutcome.Open, (await Only(app)).Outcome);
        (await Moderators.Decide(owner, await Moderators.Seen(app, second.Id), "publish")).Must(303);

        Assert.Equal(NoticeOutcome.Law, (await Only(app)).Outcome);
        Assert.Contains("A person will decide about it.", await Read(app, given), StringComparison.Ordinal);
        await Tell(app);
        var letter = (await TestMail.To(app, Greta, 2)).TextBody!;
        foreach (var said in new[] { "we hold it to be against the law", "No automated means", "out-of-court", given.Split('?')[0] })
            Assert.Contains(said, letter, StringComparison.Ordinal);
        var page = await Read(app, given);
        foreach (var said in new[] { "we hold it to be against the law", "against the law: False claim that harms", "Stays as it is." })
            Assert.Contains(said, page, StringComparison.OrdinalIgnoreCase);
        await using var after = await app.OpenToRead();
        Assert.Equal(
            ["notice", "notice-decided", "notice-told"],
            await after.AuditLog.Where(row => row.Kind.StartsWith("notice")).OrderBy(row => row.Id).Select(row => row.Kind).ToListAsync());
        Assert.DoesNotContain(await after.AuditValues.ToListAsync(), value => value.Value.Contains("Greta", StringComparison.OrdinalIgnoreCase));
    }

    [Theory, ClassData<Engines>]
    public async Task What_a_notice_lacks_is_told_and_what_was_typed_is_kept(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var comment = await app.Post(await app.MakeStory(), "Words.");
        var items = $"/comments/{comment.Id}";

        foreach (var (answer, said) in new[]
        {
            (await Send(app, "nothing"), "address of each comment"),
            (await Send(app, "/comments/0000000000001"), "address of each comment"),
            (await Send(app, string.Join('\n', Enumerable.Range(10, 21).Select(at => $"/comments/00000000000{at}"))), "at most 20 comments"),
            (await Send(app, items, ("explanation", "A lie.")), "Two or three sentences"),
            (await Send(app, items, ("reason", "insult")), "choose what is wrong"),
            (await Send(app, items, ("mail", "no mail")), "not a mail address"),
            (await Send(app, items, ("mail", null)), "your name and your mail address"),
            (await Send(app, items, ("name", " ")), "your name and your mail address"),
            (await Send(app, items, ("faith", null)), "accurate and complete"),
        })
        {
            Assert.Equal(422, answer.Status);
            Assert.Contains(said, answer.Text, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("section 186", answer.Text, StringComparison.Ordinal);
        }
        await using var db = await app.OpenToRead();
        Assert.Equal((0, 0), (await db.Notices.CountAsync(), await db.Cases.CountAsync()));
    }

    [Theory, ClassData<Engines>]
    public async Task About_the_abuse_of_a_child_nobody_has_to_say_who_they_are(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var owner = await Newsroom.Owner(app);
        var comment = await app.Post(await app.MakeStory(), "Words.");

        var given = (await Send(app, comment.Id, ("reason", "childabuse"), ("name", null), ("mail", null))).Must(303)["Location"]!;
        (await Moderators.Decide(owner, await Moderators.Seen(app, comment.Id), "remove", "childabuse")).Must(303);
        await Tell(app);

        Assert.Contains("Sexual abuse of children", await Read(app, given), StringComparison.Ordinal);
        var notice = await Only(app);
        Assert.Equal((null, NoticeOutcome.Law), (notice.Contact, notice.Outcome));
        await using var db = await app.OpenToRead();
        Assert.Equal(30, (await db.Cases.SingleAsync()).Severity);
    }

    [Theory, ClassData<Engines>]
    public async Task Hostile_text_in_every_field_stays_text(string engine)
    {
        const string Hostile = "\"><script>alert(1)</script><img src=x onerror=alert(1)>\u202Etxt.exe {count, plural, one {x}} end of it";
        await using var app = await ParleyApp.Start(engine);
        var owner = await Newsroom.Owner(app);
        var comment = await app.Post(await app.MakeStory(), "Words.");
        (string, string?)[] typed = [("law", Hostile), ("explanation", Hostile), ("name", Hostile)];

        var refused = await Send(app, "\"><script>alert(1)</script>", [.. typed, ("mail", "\"><script>@x")]);
        var given = (await Send(app, comment.Id, typed)).Must(303)["Location"]!;
        (await Moderators.Decide(owner, await Moderators.Seen(app, comment.Id), "publish")).Must(303);
        await Tell(app);
        var complained = await new TestBrowser(app).Post(Complaint(given), ("words", Hostile));

        Assert.Equal((422, 303), (refused.Status, complained.Status));
        var mail = await TestMail.To(app, Greta, 2);
        Assert.DoesNotContain("<script", mail.HtmlBody, StringComparison.OrdinalIgnoreCase);
        foreach (var page in new[] { refused.Text, await Read(app, given) })
            Assert.Equal([], Harmless.Check(page).Except(["<select>", "<option>"]));
        var desk = (await owner.Get("/desk/news?view=notices")).Must(200).Text;
        Assert.Contains("&lt;script&gt;alert(1)", desk, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", desk, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", desk, StringComparison.Ordinal);
        Assert.DoesNotContain("\u202E", desk, StringComparison.Ordinal);
    }

    [Theory, ClassData<Engines>]
    public async Task Whoever_gave_it_may_object_once_and_somebody_else_looks_again(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var owner = await Newsroom.Owner(app);
        var other = await Newsroom.Invited(app, owner, "editor");
        var comment = await app.Post(await app.MakeStory(), "The baker waters the milk.");
        var given = (await Send(app, comment.Id)).Must(303)["Location"]!;
        Assert.Equal(409, (await new TestBrowser(app).Post(Complaint(given), ("words", "Too early."))).Status);
        (await Moderators.Decide(owner, await Moderators.Seen(app, comment.Id), "publish")).Must(303);
        await Tell(app);

        (await new TestBrowser(app).Post(Complaint(given), ("words", "Read the office's letter <again>."))).Must(303);

        Assert.Equal(409, (await new TestBrowser(app).Post(Complaint(given), ("words", "And again."))).Status);
        Assert.Contains("Read the office&#x27;s letter &lt;again&gt;.", (await other.Get("/desk/news?view=appeals")).Must(200).Text, StringComparison.Ordinal);
        Assert.Equal(403, (await Moderators.Decide(owner, await Moderators.Seen(app, comment.Id), "publish")).Status);
        var decided = (await Moderators.Decide(other, await Moderators.Seen(app, comment.Id), "remove", "libel")).Must(303);
        (await other.Post("/desk/news/undo", ("batch", Moderators.Batch(decided)))).Must(303);
        Assert.Equal((NoticeOutcome.Kept, ComplaintOutcome.Open), ((await Only(app)).Outcome, (await Only(app)).ComplaintOutcome));
        (await Moderators.Decide(other, await Moderators.Seen(app, comment.Id), "remove", "libel")).Must(303);
        await Tell(app);

        Assert.Equal((NoticeOutcome.Kept, ComplaintOutcome.Reversed), ((await Only(app)).Outcome, (await Only(app)).ComplaintOutcome));
        Assert.Contains("decided otherwise", (await TestMail.To(app, Greta, 3)).TextBody, StringComparison.Ordinal);
        Assert.Contains("decided otherwise", await Read(app, given), StringComparison.Ordinal);
    }

    [Theory, ClassData<Engines>]
    public async Task Six_months_after_the_decision_it_is_too_late_to_object_and_later_who_gave_it_is_forgotten(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var owner = await Newsroom.Owner(app);
        var comment = await app.Post(await app.MakeStory(), "Words.");
        var given = (await Send(app, comment.Id)).Must(303)["Location"]!;
        (await Moderators.Decide(owner, await Moderators.Seen(app, comment.Id), "publish")).Must(303);

        app.Clock.Advance(TimeSpan.FromDays(185));
        var late = await new TestBrowser(app).Post(Complaint(given), ("words", "Still."));
        app.Clock.Advance(TimeSpan.FromDays(181));
        await app.Services.GetRequiredService<SpentNotices>().Execute(null!);

        Assert.Equal(409, late.Status);
        var notice = await Only(app);
        Assert.Equal((null, null, "", NoticeOutcome.Kept), (notice.Contact, notice.ContactKey, notice.Explanation, notice.Outcome));
        await Read(app, given);
    }

    [Theory, ClassData<Engines>]
    public async Task What_its_author_took_away_is_answered_without_a_decision(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var (first, second) = (await app.Post(await app.MakeStory(), "Words."), await app.Post(await app.MakeStory(), "More words."));
        async Task Delete(TestComment comment) => (await new Call(app, "DELETE", $"/api/v1/comments/{comment.Id}").As(comment.Token).Send()).Must(204);
        await Delete(first);

        var given = (await Send(app, $"{first.Id}\n{second.Id}")).Must(303)["Location"]!;
        await Delete(second);
        await app.CatchUp();
        await Tell(app);

        Assert.Equal(NoticeOutcome.Gone, (await Only(app)).Outcome);
        Assert.Contains("no longer to be read before we decided", await Read(app, given), StringComparison.Ordinal);
        await using var db = await app.OpenToRead();
        Assert.Equal(CaseState.Decided, (await db.Cases.SingleAsync()).State);
    }

    [Theory, ClassData<Engines>]
    public async Task Its_page_opens_to_whoever_gave_it_and_to_nobody_else(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var comment = await app.Post(await app.MakeStory(), "Words.");
        var mine = (await Send(app, comment.Id)).Must(303)["Location"]!;
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        var theirs = (await Send(app, comment.Id, ("mail", "other@bakery.example"))).Must(303)["Location"]!;

        foreach (var address in new[] { mine.Split('?')[0], mine.Split('?')[0] + "?" + theirs.Split('?')[1], "/notices/nowhere", "/notices/news/0000000000001" })
        {
            (await new TestBrowser(app).Get(address)).Must(404);
            if (address.Contains("/news/", StringComparison.Ordinal))
                (await new TestBrowser(app).Post(Complaint(address), ("words", "Mine."))).Must(404);
        }
    }

    [Theory, ClassData<Engines>]
    public async Task Sent_twice_it_is_one_and_nobody_fills_a_strangers_box(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var comment = await app.Post(await app.MakeStory(), "Words.");

        var addresses = new[] { await Send(app, comment.Id), await Send(app, comment.Id) }.Select(answer => answer.Must(303)["Location"]!.Split('?')[0]);
        Assert.Single(addresses.Distinct());
        for (var at = 0; at < 9; at++)
        {
            app.Clock.Advance(TimeSpan.FromMinutes(2));
            (await Send(app, comment.Id, ("explanation", $"Number {at} of the things that are wrong."))).Must(303);
        }
        for (var at = 0; at < 12; at++)
            await Send(app, "nothing");

        Assert.Equal(429, (await Send(app, "nothing")).Status);
        await app.NoMailWaits();
        Assert.Equal(NoticeRules.MaxReceiptsAnHour, (await TestMail.All(app, Greta)).Count);
    }

    [Theory, ClassData<Engines>]
    public async Task A_readers_notices_are_in_their_file_and_lose_their_name_when_they_are_erased(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var comment = await app.Post(await app.MakeStory(), "Words.");
        var ana = await Joining.Join(app, "ana@reader.example", "Ana");
        (await ana.Post("/notices/news", Fields(comment.Id))).Must(303);
        await using (var db = await app.OpenToRead())
        {
            var person = await db.People.SingleAsync(one => one.Name == "Ana");
            var held = await app.Services.GetServices<IHeldOnPerson>().OfType<HeldNotices>().Single().Read(db, person, default);
            Assert.Contains(held.Single(), one => one is { Field: "mail", Value: Greta });
        }

        (await ana.Post("/account/news/erase", ("comments", "keep"), ("sure", "true"))).Must(303);
        await app.CatchUp();

        var notice = await Only(app);
        Assert.Equal((null, null, null), (notice.PersonId, notice.Contact, notice.ContactKey));
        Assert.Equal(Why, notice.Explanation);
    }

    [Theory, ClassData<Engines>]
    public async Task Every_page_of_a_discussion_and_every_report_leads_there(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var comment = await app.Post(story, "The milk is <watered>.");

        Assert.Contains("href=\"/notices/news\"", await app.Page($"/stories/{story}"), StringComparison.Ordinal);
        foreach (var page in new[] { $"/comments/{comment.Id}", $"/comments/{comment.Id}/report" })
            Assert.Contains($"href=\"/notices/news?comment={comment.Id}\"", await app.Page(page), StringComparison.Ordinal);
        Assert.Contains("/notices/news\"", await app.Page($"/embed/news/thread?url={ParleyApp.SiteOrigin}/first"), StringComparison.Ordinal);
        var form = await app.Page($"/notices/news?comment={comment.Id}");
        Assert.Contains($">/comments/{comment.Id}</textarea>", form, StringComparison.Ordinal);
        Assert.Contains("The milk is", form, StringComparison.Ordinal);
        Assert.Contains("Rechtswidrigen Inhalt", await app.Page($"/stories/{story}?lang=de"), StringComparison.Ordinal);
    }

    private static Task<Answer> Send(ParleyApp app, string items, params (string Name, string? Value)[] other) =>
        new TestBrowser(app).Post("/notices/news", Fields(items, other));

    /// <summary>A notice that may be, but for what a test says instead.</summary>
    private static (string Name, string? Value)[] Fields(string items, params (string Name, string? Value)[] other)
    {
        (string Name, string? Value)[] usual =
        [
            ("items", items), ("reason", "libel"), ("law", "section 186"), ("explanation", Why), ("name", "Greta Holm"), ("mail", Greta), ("faith", "yes"),
        ];
        return [.. usual.Where(field => other.All(one => one.Name != field.Name)), .. other.Where(one => one.Value is not null)];
    }

    private static string Complaint(string given) => given.Replace("?", "/complaint?", StringComparison.Ordinal) is var path && path.Contains("/complaint", StringComparison.Ordinal) ? path : given + "/complaint";

    private static async Task<string> Read(ParleyApp app, string given) => (await new TestBrowser(app).Get(given)).Must(200).Text;

    private static async Task Tell(ParleyApp app)
    {
        app.Clock.Advance(TimeSpan.FromSeconds(11));
        await app.Services.GetRequiredService<NoticeLetters>().SendSome(default);
    }

    private static async Task<Notice> Only(ParleyApp app)
    {
        await using var db = await app.OpenToRead();
        return await db.Notices.SingleAsync();
    }
}
