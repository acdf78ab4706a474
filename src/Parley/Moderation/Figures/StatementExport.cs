using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Comments;
using Parley.Moderation.Desk;
using Parley.Platform.Data;
using Parley.Sites;

namespace Parley.Moderation.Figures;

/// <summary>The statements of a period, ready to be sent, and those that may not leave.</summary>
/// <param name="Kept">Numbers of decisions whose statement breaks a rule, or might name somebody, each with what is wrong.</param>
internal sealed record ReadyStatements(IReadOnlyList<DatabaseStatement> Ready, IReadOnlyList<(string Number, string Why)> Kept)
{
    public int Parts => (Ready.Count + DatabaseBatch.Size - 1) / DatabaseBatch.Size;

    /// <summary>From 1.</summary>
    public DatabaseBatch Part(int number) => new([.. Ready.Skip((number - 1) * DatabaseBatch.Size).Take(DatabaseBatch.Size)]);
}

/// <summary>Makes the statements of a period from the record and checks each before it may leave.</summary>
internal sealed class StatementExport(FiguresReader figures, IDbContextFactory<ParleyContext> reading)
{
    /// <summary>What is wrong with a statement that might name somebody.</summary>
    public const string Personal = "personal-data";

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    public async Task<ReadyStatements> Read(LiveSite site, Period period, CancellationToken cancellation)
    {
        var (ready, kept) = (new List<DatabaseStatement>(), new List<(string, string)>());
        foreach (var some in (await figures.Decisions(site.Id, period, cancellation)).Chunk(DatabaseBatch.Size))
        {
            var names = await Names(site.Id, some, cancellation);
            foreach (var row in some)
                if (StatementDrawing.Draw(row, site.Id, site.View.Language) is { } statement)
                {
                    var faults = StatementChecks.Faults(statement).ToList();
                    if (StatementChecks.TellsOfSomebody(statement.SiteText, names))
                        faults.Add(Personal);
                    if (faults.Count == 0)
                        ready.Add(statement);
                    else
                        kept.Add((row.Fact("decision")!, string.Join(", ", faults)));
                }
        }
        return new(ready, kept);
    }

    public static byte[] Write(DatabaseBatch batch) => JsonSerializer.SerializeToUtf8Bytes(batch, Json);

    /// <summary>Names of those a statement must not tell of: whoever wrote the comment, and whoever decided.</summary>
    private async Task<IReadOnlyList<string>> Names(SiteId site, FigureRow[] rows, CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var comments = rows.Select(row => row.SubjectId).OfType<long>().Distinct().Select(id => new CommentId(id)).ToList();
        var authors = await (
            from comment in db.Comments
            join person in db.People on new { comment.SiteId, Id = comment.AuthorId } equals new { person.SiteId, person.Id }
            where comment.SiteId == site && EF.Parameter(comments).Contains(comment.Id) && person.Name != null
            select person.Name!).Distinct().ToListAsync(cancellation);
        var staff = await QueueReader.Names(db, site, rows.Select(row => row.ActorId is { } id ? new AccountId(id) : (AccountId?)null), cancellation);
        return [.. authors, .. staff.Values];
    }
}
