using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Parley.Accounts;
using Parley.Comments;
using Parley.Comments.Screening;
using Parley.Moderation.Screens.Measures;
using Parley.Platform.Data;
using Parley.Platform.Events;
using Parley.Sites;
using Parley.Stories;
using Parley.Tests.Hosting;

namespace Parley.Tests.Moderation.Screens;

/// <summary>Comments on their way past the screens, through the front door.</summary>
public sealed class ScreeningTest
{
    private const string Threat = "I'm going to kill you.";

    [Theory, ClassData<Engines>]
    public async Task A_threat_waits_for_a_moderator_and_only_its_author_sees_it(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();

        using var answer = await Send(app, story, new { body = Threat, name = "Ann" });

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var posted = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var id = posted.GetProperty("comment").GetProperty("id").GetString()!;
        Assert.Equal("held", posted.GetProperty("comment").GetProperty("state").GetString());
        Assert.DoesNotContain("kill", await app.Page($"/stories/{story}"), StringComparison.Ordinal);
        using var open = await app.Http.GetAsync($"/api/v1/comments/{id}");
        Assert.Equal(HttpStatusCode.NotFound, open.StatusCode);
        await using var db = await app.OpenToRead();
        var said = await db.Screenings.SingleAsync();
        Assert.Equal(Verdict.Hold, said.Outcome);
        var finding = Assert.Single(said.Said);
        Assert.Equal(("words", "threat"), (finding.Screen, finding.Reason));
        Assert.Equal("I'm going to kill you", Assert.Single(finding.Passages!).Of(Threat));
        Assert.DoesNotContain("kill", said.Findings, StringComparison.Ordinal);
        Assert.Contains(await Events<CommentScreened>(app), one => one.Outcome == Verdict.Hold && one.CommentId.ToString() == id);
    }

    [Theory, ClassData<Engines>]
    public async Task A_held_comment_is_published_by_a_moderator_and_then_counts(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        using var answer = await Send(app, story, new { body = Threat, name = "Ann" });
        var id = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("comment").GetProperty("id").GetString()!;

        using var published = await app.AsPublisher(HttpMethod.Post, $"/api/v1/comments/{id}/state", new { state = "publish" });

        Assert.Equal(HttpStatusCode.OK, published.StatusCode);
        await app.CatchUp();
        Assert.Contains($"parley-{id}", await app.Page($"/stories/{story}"), StringComparison.Ordinal);
    }

    [Theory, ClassData<Engines>]
    public async Task What_passes_is_on_record_too(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();

        await app.Post(story, "A quiet word.");

        await using var db = await app.OpenToRead();
        var said = await db.Screenings.SingleAsync();
        Assert.Equal((Verdict.Publish, "[]"), (said.Outcome, said.Findings));
        Assert.Contains("words", said.Passed.Split(' '));
        Assert.DoesNotContain("newcomers", said.Passed.Split(' '));
    }

    [Theory, ClassData<Engines>]
    public async Task A_nudge_is_shown_once_and_the_author_may_mean_it(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        await app.Set("screen-shouting", "on");
        var story = await app.MakeStory();
        const string Loud = "I SAID THIS BEFORE AND I WILL SAY IT AGAIN";

        using var nudged = await Send(app, story, new { body = Loud, name = "Ann" });
        using var meant = await Send(app, story, new { body = Loud, name = "Ann", asItIs = true });

        Assert.Equal(HttpStatusCode.Conflict, nudged.StatusCode);
        var problem = await nudged.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(("nudge", "asItIs"), (problem.GetProperty("code").GetString(), problem.GetProperty("confirm").GetString()));
        Assert.Equal(HttpStatusCode.Created, meant.StatusCode);
        await using var db = await app.OpenToRead();
        Assert.Equal(Verdict.Nudge, (await db.RefusedTexts.SingleAsync()).Outcome);
        Assert.Equal("shouting-meant", Assert.Single((await db.Screenings.SingleAsync()).Said).Reason);
    }

    [Theory, ClassData<Engines>]
    public async Task A_form_that_is_nudged_comes_back_with_the_words_and_a_way_to_post_them(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        await app.Set("screen-shouting", "on");
        var story = await app.MakeStory();

        using var nudged = await app.Form($"/stories/{story}/comments", null, ("body", "Really!!!!!!!!!!!!!"), ("name", "Ann"));
        using var meant = await app.Form($"/stories/{story}/comments", null, ("body", "Really!!!!!!!!!!!!!"), ("name", "Ann"), ("asItIs", "1"));

        Assert.Equal(HttpStatusCode.Conflict, nudged.StatusCode);
        var page = await nudged.Content.ReadAsStringAsync();
        Assert.Contains("name=\"asItIs\"", page, StringComparison.Ordinal);
        Assert.Contains("<q dir=\"auto\">!!!!!!!!!!</q>", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, meant.StatusCode);
    }

    [Theory, ClassData<Engines>]
    public async Task A_form_that_is_held_says_that_the_comment_arrived(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();

        using var held = await app.Form($"/stories/{story}/comments", null, ("body", Threat), ("name", "Ann"));

        Assert.Equal(HttpStatusCode.Accepted, held.StatusCode);
        Assert.Contains("Waiting for a moderator", await held.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains(held.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("parley-news=", StringComparison.Ordinal));
    }

    [Theory, ClassData<Engines>]
    public async Task A_refused_text_is_no_comment_and_what_screens_said_of_it_is_kept(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        await app.Set("hosts-refused", "bad.example");
        var story = await app.MakeStory();

        using var refused = await Send(app, story, new { body = "See https://bad.example/secret", name = "Ann" });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal("screen-link-refused", (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
        await using var db = await app.OpenToRead();
        var row = await db.RefusedTexts.SingleAsync();
        Assert.Equal((Verdict.Refuse, (PersonId?)null), (row.Outcome, row.PersonId));
        Assert.DoesNotContain("secret", row.Findings, StringComparison.Ordinal);
        Assert.Equal(0, await db.Comments.CountAsync());
    }

    [Theory, ClassData<Engines>]
    public async Task In_trial_a_screen_is_recorded_and_nothing_comes_of_it(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        await app.Set("screen-words", "trial");
        var story = await app.MakeStory();

        await app.Post(story, Threat);

        await using var db = await app.OpenToRead();
        var said = await db.Screenings.SingleAsync();
        Assert.Equal(Verdict.Publish, said.Outcome);
        Assert.True(Assert.Single(said.Said).IsTrial);
        Assert.Empty(await Events<CommentScreened>(app));
    }

    [Theory, ClassData<Engines>]
    public async Task An_edit_passes_the_screens_as_well(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var comment = await app.Post(story, "A quiet word.");

        using var answer = await app.Json(HttpMethod.Patch, $"/api/v1/comments/{comment.Id}", new { body = Threat }, comment.Token);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("held", (await app.Read($"/api/v1/comments/{comment.Id}")).GetProperty("state").GetString());
        await using var db = await app.OpenToRead();
        Assert.Equal([0, 1], await db.Screenings.OrderBy(one => one.Revision).Select(one => one.Revision).ToListAsync());
    }

    [Theory, ClassData<Engines>]
    public async Task A_correction_passes_the_screens_as_well(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var comment = await app.Post(story, "A quiet word.");
        app.Clock.Advance(TimeSpan.FromMinutes(6));

        using var answer = await app.Json(HttpMethod.Post, $"/api/v1/comments/{comment.Id}/correction", new { text = Threat }, comment.Token);

        Assert.Equal("held", (await app.Read($"/api/v1/comments/{comment.Id}")).GetProperty("state").GetString());
    }

    [Theory, ClassData<Engines>]
    public async Task The_third_copy_of_a_text_waits_whoever_posts_it(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        const string Text = "Buy the miracle cure that all the doctors of the town keep from you, only this week and only from me. Whoever orders before Friday gets a second box of it for nothing, with a letter of thanks.";
        await app.Post(story, Text, "Ann");
        await app.Post(story, Text.Replace("cure", "pill", StringComparison.Ordinal), "Ben");
        await app.CatchUp();

        using var third = await Send(app, story, new { body = Text.Replace("week", "weak", StringComparison.Ordinal), name = "Cem" });

        Assert.Equal(HttpStatusCode.Accepted, third.StatusCode);
    }

    [Theory, ClassData<Engines>]
    public async Task Slow_mode_of_a_thread_makes_each_person_wait(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var (story, other) = (await app.MakeStory(), await app.MakeStory(ParleyApp.SiteOrigin + "/second"));
        var ann = await app.Post(story, "One.");
        Assert.Null(await Measure(app, new(MeasureKind.Slow, Story(story).Value, true, 60)));

        using var early = await Send(app, story, new { body = "Two." }, ann.Token);
        using var elsewhere = await Send(app, other, new { body = "Two." }, ann.Token);
        app.Clock.Advance(TimeSpan.FromSeconds(61));
        using var later = await Send(app, story, new { body = "Three." }, ann.Token);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, early.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(60), early.Headers.RetryAfter!.Delta);
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (elsewhere.StatusCode, later.StatusCode));
    }

    [Theory, ClassData<Engines>]
    public async Task A_premoderated_person_waits_wherever_they_write(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var ann = await app.Post(story, "One.");
        await using (var db = await app.OpenToRead())
            Assert.Null(await Measure(app, new(MeasureKind.Premoderation, (await db.Comments.SingleAsync()).AuthorId.Value, true)));

        using var held = await Send(app, story, new { body = "Two." }, ann.Token);
        using var ben = await Send(app, story, new { body = "Two.", name = "Ben" });

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Created), (held.StatusCode, ben.StatusCode));
    }

    [Theory, ClassData<Engines>]
    public async Task A_flood_of_newcomers_slows_its_thread_and_undoes_itself(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        await app.Set("flood-rate", "5");
        var (story, other) = (await app.MakeStory(), await app.MakeStory(ParleyApp.SiteOrigin + "/second"));
        for (var number = 0; number < 6; number++)
            await app.Post(story, $"Number {number}.", $"Name {number}");
        await app.CatchUp();

        using var held = await Send(app, story, new { body = "One more.", name = "Newest" });
        using var elsewhere = await Send(app, other, new { body = "One more.", name = "Newest" });
        app.Clock.Advance(TimeSpan.FromMinutes(20));
        await End(app);
        using var after = await Send(app, story, new { body = "One more.", name = "Late" });

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Created, HttpStatusCode.Created), (held.StatusCode, elsewhere.StatusCode, after.StatusCode));
        Assert.Single(await Events<FloodBegan>(app));
        Assert.Single(await Events<FloodEnded>(app));
        await using var db = await app.OpenToRead();
        Assert.Equal(0, await db.Measures.CountAsync());
        Assert.Equal(4, await db.Set<StaffChange>().CountAsync(one => one.Actor == ActorKind.Parley));
    }

    [Theory, ClassData<Engines>]
    public async Task An_outside_screen_that_fails_is_seen_and_holds_where_the_site_says_so(string engine)
    {
        await using var app = await ParleyApp.Start(engine, adjust: services => services.AddSingleton<IScreen, BrokenScreen>());
        var story = await app.MakeStory();
        using var published = await Send(app, story, new { body = "One.", name = "Ann" });
        await app.Set("outside-failure", "hold");

        using var held = await Send(app, story, new { body = "Two.", name = "Ann" });

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Accepted), (published.StatusCode, held.StatusCode));
        await using var db = await app.OpenToRead();
        Assert.All(await db.Screenings.ToListAsync(), one => Assert.Equal("outside-failed", Assert.Single(one.Said).Reason));
    }

    [Theory, ClassData<Engines>]
    public async Task While_writing_pauses_nobody_posts_and_everybody_reads(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        await app.Set("writing-paused", "yes");

        using var refused = await Send(app, story, new { body = "One.", name = "Ann" });

        Assert.Equal("screen-paused", (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
        using var page = await app.Http.GetAsync($"/stories/{story}");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    private static Task<HttpResponseMessage> Send(ParleyApp app, string story, object body, string? token = null) =>
        app.Json(HttpMethod.Post, $"/api/v1/stories/{story}/comments", body, token);

    private static StoryId Story(string id) => IdText.TryRead<StoryId>(id, out var typed) ? typed : throw new ArgumentException(id);

    private static async Task<Parley.Platform.Web.Refusal?> Measure(ParleyApp app, SetMeasure.Request request)
    {
        var site = app.Services.GetRequiredService<SiteDirectory>().Find(ParleyApp.SiteName)!;
        var refusal = await app.Services.GetRequiredService<SetMeasure>().Handle(site.Id, request, Actor.Operator, default);
        await app.CatchUp();
        return refusal;
    }

    private static async Task End(ParleyApp app)
    {
        await ActivatorUtilities.CreateInstance<MeasuresEnd>(app.Services).End(default);
        await app.CatchUp();
    }

    private static async Task<List<TEvent>> Events<TEvent>(ParleyApp app)
    {
        await app.CatchUp();
        await using var db = await app.OpenToRead();
        var rows = await db.Set<EventRow>().ToListAsync();
        return [.. rows.Select(row => EventKinds.Read(row.Kind, row.Data)).OfType<TEvent>()];
    }

    /// <summary>A service that cannot be reached.</summary>
    private sealed class BrokenScreen : IScreen
    {
        public string Name => "broken";

        public bool IsOutside => true;

        public ScreenMode Mode(SiteSettings settings) => ScreenMode.On;

        public ValueTask<ScreenAnswer?> Look(ScreenedText text, CancellationToken cancellation) =>
            throw new HttpRequestException("Nobody answers.");
    }
}
