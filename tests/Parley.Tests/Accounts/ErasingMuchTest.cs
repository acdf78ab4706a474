using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Parley.Accounts;
using Parley.Comments;
using Parley.Platform.Data;
using Parley.Platform.Events;
using Parley.Tests.Hosting;
using Parley.Transfer.Export;

namespace Parley.Tests.Accounts;

/// <summary>An account with very many comments is erased a batch at a time, and nothing of it is read from the moment it was asked for.</summary>
public sealed class ErasingMuchTest
{
    private const string Secret = "heronsong";
    private const int First = 700, Second = 600, All = First + Second;

    [Theory, ClassData<Engines>]
    public async Task From_the_moment_it_is_asked_for_nobody_reads_a_word_of_it(string engine)
    {
        await using var app = await ParleyApp.Start(engine, adjust: Halted);
        var prolific = await Prolific.Make(app);
        Assert.True((await Places(app, prolific)).Count(place => place.Text.Contains(Secret, StringComparison.OrdinalIgnoreCase)) > 8, "the words are hardly anywhere");

        await prolific.Erase("delete");

        foreach (var place in await Places(app, prolific))
            Assert.False(place.Text.Contains(Secret, StringComparison.OrdinalIgnoreCase), place.Where);
        Assert.Equal(0, (await app.Read($"/api/v1/search?site=news&q={Secret}")).GetProperty("found").GetArrayLength());
        await using var db = await app.OpenToRead();
        Assert.Equal(All, await db.Comments.CountAsync(comment => comment.Body != ""));
    }

    [Theory, ClassData<Engines>]
    public async Task Nor_does_a_name_or_an_id_tell_whose_it_was_where_the_words_stay(string engine)
    {
        await using var app = await ParleyApp.Start(engine, adjust: Halted);
        var prolific = await Prolific.Make(app);
        Assert.True((await Places(app, prolific)).Count(place => place.Text.Contains("Ana Lind", StringComparison.Ordinal)) > 8, "the name is hardly anywhere");

        await prolific.Erase("keep");

        foreach (var place in await Places(app, prolific))
        {
            Assert.False(place.Text.Contains("Ana Lind", StringComparison.Ordinal), place.Where);
            // A site's own export is for its staff, and says nothing else of the person than its number.
            Assert.True(place.Where == "export" || !place.Text.Contains(prolific.Person.ToString(), StringComparison.Ordinal), place.Where);
        }
        Assert.Equal(0, (await app.Read("/api/v1/search?site=news&by=Lind")).GetProperty("found").GetArrayLength());
    }

    /// <summary>Each step is a short transaction; whoever waits for the write door waits for one, not for all.</summary>
    [Theory, ClassData<Engines>]
    public async Task It_goes_in_steps_and_goes_on_after_a_crash(string engine)
    {
        await using var app = await ParleyApp.Start(engine, adjust: Halted);
        var prolific = await Prolific.Make(app);
        await prolific.Erase("delete");

        await Step(app, new PersonErased(prolific.Person, WithComments: true));
        Assert.Equal(All - ChangedAuthors.BatchSize, await Left(app));
        await Step(app, new AuthorsBehind());
        Assert.Equal(All - (2 * ChangedAuthors.BatchSize), await Left(app));

        // The process ends here; another begins, with reactions as usual.
        await using var later = await ParleyApp.StartOn(app.Database);
        await later.CatchUp();
        Assert.Equal(0, await Left(later));
        await AssertForgotten(later, prolific);
    }

    [Theory, ClassData<Engines>]
    public async Task Comments_that_stay_are_one_nameless_persons_in_each_thread_however_many_batches_it_took(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var prolific = await Prolific.Make(app);

        await prolific.Erase("keep");
        await app.CatchUp();

        await using var db = await app.OpenToRead();
        var authors = await db.Comments.Select(comment => new { comment.StoryId, comment.AuthorId }).Distinct().ToListAsync();
        Assert.Equal(2, authors.Count);
        Assert.Equal(2, authors.Select(one => one.AuthorId).Distinct().Count());
        Assert.Equal(All, await db.Comments.CountAsync(comment => comment.Body != "" && comment.State == CommentState.Published));
        await AssertForgotten(app, prolific);
    }

    /// <summary>What a guest wrote may still be changing hands when the account it came to is erased.</summary>
    [Theory, ClassData<Engines>]
    public async Task A_guests_comments_that_are_still_on_their_way_to_the_account_go_with_it(string engine)
    {
        await using var app = await ParleyApp.Start(engine, adjust: Halted);
        var prolific = await Prolific.Make(app);
        var guest = await app.Post(prolific.Stories[0], $"A guest's {Secret}.", "Anna Guest");
        prolific.Browser.Keep("parley-news", guest.Token);
        (await prolific.Browser.Post("/account/news/claim")).Must(303);
        await prolific.Erase("delete");

        await using var later = await ParleyApp.StartOn(app.Database);
        await later.CatchUp();

        Assert.Equal(0, await Left(later));
        await AssertForgotten(later, prolific);
    }

    /// <summary>No step is taken: as it is in the moment after the commit, or when the process dies there.</summary>
    private static void Halted(IServiceCollection services) =>
        services.Remove(services.Single(service => service.ImplementationType == typeof(ChangedAuthors)));

    private static async Task Step(ParleyApp app, Event happened)
    {
        var reaction = new ChangedAuthors(app.Services.GetRequiredService<IdSource>());
        await app.Services.GetRequiredService<IWriteDoor>().Write(
            async db =>
            {
                var site = (await db.People.FirstAsync()).SiteId;
                await reaction.React(db, [new RecordedEvent(EventPosition.Start, site, happened, app.Clock.GetUtcNow())], app.Clock.GetUtcNow());
            },
            default);
    }

    private static async Task<int> Left(ParleyApp app)
    {
        await using var db = await app.OpenToRead();
        return await db.Comments.CountAsync(comment => comment.Body != "" || comment.State != CommentState.Removed);
    }

    private static async Task AssertForgotten(ParleyApp app, Prolific prolific)
    {
        await using var db = await app.OpenToRead();
        Assert.Empty(await db.Set<AuthorDue>().ToListAsync());
        Assert.Empty(await db.Set<ErasedLabel>().ToListAsync());
        Assert.False(await db.Comments.AnyAsync(comment => comment.AuthorId == prolific.Person));
        Assert.All(await db.People.ToListAsync(), person => Assert.Equal((PersonKind.Erased, null), (person.Kind, person.Name)));
    }

    /// <summary>Wherever a comment may be read.</summary>
    private static async Task<IReadOnlyList<(string Where, string Text)>> Places(ParleyApp app, Prolific prolific)
    {
        await app.Refresh();
        var (story, comment) = (prolific.Stories[0], prolific.Comment);
        string[] paths =
        [
            "/", $"/stories/{story}", $"/stories/{story}?sort=oldest", $"/comments/{comment}", $"/comments/{comment}/yours", $"/comments/{comment}/report",
            $"/embed/news/thread?url={ParleyApp.SiteOrigin}/first", $"/api/v1/stories/{story}/comments", $"/api/v1/comments/{comment}",
            $"/stories/{story}/feed.atom", $"/stories/{story}/feed.json", "/sites/news/feed.atom", "/sites/news", $"/people/{prolific.Person}",
        ];
        var read = new List<(string, string)>();
        foreach (var path in paths)
            read.Add((path, (await Call.Get(app, path).Send()).Text));
        using var file = new MemoryStream();
        await using var db = await app.OpenToRead();
        await app.Services.GetRequiredService<SiteExport>().Write((await db.People.FirstAsync()).SiteId, false, file, new(TextWriter.Null, TimeProvider.System), default);
        read.Add(("export", System.Text.Encoding.UTF8.GetString(file.ToArray())));
        return read;
    }

    /// <summary>A reader with more comments than go in one step, in two threads.</summary>
    private sealed record Prolific(TestBrowser Browser, PersonId Person, IReadOnlyList<string> Stories, string Comment)
    {
        public static async Task<Prolific> Make(ParleyApp app)
        {
            await app.Set("public-profiles", "yes");
            var stories = new[] { await app.MakeStory(), await app.MakeStory(ParleyApp.SiteOrigin + "/second") };
            var browser = await Joining.Join(app, "ana@reader.example", "Ana Lind");
            await using var db = await app.OpenToRead();
            var person = (await db.People.SingleAsync(one => one.Kind == PersonKind.Account)).Id;
            var site = (await db.People.FirstAsync()).SiteId;
            CommentId? last = null;
            await app.Services.GetRequiredService<IWriteDoor>().Write(
                rows =>
                {
                    for (var at = 0; at < All; at++)
                    {
                        Assert.True(IdText.TryRead<Parley.Stories.StoryId>(stories[at < First ? 0 : 1], out var story));
                        var posted = app.Clock.GetUtcNow().AddSeconds(-at);
                        var id = new CommentId(IdSource.At(posted, at));
                        last ??= id;
                        var body = $"The {Secret} number {at}.";
                        var (comment, happened) = Parley.Comments.Comment.Post(
                            new NewComment(site, story, id, null, person, body), CommentText.Render(body, 20_000), false, posted);
                        rows.Add(comment);
                        rows.Record(site, happened!, posted);
                    }
                    return Task.CompletedTask;
                },
                default);
            await app.CatchUp();
            return new(browser, person, stories, last!.Value.ToString());
        }

        public async Task Erase(string comments) =>
            (await Browser.Post("/account/news/erase", ("comments", comments), ("sure", "true"))).Must(303);
    }
}
