using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Parley.Accounts;
using Parley.Moderation.Record;
using Parley.Moderation.Threats;
using Parley.Sites;
using Parley.Tests.Hosting;
using Parley.Tests.Moderation.Desk;
using Parley.Tests.Moderation.Record;

namespace Parley.Tests.Moderation.Threats;

/// <summary>A threat to life: evidence safe at one press, a person who confirms, an authority that is told (DSA, Art. 18).</summary>
public sealed class ThreatTest
{
    private const string Words = "I will be at your door tonight, Iris.", Police = "State Criminal Police, duty desk, 0800 000 000";

    [Theory]
    [InlineData("", 1)]
    [InlineData("de  State Criminal Police, duty desk\nnothing\nFR Plateforme\n\n12 x", 3)]
    public void The_directory_has_a_line_for_each_authority_and_ends_with_Europol(string lines, int count)
    {
        var directory = ThreatRules.Directory(lines);

        Assert.Equal(count, directory.Count);
        Assert.Equal(ThreatRules.Europol, directory[^1]);
    }

    [Theory, ClassData<Engines>]
    public async Task One_press_puts_the_case_first_and_keeps_what_is_edited_and_erased_afterwards(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var (owner, ana, comment) = await Begin(app);
        var grave = await app.Post(await app.MakeStory(), "A grave thing.");
        await Moderators.Report(app, grave.Id, "threat");

        var file = await Press(app, owner, comment);

        await using (var db = await app.OpenToRead())
            Assert.Equal(comment, (await db.Set<Parley.Moderation.Cases.Case>().OrderByDescending(one => one.Rank).FirstAsync()).CommentId.ToString());
        Assert.Contains("Threat to life", (await owner.Get("/desk/news")).Must(200).Text, StringComparison.Ordinal);
        Assert.Equal(file, await Press(app, owner, comment));
        var token = Regex.Match((await ana.Get($"/comments/{comment}/yours")).Must(200).Text, "name=\"token\" value=\"([^\"]+)\"").Groups[1].Value;
        (await ana.Post($"/comments/{comment}/edit", ("token", token), ("body", "Never mind."))).Must(303);
        (await ana.Post("/account/news/erase", ("comments", "delete"), ("sure", "true"))).Must(303);
        await app.CatchUp();
        await app.Services.GetRequiredService<ThreatDesk>().End(default);

        var evidence = app.Services.GetRequiredService<EvidenceGathering>().Open(await Only(app))!;
        foreach (var kept in new[] { Words, "Ana Lind", "ana@reader.example", "Who is Iris?", "none are held", "Firefox, Linux" })
            Assert.Contains(kept, evidence, StringComparison.Ordinal);
        Assert.DoesNotContain("Never mind.", evidence, StringComparison.Ordinal);
    }

    [Theory, ClassData<Engines>]
    public async Task Nothing_leaves_before_a_person_confirmed_it_and_every_hand_is_in_the_record(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        await app.Set("authorities", "DE " + Police);
        var (owner, _, comment) = await Begin(app);
        var file = await Press(app, owner, comment);

        Assert.Equal(409, (await Step(owner, "file", file)).Status);
        Assert.Equal(409, (await Step(owner, "sent", file, ("receipt", "By telephone."))).Status);
        Assert.Equal(422, (await Step(owner, "confirm", file, ("authority", Police))).Status);
        Assert.Equal(422, (await Step(owner, "confirm", file, ("authority", "My cousin"), ("sure", "yes"))).Status);
        (await Step(owner, "confirm", file, ("authority", Police), ("sure", "yes"))).Must(303);
        await RecordTest.Linked(app);
        var taken = (await Step(owner, "file", file)).Must(200);
        Assert.Equal(422, (await Step(owner, "sent", file, ("receipt", " "))).Status);
        (await Step(owner, "sent", file, ("receipt", "By telephone, file 17/<b>4"))).Must(303);
        Assert.Equal(409, (await Step(owner, "dismiss", file, ("sure", "yes"))).Status);
        await RecordTest.Linked(app);

        using var json = JsonDocument.Parse(taken.Text);
        var evidence = json.RootElement.GetProperty("evidence").GetString()!;
        Assert.Equal(json.RootElement.GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(evidence))));
        Assert.Equal(Police, json.RootElement.GetProperty("authority").GetString());
        Assert.Equal(["threat-frozen", "threat-confirmed", "threat-taken"], json.RootElement.GetProperty("custody").EnumerateArray().Select(step => step.GetProperty("deed").GetString()!));
        Assert.Equal(64, json.RootElement.GetProperty("custody")[0].GetProperty("hash").GetString()!.Length);
        var page = (await owner.Get($"/desk/news/threats?id={file}")).Must(200).Text;
        foreach (var said in new[] { "The authority was told.", "17/&lt;b&gt;4", "duty desk" })
            Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.Contains("Sent", (await owner.Get("/desk/news/threats")).Must(200).Text, StringComparison.Ordinal);
        var found = await app.Services.GetRequiredService<RecordCheck>().Run(default);
        Assert.Empty(found.Faults);
    }

    [Theory, ClassData<Engines>]
    public async Task Evidence_has_an_end_is_asked_about_before_and_is_destroyed_at_it(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var (owner, _, comment) = await Begin(app);
        var file = await Press(app, owner, comment);
        var (desk, site) = (app.Services.GetRequiredService<ThreatDesk>(), app.Services.GetRequiredService<SiteDirectory>().Find("news")!);
        var by = (await Only(app)).FrozenBy;
        async Task<bool> MustReview() => ThreatRules.MustReview(await Only(app), app.Clock.GetUtcNow());
        async Task Later(int days)
        {
            app.Clock.Advance(TimeSpan.FromDays(days));
            await desk.End(default);
        }

        await Later(75);
        Assert.False(await MustReview());
        await Later(2);
        Assert.True(await MustReview());
        Assert.Equal("threat-why", (await desk.Keep(site, by, file, " ", default))?.Code);
        Assert.Null(await desk.Keep(site, by, file, "The court asked for it.", default));
        await Later(89);
        Assert.NotNull((await Only(app)).Evidence);
        await Later(2);

        var ended = await Only(app);
        Assert.Equal((null, ThreatState.Expired, 64), (ended.Evidence, ended.State, ended.Digest.Length));
        Assert.Equal("threat-gone", (await desk.Keep(site, by, file, "Too late.", default))?.Code);
    }

    [Theory, ClassData<Engines>]
    public async Task What_was_no_threat_is_destroyed_at_once_and_the_case_stands_down(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var (owner, _, comment) = await Begin(app);
        var file = await Press(app, owner, comment);
        var held = app.Services.GetServices<IHeldOnPerson>().OfType<HeldThreats>().Single();
        async Task<int> Held()
        {
            await using var db = await app.OpenToRead();
            return (await held.Read(db, await db.People.SingleAsync(one => one.Name == "Ana Lind"), default)).Count;
        }

        Assert.Equal(0, await Held());
        (await Step(owner, "dismiss", file, ("sure", "yes"))).Must(303);

        Assert.Equal(1, await Held());
        await using var db = await app.OpenToRead();
        Assert.False((await db.Set<Parley.Moderation.Cases.Case>().SingleAsync()).IsThreat);
        Assert.Null((await Only(app)).Evidence);
    }

    [Theory, ClassData<Engines>]
    public async Task Whoever_reported_it_and_whom_it_was_meant_for_hear_what_was_done_and_nothing_of_who_made_it(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var owner = await Newsroom.Owner(app);
        var (iris, rosa) = (await Joining.Join(app, "iris@reader.example", "Iris"), await Joining.Join(app, "rosa@reader.example", "Rosa"));
        var story = await app.MakeStory();
        var above = (await iris.Post($"/stories/{story}/comments", ("body", "I saw it myself."))).Must(303)["Location"]!.Split("#parley-")[1];
        var threat = (await Call.Post(app, $"/api/v1/stories/{story}/comments").Json(new { body = Words, name = "Rudi Roth", parentId = above }).Send()).Must(201)
            .Json.GetProperty("comment").GetProperty("id").GetString()!;
        (await rosa.Post($"/comments/{threat}/report", ("reason", "threat"))).Must(303);
        async Task<string> Inbox(TestBrowser reader) => (await reader.Get("/account/news/inbox")).Must(200).Text;

        var removed = (await Moderators.Decide(owner, await Moderators.Seen(app, threat), "remove", "threat")).Must(303);
        Assert.DoesNotContain("threat", await Inbox(rosa), StringComparison.OrdinalIgnoreCase);
        (await owner.Post("/desk/news/undo", ("batch", Moderators.Batch(removed)))).Must(303);
        app.Clock.Advance(TimeSpan.FromSeconds(11));
        Assert.DoesNotContain("threat", await Inbox(rosa), StringComparison.OrdinalIgnoreCase);
        (await Moderators.Decide(owner, await Moderators.Seen(app, threat), "remove", "threat")).Must(303);
        app.Clock.Advance(TimeSpan.FromSeconds(11));
        await app.Services.GetRequiredService<ThreatLetters>().SendSome(default);

        foreach (var (reader, mail, said) in new[] { (rosa, "rosa@reader.example", "You reported a threat"), (iris, "iris@reader.example", "answer to you") })
        {
            Assert.Contains(said, await Inbox(reader), StringComparison.Ordinal);
            var letter = (await TestMail.To(app, mail, 2)).TextBody!;
            Assert.Contains(said, letter, StringComparison.Ordinal);
            Assert.DoesNotContain("Rudi", letter + await Inbox(reader), StringComparison.Ordinal);
            Assert.DoesNotContain(Words, letter, StringComparison.Ordinal);
        }
        Assert.Contains("class=\"badge\"", await Inbox(iris), StringComparison.Ordinal);
        (await iris.Post("/account/news/inbox/read")).Must(303);
        Assert.DoesNotContain("class=\"badge\"", await Inbox(iris), StringComparison.Ordinal);
    }

    [Theory, ClassData<Engines>]
    public async Task Evidence_that_was_changed_is_not_given_over(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var (owner, _, comment) = await Begin(app);
        var file = await Press(app, owner, comment);
        (await Step(owner, "confirm", file, ("authority", ThreatRules.Europol.Text), ("sure", "yes"))).Must(303);

        await app.Services.GetRequiredService<Parley.Platform.Data.IWriteDoor>().Write(
            async db => await db.ThreatFiles.ExecuteUpdateAsync(set => set.SetProperty(one => one.Digest, new string('0', 64))), default);

        Assert.Equal(409, (await Step(owner, "file", file)).Status);
    }

    /// <summary>Ana wrote under somebody else's words what was reported, and the owner sits at the desk.</summary>
    private static async Task<(TestBrowser Owner, TestBrowser Ana, string Comment)> Begin(ParleyApp app)
    {
        var owner = await Newsroom.Owner(app);
        var ana = await Joining.Join(app, "ana@reader.example", "Ana Lind");
        var story = await app.MakeStory();
        var above = await app.Post(story, "Who is Iris?", "Ben");
        var posted = (await ana.Post($"/stories/{story}/comments", ("body", Words), ("parentId", above.Id))).Must(303);
        var comment = posted["Location"]!.Split("#parley-")[1];
        await Moderators.Report(app, comment);
        return (owner, ana, comment);
    }

    /// <returns>The number of the file.</returns>
    private static async Task<string> Press(ParleyApp app, TestBrowser owner, string comment)
    {
        var seen = await Moderators.Seen(app, comment);
        return (await owner.Post("/desk/news/threats/open", ("case", seen.Split('.')[0]))).Must(303)["Location"]!.Split("id=")[1];
    }

    private static Task<Answer> Step(TestBrowser owner, string step, string file, params (string Name, string? Value)[] fields) =>
        owner.Post($"/desk/news/threats/{step}", [("id", file), .. fields]);

    private static async Task<ThreatFile> Only(ParleyApp app)
    {
        await using var db = await app.OpenToRead();
        return await db.ThreatFiles.SingleAsync();
    }
}
