using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Accounts;
using Parley.Comments;
using Parley.Platform.Data;

namespace Parley.Moderation.Reports;

internal sealed class ReportTable : IEntityTypeConfiguration<Report>
{
    public void Configure(EntityTypeBuilder<Report> builder)
    {
        builder.ToTable("reports");
        builder.HasKey(report => new { report.SiteId, report.Id });
        // Named so that EF saves a new reader before the report that needs them.
        builder.HasOne<Person>().WithMany().HasForeignKey(report => new { report.SiteId, report.ReporterId });
        builder.HasOne<Comment>().WithMany().HasForeignKey(report => new { report.SiteId, report.CommentId });
    }
}

internal static class ReportSets
{
    extension(ParleyContext db)
    {
        public DbSet<Report> Reports => db.Set<Report>();
    }
}

/// <summary>What came of a person's reports.</summary>
internal readonly record struct Accuracy(int Upheld, int Dismissed)
{
    /// <summary>Those that were decided.</summary>
    public int Decided => Upheld + Dismissed;

    public static async Task<Accuracy> Of(ParleyContext db, SiteId site, PersonId reporter)
    {
        var counts = await db.Reports
            .Where(report => report.SiteId == site && report.ReporterId == reporter && report.Outcome != ReportOutcome.Open)
            .GroupBy(report => report.Outcome)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count);
        return new(counts.GetValueOrDefault(ReportOutcome.Upheld), counts.GetValueOrDefault(ReportOutcome.Dismissed));
    }
}
