using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;
using Parley.Platform.Events;
using Parley.Platform.Web;

namespace Parley.Sites;

/// <summary>A site with its settings as this node knows them now.</summary>
internal sealed record LiveSite(Site Site, SiteSettings Settings, IReadOnlyList<ApiKey> Keys, EventPosition Version)
{
    public SiteId Id => Site.Id;

    public string Name => Site.Name;

    /// <summary>The secrets of its readers' tokens that count, newest first.</summary>
    public IReadOnlyList<SiteSecret> Secrets { get; init; } = [];

    /// <summary>Whether somebody answered the two questions that decide which duties of the law bind it.</summary>
    public bool HasAnswered { get; init; }

    public IReadOnlyList<string> Origins { get; } = Site.Origins.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public SiteView View { get; } = new(
        Site.Name,
        Site.Title,
        Site.Language,
        Settings.GuestsAllowed,
        Settings.RuleLines,
        Settings.MaxLength,
        Settings.MaxContinuedLength,
        Settings.EditWindow)
    {
        GuestMailDays = Settings.GuestMail ? Settings.GuestMailDays : 0,
    };
}

/// <summary>All sites of the installation, held in memory on each node and reloaded when one changes.</summary>
internal sealed class SiteDirectory(IDbContextFactory<ParleyContext> reading) : INodeReaction, IOriginList
{
    private volatile IReadOnlyDictionary<SiteId, LiveSite> _sites = new Dictionary<SiteId, LiveSite>();

    public IEnumerable<LiveSite> All => _sites.Values.OrderBy(site => site.Name, StringComparer.Ordinal);

    public LiveSite? Find(SiteId id) => _sites.GetValueOrDefault(id);

    public LiveSite? Find(string name) => _sites.Values.FirstOrDefault(site => site.Name == name);

    /// <summary>The site whose server shows this key; null when it is none of ours.</summary>
    public LiveSite? FindByKey(string text) => ApiKey.TryRead(text, out var id, out var secret)
        ? _sites.Values.FirstOrDefault(site => site.Keys.Any(key => key.Id == id && key.Opens(secret)))
        : null;

    /// <summary>Whether an origin is one that any site lists.</summary>
    public bool IsAllowed(string origin) => _sites.Values.Any(site => site.Origins.Contains(origin));

    public Task Start(EventPosition position, CancellationToken cancellation) => Load(position, cancellation);

    public Task React(IReadOnlyList<RecordedEvent> events, CancellationToken cancellation)
    {
        var last = events.LastOrDefault(one => one.Happened is SiteChanged or ApiKeyMade or ApiKeyRemoved or SiteSecretMade);
        return last is null ? Task.CompletedTask : Load(last.Position, cancellation);
    }

    /// <summary>Reads all sites.</summary>
    public async Task Load(EventPosition version, CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var settings = (await db.Settings.ToListAsync(cancellation)).ToLookup(setting => setting.SiteId);
        var keys = (await db.ApiKeys.ToListAsync(cancellation)).ToLookup(key => key.SiteId);
        var secrets = (await db.SiteSecrets.ToListAsync(cancellation)).ToLookup(secret => secret.SiteId);
        _sites = (await db.Sites.ToListAsync(cancellation)).ToDictionary(
            site => site.Id,
            site => new LiveSite(
                site,
                SettingDeclaration.Apply(settings[site.Id].Select(one => KeyValuePair.Create(one.Name, one.Value))),
                [.. keys[site.Id]],
                version)
            {
                HasAnswered = SiteSettings.Questions.All(name => settings[site.Id].Any(one => one.Name == name)),
                Secrets = [.. secrets[site.Id].OrderByDescending(secret => secret.Id.Value).Take(SiteSecret.Counted)],
            });
    }
}
