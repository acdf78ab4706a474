using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;
using Parley.Platform.Events;
using Parley.Sites;

namespace Parley.Moderation.Screens.Wording;

/// <summary>The words of each site as an automaton, made when first asked for and again when a list or setting changed.</summary>
internal sealed class WordLists(IDbContextFactory<ParleyContext> reading) : INodeReaction
{
    private readonly ConcurrentDictionary<SiteId, Made> _made = new();

    private sealed record Made(string Languages, WordAutomaton Words);

    public async ValueTask<WordAutomaton> Of(LiveSite site, CancellationToken cancellation)
    {
        var languages = site.Settings.WordLanguages;
        if (_made.TryGetValue(site.Id, out var known) && known.Languages == languages)
            return known.Words;
        var own = await OwnEntries(site.Id, cancellation);
        var made = new Made(languages, new WordAutomaton(HouseWords.For(site.Settings).Concat(own)));
        _made[site.Id] = made;
        return made.Words;
    }

    public Task Start(EventPosition position, CancellationToken cancellation) => Task.CompletedTask;

    public Task React(IReadOnlyList<RecordedEvent> events, CancellationToken cancellation)
    {
        foreach (var one in events)
            if (one.Happened is WordListChanged)
                _made.TryRemove(one.SiteId, out _);
        return Task.CompletedTask;
    }

    private async Task<List<WordEntry>> OwnEntries(SiteId site, CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var lists = await db.WordLists.Where(list => list.SiteId == site && list.IsOn).OrderBy(list => list.Name).ToListAsync(cancellation);
        return [.. lists.SelectMany(list => WordListText.Read(list.Name, list.Lines).Entries)];
    }
}
