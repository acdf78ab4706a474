using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Platform.Data;
using Parley.Sites;
using Parley.Transfer.Records;

namespace Parley.Transfer.Import;

/// <summary>What an import did.</summary>
/// <param name="Read">What the file holds.</param>
/// <param name="New">What of it the site lacked.</param>
/// <param name="Notes">What whoever runs it should know.</param>
internal sealed record Imported(ImportTarget Target, ImportCounts Read, ImportCounts New, IReadOnlyList<string> Notes);

/// <param name="Faults">Why nothing was imported; none when it was.</param>
internal sealed record ImportOutcome(IReadOnlyList<string> Faults, Imported? Imported);

/// <summary>
/// Brings an export in: first reads it through, then writes it in batches, each right by itself. What is there is found by
/// its id and left as it is, so a run that was stopped is taken up by the next.
/// </summary>
internal sealed class SiteImport(FileCheck check, IWriteDoor door, IEngine engine, IdSource ids, MailProofs proofs, TimeProvider time)
{
    /// <param name="file">Read twice, so it can seek.</param>
    /// <param name="siteName">Null for the site the file names.</param>
    public async Task<ImportOutcome> Run(Stream file, string? siteName, ImportProgress progress, CancellationToken cancellation)
    {
        var found = await check.Check(file, siteName, progress, cancellation);
        if (found.Faults.Count > 0)
            return new(found.Faults, null);
        var (site, target) = (found.Site!, found.Target!);
        var notes = await MakeOrComplete(site, target, cancellation);
        file.Position = 0;
        var brought = await Write(file, new BatchWriter(door, engine, ids, proofs, time, target.Id), found.Comments, progress, cancellation);
        return new([], new Imported(target, new(found.People, found.Stories, 0, found.Comments), brought, notes));
    }

    /// <summary>Reads the next batch while the last is being written.</summary>
    private static async Task<ImportCounts> Write(
        Stream file, BatchWriter writer, int all, ImportProgress progress, CancellationToken cancellation)
    {
        var (brought, written) = (new ImportCounts(), 0);
        var writing = Task.FromResult(new ImportCounts());
        try
        {
            await foreach (var batch in new BatchReader(file).ReadAll(cancellation))
            {
                brought += await writing;
                progress.Written(written, all);
                cancellation.ThrowIfCancellationRequested();
                writing = writer.Write(batch, cancellation);
                written += batch.Comments.Count;
            }
        }
        finally
        {
            brought += await writing;
        }
        return brought;
    }

    private async Task<IReadOnlyList<string>> MakeOrComplete(SiteRecord site, ImportTarget target, CancellationToken cancellation)
    {
        var written = await door.Write(
            async db =>
            {
                var known = await db.Sites.SingleOrDefaultAsync(one => one.Id == target.Id, CancellationToken.None);
                var added = await AddSettings(db, site, target.Id);
                if (known is null)
                    db.Add(new Site(target.Id, target.Name, site.Title, site.Language, site.Origins, site.CreatedAt));
                if (known is null || added)
                    db.Record(target.Id, new SiteChanged(), time.Now);
                return known?.Origins;
            },
            cancellation);
        var lacking = site.Origins.Except(written.Value?.Split(' ') ?? site.Origins).ToList();
        return lacking.Count == 0
            ? []
            : [$"The site {target.Name} keeps its own list of origins, without {string.Join(" and ", lacking)}, which the file lists."];
    }

    private static async Task<bool> AddSettings(ParleyContext db, SiteRecord site, SiteId target)
    {
        var known = await db.Settings.Where(setting => setting.SiteId == target).Select(setting => setting.Name).ToListAsync();
        var missing = site.Settings.ExceptBy(known, setting => setting.Name).ToList();
        foreach (var setting in missing)
        {
            var stored = new StoredSetting(target, setting.Name);
            stored.Set(setting.Value, setting.ChangedAt);
            db.Add(stored);
        }
        return missing.Count > 0;
    }
}
