using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Platform.Data;
using Parley.Platform.Events;

namespace Parley.Search;

internal enum DueSubject
{
    Story,
    Person,
}

/// <summary>Comments the index has yet to take in, or to take in anew.</summary>
/// <param name="subject">Whose comments.</param>
/// <param name="afterId">Those up to here are done.</param>
internal sealed class SearchDue(SiteId siteId, DueSubject subject, long subjectId, long afterId)
{
    public SiteId SiteId { get; private set; } = siteId;

    public DueSubject Subject { get; private set; } = subject;

    public long SubjectId { get; private set; } = subjectId;

    public long AfterId { get; private set; } = afterId;

    /// <summary>Goes on after that comment; from the beginning with 0.</summary>
    public void GoOnAfter(long comment) => AfterId = comment;
}

/// <summary>The index has more to take in than it did at once. Nothing readers see changes by it.</summary>
internal sealed record IndexBehind : Event, IAbout
{
    /// <summary>No page shows it, and a site's pages need not be drawn anew.</summary>
    private const long Nothing = -1;

    long IAbout.Subject => Nothing;
}

internal sealed class SearchTable : IEntityTypeConfiguration<SearchDue>
{
    public void Configure(EntityTypeBuilder<SearchDue> builder)
    {
        builder.ToTable("search_due");
        builder.HasKey(due => new { due.SiteId, due.Subject, due.SubjectId });
        builder.Property(due => due.SubjectId).ValueGeneratedNever();
    }
}
