using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Parley.Accounts;
using Parley.Comments;
using Parley.Moderation;
using Parley.Moderation.Cases;
using Parley.Moderation.Desk;
using Parley.Moderation.Record;
using Parley.Platform.Data;
using Parley.Platform.Installation;
using Parley.Platform.Web;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Bench;

/// <summary>A long record read through, and the first page of a long queue: on an installation of its own, without a web server.</summary>
internal sealed class Desk : IMeasure
{
    private static readonly int[] Severities = [1, 3, 10, 30];

    private const int Batch = 1_000;
    private const int RequiredRows = 100_000;
    private const int RequiredMilliseconds = 50;
    private const int Looks = 20;

    public string Name => "desk";

    public async Task<IReadOnlyList<Row>> Run(Stage stage)
    {
        var count = stage.Size.Thread;
        return await stage.OnEmpty<IReadOnlyList<Row>>(async (data, database, _) =>
        {
            await using var provider = await Install(data, database);
            var site = (await provider.GetRequiredService<SaveSite>().Add("desk", "The Desk", "en", ["https://desk.example"], default)).Value;
            await provider.GetRequiredService<SiteDirectory>().Load(default, default);
            await Fill(provider, site, count);
            return [await Verify(provider), await FirstPage(provider, site, count)];
        });
    }

    private static async Task<ServiceProvider> Install(string data, string? database)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        Parley.Program.AddFeatures(services, new Installation(data, database, [], null, null, TrustedProxies.None, OutboundOptions.PublicOnly, false));
        var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<Migrator>().Migrate(default);
        return provider;
    }

    /// <summary>As many comments, each with its case, and as many rows of the record with a personal value each.</summary>
    private static async Task Fill(ServiceProvider provider, SiteId site, int count)
    {
        var (door, ids, record) = (provider.GetRequiredService<IWriteDoor>(), provider.GetRequiredService<IdSource>(), provider.GetRequiredService<IRecord>());
        var now = provider.GetRequiredService<TimeProvider>().GetUtcNow();
        var (story, author) = (new Story(site, ids.New<StoryId>(), now), Person.Guest(site, ids.New<PersonId>(), "Ann", [1], now));
        var weights = UrgencyWeights.Of(new SiteSettings());
        for (var at = 0; at < count; at += Batch)
            await door.Write(
                db =>
                {
                    if (at == 0)
                        db.AddRange(story, author);
                    for (var one = at; one < at + Batch; one++)
                    {
                        var (severity, opened) = (Severities[one % 4], now.AddMinutes(-(one * 7 % 100_000)));
                        var comment = Comment.Import(new(site, story.Id, ids.New<CommentId>(), null, author.Id, $"Words of number {one}.", opened));
                        var found = new Case(ids.New<CaseId>(), comment, opened);
                        found.Add(one % 3 == 0 ? CaseSource.Hold : CaseSource.Report, new Reason("insult", severity, Ground.Terms, null), opened);
                        found.Weigh(one % 500, one % 7, weights);
                        db.AddRange(comment, found);
                        record.Add(db, new Deed(site, "decision", "remove", comment.Id.Value, "staff", 7, opened) { Facts = [new("reason", "insult")], Personal = [new("words", "Argue, do not insult.")] });
                    }
                    return Task.CompletedTask;
                },
                default);
        var linker = provider.GetRequiredService<AuditLinker>();
        while (await linker.LinkSome(default) > 0)
        {
        }
    }

    private static async Task<Row> Verify(ServiceProvider provider)
    {
        var check = provider.GetRequiredService<RecordCheck>();
        await check.Run(default);
        var start = Stopwatch.GetTimestamp();
        var found = await check.Run(default);
        var perSecond = found.Linked / Stopwatch.GetElapsedTime(start).TotalSeconds;
        return new($"parley audit verify over {found.Linked:N0} rows, a personal value each", $">= {RequiredRows:N0}/s", $"{perSecond:N0}/s, {found.Faults.Count} faults", perSecond >= RequiredRows && found.Faults.Count == 0);
    }

    private static async Task<Row> FirstPage(ServiceProvider provider, SiteId id, int count)
    {
        var (queue, site) = (provider.GetRequiredService<QueueReader>(), provider.GetRequiredService<SiteDirectory>().Find(id)!);
        var times = new List<double>();
        for (var look = 0; look < Looks; look++)
        {
            var start = Stopwatch.GetTimestamp();
            await queue.Read(site, new AccountId(7), null, null, default);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        times.Sort();
        var median = times[Looks / 2];
        return new($"first page of a queue of {count:N0} cases, with its counts", $"< {RequiredMilliseconds} ms", $"{median:0.0} ms (worst {times[^1]:0.0})", median < RequiredMilliseconds);
    }
}
