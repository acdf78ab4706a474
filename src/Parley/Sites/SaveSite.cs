using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;
using Parley.Platform.Web;

namespace Parley.Sites;

/// <summary>Makes sites and their keys, and changes their settings.</summary>
internal sealed class SaveSite(
    IWriteDoor door, IEngine engine, IChangeLog changes, IdSource ids, TimeProvider time, SiteSecrets secrets)
{
    /// <param name="origins">Origins of the publisher's pages, as <see cref="SiteOrigin"/> reads them.</param>
    public async Task<Outcome<SiteId>> Add(
        string name, string title, string language, IReadOnlyList<string> origins, CancellationToken cancellation)
    {
        title = CleanText.Line(title);
        if ((SiteRules.MayBeNamed(name) ?? SiteRules.MayBeTitled(title)) is { } refusal)
            return refusal;
        var read = ReadOrigins(origins);
        if (read.Refusal is { } badOrigin)
            return badOrigin;
        var id = ids.New<SiteId>();
        try
        {
            await door.Write(
                db =>
                {
                    db.Add(new Site(id, name, title, language, read.Value!, time.Now));
                    db.Record(id, new SiteChanged(), time.Now);
                    return Task.CompletedTask;
                },
                cancellation);
        }
        catch (DbUpdateException failure) when (engine.IsDuplicate(failure))
        {
            return new Refusal("site-taken", 409, "name", ("name", name));
        }
        return id;
    }

    /// <param name="by">The account of staff; null for whoever runs the installation.</param>
    /// <returns>The key's text, to be shown once.</returns>
    public async Task<string> AddKey(SiteId site, CancellationToken cancellation, long? by = null)
    {
        var (key, text) = ApiKey.Make(
            site, ids.New<ApiKeyId>(), RandomNumberGenerator.GetBytes(ApiKey.SecretBytes), time.Now);
        await door.Write(
            db =>
            {
                db.Add(key);
                changes.AddKey(db, site, key.Id.ToString(), true, by, time.Now);
                db.Record(site, new ApiKeyMade(), time.Now);
                return Task.CompletedTask;
            },
            cancellation);
        return text;
    }

    /// <summary>Withdraws a key: on every node it opens nothing within a second.</summary>
    /// <param name="by">The account of staff; null for whoever runs the installation.</param>
    public async Task<Refusal?> RemoveKey(SiteId site, string? typed, long? by, CancellationToken cancellation)
    {
        if (!IdText.TryRead<ApiKeyId>(typed, out var id))
            return new Refusal("key-unknown", 422);
        var written = await door.Write<Refusal?>(
            async db =>
            {
                if (await db.ApiKeys.AsTracking().SingleOrDefaultAsync(one => one.SiteId == site && one.Id == id) is not { } key)
                    return new Refusal("key-unknown", 422);
                db.Remove(key);
                changes.AddKey(db, site, id.ToString(), false, by, time.Now);
                db.Record(site, new ApiKeyRemoved(), time.Now);
                return null;
            },
            cancellation);
        return written.Value;
    }

    /// <summary>Makes a secret for the tokens of the site's readers. The newest ones count; those before them are forgotten.</summary>
    /// <param name="by">The account of staff; null for whoever runs the installation.</param>
    /// <returns>The secret's text, to be shown once.</returns>
    public async Task<string> AddSecret(SiteId site, CancellationToken cancellation, long? by = null)
    {
        // The text itself is the key: every language signs with a text without a thought, and not every one decodes first.
        var text = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SiteSecret.Bytes));
        var made = new SiteSecret(site, ids.New<SiteSecretId>(), secrets.Seal(site, Encoding.ASCII.GetBytes(text)), time.Now);
        await door.Write(
            async db =>
            {
                var former = await db.SiteSecrets.Where(one => one.SiteId == site).OrderByDescending(one => one.Id).ToListAsync();
                db.RemoveRange(former.Skip(SiteSecret.Counted - 1));
                db.Add(made);
                changes.AddKey(db, site, made.Id.ToString(), true, by, time.Now);
                db.Record(site, new SiteSecretMade(), time.Now);
            },
            cancellation);
        return text;
    }

    /// <summary>Sets a setting; every node reads it within a second.</summary>
    public Task<Refusal?> Set(SiteId site, string name, string value, CancellationToken cancellation) =>
        Set(site, new Dictionary<string, string> { [name] = CleanText.Lines(value) }, null, cancellation);

    /// <summary>Sets several, all or none.</summary>
    /// <param name="by">The account of staff; null for whoever runs the installation.</param>
    public async Task<Refusal?> Set(SiteId site, IReadOnlyDictionary<string, string> values, long? by, CancellationToken cancellation)
    {
        foreach (var (name, value) in values)
        {
            if (SettingDeclaration.Find(name) is not { } declared)
                return new Refusal("setting-unknown", 404, "name", ("name", name));
            if (declared.MayBe(value) is { } refusal)
                return refusal;
        }
        await door.Write(db => SetIn(db, site, values, by, time.Now), cancellation);
        return null;
    }

    private async Task SetIn(ParleyContext db, SiteId site, IReadOnlyDictionary<string, string> values, long? by, DateTimeOffset now)
    {
        foreach (var (name, value) in values)
        {
            var stored = await db.Settings.SingleOrDefaultAsync(one => one.SiteId == site && one.Name == name);
            changes.Add(db, site, name, stored?.Value ?? SettingDeclaration.Find(name)!.Default, value, by, now);
            if (stored is null)
                db.Add(stored = new StoredSetting(site, name));
            db.Record(site, stored.Set(value, now), now);
        }
    }

    private static Outcome<string[]> ReadOrigins(IReadOnlyList<string> texts)
    {
        var origins = new List<string>();
        foreach (var text in texts)
        {
            if (SiteOrigin.Parse(text, out var why) is not { } origin)
                return new Refusal("url", 422, "origin", ("why", why ?? ""));
            origins.Add(origin.Text);
        }
        return origins.Distinct().ToArray();
    }
}
