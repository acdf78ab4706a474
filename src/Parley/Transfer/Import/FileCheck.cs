using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Comments;
using Parley.Platform.Data;
using Parley.Sites;
using Parley.Stories;
using Parley.Transfer.Records;

namespace Parley.Transfer.Import;

/// <summary>The site a file is brought into.</summary>
/// <param name="IsNew">Whether the import makes it.</param>
internal sealed record ImportTarget(SiteId Id, string Name, bool IsNew);

/// <summary>What a first reading of a file found: everything that is wrong, or what will be brought in.</summary>
/// <param name="Faults">Lines for whoever runs the import; none when the file may be brought in.</param>
internal sealed record CheckedFile(
    IReadOnlyList<string> Faults, SiteRecord? Site, ImportTarget? Target, int People, int Stories, int Comments)
{
    public static CheckedFile Refused(params IReadOnlyList<string> faults) => new(faults, null, null, 0, 0, 0);
}

/// <summary>
/// Reads a file through before anything of it is written: every line, every reference, and whether its ids are free.
/// Memory holds the ids of the people and stories and of one story's comments, 8 bytes each.
/// </summary>
internal sealed class FileCheck(IDbContextFactory<ParleyContext> reading)
{
    /// <summary>Enough to see what is wrong with a file; then reading on tells little.</summary>
    private const int MaxFaults = 20;

    /// <param name="name">Name of the site to bring it into; null for the file's own.</param>
    public async Task<CheckedFile> Check(Stream stream, string? name, ImportProgress progress, CancellationToken cancellation)
    {
        var records = new RecordReader(stream);
        var (_, notOurs) = await records.ReadHeader(cancellation);
        if (notOurs is not null)
            return CheckedFile.Refused(notOurs);
        await using var lines = records.ReadAll(cancellation).GetAsyncEnumerator(cancellation);
        if (!await lines.MoveNextAsync())
            return CheckedFile.Refused("The file ends after its first line.");
        if (lines.Current is not { Record: SiteRecord site, Fault: null })
            return CheckedFile.Refused(Line(lines.Current.Number, lines.Current.Fault ?? "the second line is the record of the kind \"site\""));
        name ??= site.Name;
        if (RecordRules.Fault(site, name) is { } unfit)
            return CheckedFile.Refused(Line(lines.Current.Number, unfit));

        await using var db = await reading.CreateDbContextAsync(cancellation);
        var (target, refusal) = await FindTarget(db, site, name, cancellation);
        return target is null
            ? CheckedFile.Refused(refusal!)
            : await Check(lines, db, site, target, progress, cancellation);
    }

    private static async Task<CheckedFile> Check(
        IAsyncEnumerator<RecordLine> lines, ParleyContext db, SiteRecord site, ImportTarget target, ImportProgress progress, CancellationToken cancellation)
    {
        var (faults, shape) = (new List<(int Line, string Fault)>(), new FileShape());
        var lookups = new Lookups(db, target);
        var last = 0;
        while (faults.Count + lookups.Held.Count < MaxFaults && await lines.MoveNextAsync())
        {
            var line = lines.Current;
            last = line.Number;
            if ((line.Fault ?? shape.Judge(line.Number, line.Record!)) is { } fault)
                faults.Add((line.Number, fault));
            else
                await lookups.Ask(line, shape.Elsewhere, cancellation);
            progress.Checked(shape.Comments);
        }
        if (faults.Count < MaxFaults)
            faults.AddRange(shape.JudgeWhole(last));
        await lookups.Finish(shape.MergedElsewhere(), cancellation);
        faults.AddRange(lookups.Held);
        // Where a line could not be read, what refers to it is missing by that: telling so would only hide the cause.
        if (faults.Count == 0)
            faults.AddRange(lookups.Missing);
        return new(Tell(faults), site, target, shape.People, shape.Stories, shape.Comments);
    }

    private static async Task<(ImportTarget? Target, string? Refusal)> FindTarget(
        ParleyContext db, SiteRecord site, string name, CancellationToken cancellation)
    {
        var known = await db.Sites
            .Where(one => one.Name == name || one.Id == site.Id)
            .Select(one => new ImportTarget(one.Id, one.Name, false))
            .ToListAsync(cancellation);
        if (known.Find(one => one.Name == name) is { } there)
            return (there, null);
        return known.Count == 0
            ? (new ImportTarget(site.Id, name, true), null)
            : (null, $"The id of this file's site is held by the site \"{known[0].Name}\". To add to that one what it lacks, say --site {known[0].Name}.");
    }

    private static IReadOnlyList<string> Tell(List<(int Line, string Fault)> faults)
    {
        var told = faults.OrderBy(fault => fault.Line).Take(MaxFaults).Select(fault => Line(fault.Line, fault.Fault)).ToList();
        if (faults.Count >= MaxFaults)
            told.Add("There may be more.");
        return told;
    }

    private static string Line(int number, string fault) => $"Line {number}: {fault}.";

    /// <summary>What the database is asked: are the ids of the file free, and is what it refers to there.</summary>
    private sealed class Lookups
    {
        private readonly IIdLookup _accounts, _people, _stories, _comments, _changes, _owners, _authors, _parents, _merged;

        public Lookups(ParleyContext db, ImportTarget target)
        {
            var site = target.Id;
            _accounts = Free<AccountId>(ids => db.Accounts.Where(one => one.SiteId != site && EF.Parameter(ids).Contains(one.Id)).Select(one => one.Id));
            _people = Free<PersonId>(ids => db.People.Where(one => one.SiteId != site && EF.Parameter(ids).Contains(one.Id)).Select(one => one.Id));
            _stories = Free<StoryId>(ids => db.Stories.Where(one => one.SiteId != site && EF.Parameter(ids).Contains(one.Id)).Select(one => one.Id));
            _comments = Free<CommentId>(ids => db.Comments.Where(one => one.SiteId != site && EF.Parameter(ids).Contains(one.Id)).Select(one => one.Id));
            _changes = Free<StateChangeId>(ids => db.StateChanges.Where(one => one.SiteId != site && EF.Parameter(ids).Contains(one.Id)).Select(one => one.Id));
            _owners = There<AccountId>("account", ids => db.Accounts.Where(one => one.SiteId == site && EF.Parameter(ids).Contains(one.Id)).Select(one => one.Id));
            _authors = There<PersonId>("person", ids => db.People.Where(one => one.SiteId == site && EF.Parameter(ids).Contains(one.Id)).Select(one => one.Id));
            _parents = There<CommentId>("comment", ids => db.Comments.Where(one => one.SiteId == site && EF.Parameter(ids).Contains(one.Id)).Select(one => one.Id));
            _merged = There<StoryId>("story", ids => db.Stories.Where(one => one.SiteId == site && EF.Parameter(ids).Contains(one.Id)).Select(one => one.Id));
        }

        /// <summary>Lines whose id another site holds.</summary>
        public List<(int Line, string Fault)> Held { get; } = [];

        /// <summary>Lines that refer to what is nowhere.</summary>
        public List<(int Line, string Fault)> Missing { get; } = [];

        public async ValueTask Ask(RecordLine line, List<Reference> elsewhere, CancellationToken cancellation)
        {
            foreach (var reference in elsewhere)
                await LookupOf(reference.Kind).Add(reference.Id, line.Number, cancellation);
            await (line.Record switch
            {
                CommentRecord comment => _comments.Add(comment.Id.Value, line.Number, cancellation),
                AccountRecord account => _accounts.Add(account.Id.Value, line.Number, cancellation),
                PersonRecord person => _people.Add(person.Id.Value, line.Number, cancellation),
                StoryRecord story => _stories.Add(story.Id.Value, line.Number, cancellation),
                ChangeRecord change => _changes.Add(change.Id.Value, line.Number, cancellation),
                _ => ValueTask.CompletedTask,
            });
        }

        public async Task Finish(IEnumerable<Reference> merged, CancellationToken cancellation)
        {
            foreach (var reference in merged)
                await LookupOf(reference.Kind).Add(reference.Id, reference.Line, cancellation);
            foreach (var lookup in new[] { _accounts, _people, _stories, _comments, _changes, _owners, _authors, _parents, _merged })
                await lookup.Ask(cancellation);
        }

        private IIdLookup LookupOf(ReferenceKind kind) => kind switch
        {
            ReferenceKind.Account => _owners,
            ReferenceKind.Person => _authors,
            ReferenceKind.Comment => _parents,
            ReferenceKind.Story => _merged,
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

        private IdLookup<TId> Free<TId>(Func<List<TId>, IQueryable<TId>> find)
            where TId : struct, IId<TId> =>
            new(find, found => found, id => $"the id {id} is held by another site", Held);

        private IdLookup<TId> There<TId>(string what, Func<List<TId>, IQueryable<TId>> find)
            where TId : struct, IId<TId> =>
            new(find, found => !found, id => $"the {what} {id} is neither in the file nor in the site", Missing);
    }
}
