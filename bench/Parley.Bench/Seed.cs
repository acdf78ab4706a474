using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Parley.Accounts;
using Parley.Platform.Data;
using Parley.Platform.Installation;
using Parley.Platform.Web;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Bench;

/// <summary>What the measures find in the database.</summary>
/// <param name="ApiKey">A key of the site.</param>
/// <param name="Small">A thread of a hundred comments.</param>
/// <param name="Wide">A thread of many thousand, of the same shape.</param>
/// <param name="Tall">As many comments, nearly all below one root: direct replies, and a deep chain among them.</param>
/// <param name="Stories">Stories without comments.</param>
/// <param name="Tokens">Author tokens of guests known to the site.</param>
internal sealed record Seeded(
    string ApiKey, SeededThread Small, SeededThread Wide, SeededThread Tall, IReadOnlyList<StoryId> Stories, IReadOnlyList<string> Tokens);

/// <summary>Fills a database through Parley's own entities and write door, before any server runs.</summary>
internal sealed class Seed(IServiceProvider services)
{
    public const string SiteName = "bench";

    private const int Guests = 2_000;
    private const int Batch = 1_000;
    private const int SmallThread = 100;

    private readonly IWriteDoor _door = services.GetRequiredService<IWriteDoor>();
    private readonly IdSource _ids = services.GetRequiredService<IdSource>();

    public static async Task<Seeded> Fill(string dataFolder, string? database, Size size)
    {
        var start = Stopwatch.GetTimestamp();
        var installation = new Installation(
            dataFolder, database, [], null, null, TrustedProxies.None, OutboundOptions.PublicOnly, false);
        var collection = new ServiceCollection();
        collection.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        Parley.Program.AddFeatures(collection, installation);
        await using var provider = collection.BuildServiceProvider();
        await provider.GetRequiredService<Migrator>().Migrate(default);
        var seeded = await new Seed(provider).Fill(size);
        Console.WriteLine($"  Two threads of {size.Thread:N0} comments made in {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s");
        return seeded;
    }

    private async Task<Seeded> Fill(Size size)
    {
        var saving = services.GetRequiredService<SaveSite>();
        var site = (await saving.Add(SiteName, "The Bench", "en", ["https://bench.example"], default)).Value;
        await saving.Set(site, "posts-per-minute", "1000000", default);
        // What is posted here is a flood of the same few texts, which the screens would rightly stop.
        await saving.Set(site, "screen-flood", "off", default);
        await saving.Set(site, "screen-repeats", "off", default);
        await saving.Set(site, "streams-per-client", "100000", default);
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var guests = await AddGuests(site, now);
        List<StoryId> stories = [];
        for (var at = 0; at < size.Stories; at++)
            stories.Add(await AddStory(site, $"Story {at}", now));
        return new Seeded(
            await saving.AddKey(site, default),
            await AddThread(site, "Small", guests, now, thread => thread.AddUsual(SmallThread)),
            await AddThread(site, "Wide", guests, now, thread => thread.AddUsual(size.Thread)),
            await AddThread(site, "Tall", guests, now, thread => thread.AddTall(size.Thread)),
            stories,
            [.. guests.Select(guest => services.GetRequiredService<AuthorTokens>().TokenOf(guest.Id))]);
    }

    private async Task<IReadOnlyList<Person>> AddGuests(SiteId site, DateTimeOffset now)
    {
        var tokens = services.GetRequiredService<AuthorTokens>();
        var guests = new List<Person>();
        for (var at = 0; at < Guests; at++)
        {
            var id = _ids.New<PersonId>();
            guests.Add(Person.Guest(site, id, $"Reader {at}", tokens.SecretOf(id), now));
        }
        await Save(guests);
        return guests;
    }

    private async Task<StoryId> AddStory(SiteId site, string title, DateTimeOffset now)
    {
        var story = new Story(site, _ids.New<StoryId>(), now);
        story.Describe(new StoryDetails { Title = title }, now);
        await Save([story]);
        return story.Id;
    }

    private async Task<SeededThread> AddThread(
        SiteId site, string title, IReadOnlyList<Person> guests, DateTimeOffset now, Action<SeededThread> fill)
    {
        var story = new Story(site, _ids.New<StoryId>(), now);
        story.Describe(new StoryDetails { Title = title, Summary = "What is measured here." }, now);
        var thread = new SeededThread(story, guests, now);
        fill(thread);
        thread.Count();
        story.Count(thread.Comments.Count, now);
        await Save([story]);
        await Save(thread.Comments);
        return thread;
    }

    private async Task Save(IEnumerable<object> rows)
    {
        foreach (var batch in rows.Chunk(Batch))
            await _door.Write(
                db =>
                {
                    db.AddRange(batch);
                    return Task.CompletedTask;
                },
                default);
    }
}
