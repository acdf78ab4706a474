using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Accounts;
using Parley.Comments;
using Parley.Moderation.Cases;
using Parley.Moderation.Screens.Repeats;
using Parley.Platform.Data;

namespace Parley.Moderation.Decisions;

/// <summary>A band of the print of a text that was decided about.</summary>
internal sealed class DecidedText(SiteId siteId, long band, DecisionId decisionId)
{
    public SiteId SiteId { get; private set; } = siteId;

    public long Band { get; private set; } = band;

    public DecisionId DecisionId { get; private set; } = decisionId;
}

internal sealed class DecidedTextTable : IEntityTypeConfiguration<DecidedText>
{
    public void Configure(EntityTypeBuilder<DecidedText> builder)
    {
        builder.ToTable("decided_texts");
        builder.HasKey(one => new { one.SiteId, one.Band, one.DecisionId });
    }
}

/// <summary>What was decided about texts much like another: read from an index of bands of prints, whatever their number.</summary>
internal sealed class SimilarDecisions(IDbContextFactory<ParleyContext> reading)
{
    /// <summary>Below this they only share a turn of phrase.</summary>
    private const double Alike = 0.5;

    /// <summary>Texts looked at more closely: those that share most bands.</summary>
    private const int LookedAt = 20;

    private const int Shown = 5;

    /// <summary>Outside the door: the bands of the texts that are about to be decided.</summary>
    public async Task<IReadOnlyDictionary<CommentId, long[]>> Print(SiteId site, IReadOnlyList<SeenCase> seen, CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var comments = await SeenComments.Read(db, site, seen, cancellation);
        return comments.Select(one => (one.Id, Print: MinHash.Of(one.Body))).Where(one => one.Print is not null).ToDictionary(one => one.Id, one => MinHash.Bands(one.Print!));
    }

    /// <summary>Inside the door.</summary>
    /// <param name="bands">Null for a text too short to have a print.</param>
    public static void Keep(ParleyContext db, Decision taken, long[]? bands)
    {
        foreach (var band in bands ?? [])
            db.Add(new DecidedText(taken.SiteId, band, taken.Id));
    }

    /// <summary>Decisions of people that stand, the likest texts first, each text once.</summary>
    public static async Task<IReadOnlyList<(Decision Decision, double Likeness)>> Of(ParleyContext db, Comment comment, CancellationToken cancellation)
    {
        if (MinHash.Of(comment.Body) is not { } print)
            return [];
        var bands = MinHash.Bands(print).ToList();
        var near = await db.Set<DecidedText>()
            .Where(one => one.SiteId == comment.SiteId && EF.Parameter(bands).Contains(one.Band))
            .GroupBy(one => one.DecisionId)
            .Select(group => new { group.Key, Count = group.Count() })
            .OrderByDescending(group => group.Count).ThenByDescending(group => group.Key)
            .Take(LookedAt)
            .Select(group => group.Key)
            .ToListAsync(cancellation);
        var rows = await (
            from decision in db.Decisions
            join text in db.Comments on new { decision.SiteId, Id = decision.CommentId!.Value } equals new { text.SiteId, text.Id }
            join author in db.People on new { text.SiteId, Id = text.AuthorId } equals new { author.SiteId, author.Id }
            where decision.SiteId == comment.SiteId && EF.Parameter(near).Contains(decision.Id) && decision.CommentId != comment.Id
                && decision.UndoneAt == null && decision.ReversedAt == null && author.Kind != PersonKind.Withdrawn
            select new { Decision = decision, text.Body }).ToListAsync(cancellation);
        return [.. rows.Select(row => (row.Decision, Likeness: MinHash.Of(row.Body) is { } other ? MinHash.Likeness(print, other) : 0))
            .Where(row => row.Likeness >= Alike)
            .OrderByDescending(row => row.Likeness).ThenByDescending(row => row.Decision.Id.Value)
            .DistinctBy(row => row.Decision.CommentId)
            .Take(Shown)];
    }
}
