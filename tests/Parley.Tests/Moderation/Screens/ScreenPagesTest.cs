using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Parley.Accounts;
using Parley.Comments;
using Parley.Comments.Screening;
using Parley.Moderation.Screens;
using Parley.Moderation.Screens.Measures;
using Parley.Moderation.Screens.Wording;
using Parley.Platform.Data;
using Parley.Platform.Events;
using Parley.Sites;
using Parley.Tests.Hosting;

namespace Parley.Tests.Moderation.Screens;

/// <summary>Screens as administrators set them, and over comments that stand already.</summary>
public sealed class ScreenPagesTest
{
    [Theory, ClassData<Engines>]
    public async Task A_page_shows_what_its_screen_would_have_done_before_anything_is_saved(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var owner = await Newsroom.Owner(app);
        var story = await app.MakeStory();
        await app.Post(story, "See https://a.example and https://b.example");
        await app.Post(story, "No links here.");

        var before = await owner.Get("/staff/news/screens/links");
        var tried = await owner.Post("/staff/news/screens/links", ("max-links", "1"), ("try", "1"));

        Assert.Contains("the last 2 comments", before.Text, StringComparison.Ordinal);
        Assert.Contains("It would have let all of them pass.", before.Text, StringComparison.Ordinal);
        Assert.Equal(200, tried.Status);
        Assert.Contains("Held for a moderator", tried.Text, StringComparison.Ordinal);
        Assert.Equal(5, Site(app).Settings.MaxLinks);
    }

    [Theory, ClassData<Engines>]
    public async Task Settings_of_a_screen_are_saved_and_recorded_and_a_mistake_is_told(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var owner = await Newsroom.Owner(app);

        var wrong = await owner.Post("/staff/news/screens/links", ("max-links", "many"));
        var saved = await owner.Post("/staff/news/screens/links", ("max-links", "2"), ("screen-links", "trial"));
        await app.CatchUp();

        Assert.Equal((422, 303), (wrong.Status, saved.Status));
        Assert.Equal((2, "trial"), (Site(app).Settings.MaxLinks, Site(app).Settings.ScreenLinks));
        await using var db = await app.OpenToRead();
        Assert.Equal(2, await db.Set<StaffChange>().CountAsync(one => one.Actor == ActorKind.Staff && (one.Subject == "max-links" || one.Subject == "screen-links")));
    }

    [Theory, ClassData<Engines>]
    public async Task A_list_of_the_sites_own_is_written_in_the_browser_and_counts_at_once(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var owner = await Newsroom.Owner(app);
        var story = await app.MakeStory();

        var wrong = await owner.Post("/staff/news/word-lists/new", ("name", "own"), ("lines", "hold: blockhead\nhodl: two"), ("on", "true"));
        var saved = await owner.Post("/staff/news/word-lists/new", ("name", "own"), ("lines", "hold insult: blockhead"), ("on", "true"));
        await app.CatchUp();
        using var held = await app.Json(HttpMethod.Post, $"/api/v1/stories/{story}/comments", new { body = "You blockhead.", name = "Ann" });
        var dropped = await owner.Post("/staff/news/word-lists/own", ("drop", "1"));
        await app.CatchUp();
        using var free = await app.Json(HttpMethod.Post, $"/api/v1/stories/{story}/comments", new { body = "You blockhead.", name = "Ben" });

        Assert.Equal(422, wrong.Status);
        Assert.Contains("Line 2:", wrong.Text, StringComparison.Ordinal);
        Assert.Contains("hodl: two", wrong.Text, StringComparison.Ordinal);
        Assert.Equal((303, 303), (saved.Status, dropped.Status));
        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Created), (held.StatusCode, free.StatusCode));
    }

    [Theory, ClassData<Engines>]
    public async Task Measures_begin_and_end_on_the_page_of_screens(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var owner = await Newsroom.Owner(app);
        var story = await app.MakeStory();

        var nowhere = await owner.Post("/staff/news/measures", ("kind", "slow"), ("subject", "0000000000000"), ("seconds", "60"));
        var begun = await owner.Post("/staff/news/measures", ("kind", "premoderation"), ("subject", story), ("hours", "2"));
        await app.CatchUp();
        var page = await owner.Get("/staff/news/screens");
        using var held = await app.Json(HttpMethod.Post, $"/api/v1/stories/{story}/comments", new { body = "One.", name = "Ann" });
        var ended = await owner.Post("/staff/news/measures", ("kind", "premoderation"), ("subject", story), ("end", "1"));
        await app.CatchUp();
        using var free = await app.Json(HttpMethod.Post, $"/api/v1/stories/{story}/comments", new { body = "Two.", name = "Ann" });

        Assert.Equal((404, 303, 303), (nowhere.Status, begun.Status, ended.Status));
        Assert.Contains(story, page.Text, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Created), (held.StatusCode, free.StatusCode));
    }

    [Theory, ClassData<Engines>]
    public async Task Screening_what_is_stored_holds_nothing_and_leaves_what_it_said(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        await app.Set("screen-words", "off");
        var story = await app.MakeStory();
        var threat = await app.Post(story, "I'm going to kill you.");
        await app.Post(story, "A quiet word.");
        await app.Set("screen-words", "on");
        app.Clock.Advance(TimeSpan.FromMinutes(1));

        var (looked, found) = await app.Services.GetRequiredService<StoredComments>().ScreenAll(Site(app), _ => { }, default);
        await app.CatchUp();

        Assert.Equal((2, 1), (looked, found));
        await using var db = await app.OpenToRead();
        Assert.All(await db.Comments.ToListAsync(), comment => Assert.Equal(CommentState.Published, comment.State));
        Assert.Equal(4, await db.Screenings.CountAsync());
        var events = (await db.Set<EventRow>().ToListAsync()).Select(row => EventKinds.Read(row.Kind, row.Data)).OfType<CommentScreened>();
        Assert.Equal((threat.Id, Verdict.Hold, "threat"), Assert.Single(events.Select(one => (one.CommentId.ToString(), one.Outcome, one.Reasons[0]))));
    }

    [Theory, ClassData<Engines>]
    public async Task Erasing_an_account_forgets_whose_text_was_refused(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        await app.Set("hosts-refused", "bad.example");
        var story = await app.MakeStory();
        var ann = await app.Post(story, "One.");
        using var refused = await app.Json(HttpMethod.Post, $"/api/v1/stories/{story}/comments", new { body = "https://bad.example" }, ann.Token);
        PersonId person;
        SiteId site;
        await using (var db = await app.OpenToRead())
            (person, site) = await db.Comments.Select(one => new ValueTuple<PersonId, SiteId>(one.AuthorId, one.SiteId)).SingleAsync();

        await app.Services.GetRequiredService<IWriteDoor>().Write(
            db =>
            {
                db.Record(site, new PersonErased(person, false), app.Clock.GetUtcNow());
                return Task.CompletedTask;
            },
            default);
        await app.CatchUp();

        await using var after = await app.OpenToRead();
        Assert.Equal(0, await after.RefusedTexts.CountAsync());
    }

    private static LiveSite Site(ParleyApp app) => app.Services.GetRequiredService<SiteDirectory>().Find(ParleyApp.SiteName)!;
}
