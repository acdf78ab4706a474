using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Accounts;
using Parley.Platform.Data;
using Parley.Platform.Events;
using Parley.Stories;

namespace Parley.Comments;

/// <summary>What becomes of somebody's comments.</summary>
internal enum AuthorDeed
{
    /// <summary>They are somebody else's, who turned out to have written them.</summary>
    Merge,

    /// <summary>They stay, without a name.</summary>
    Unname,

    /// <summary>Their words go, and the name with them.</summary>
    Withdraw,
}

/// <summary>Comments that are to change hands and have not all done so.</summary>
/// <param name="personId">Whom they are taken from.</param>
/// <param name="heirId">Whom they go to; of an erasure the account that was erased.</param>
internal sealed class AuthorDue(SiteId siteId, PersonId personId, PersonId heirId, AuthorDeed deed, CommentId afterId)
{
    public SiteId SiteId { get; private set; } = siteId;

    public PersonId PersonId { get; private set; } = personId;

    public PersonId HeirId { get; private set; } = heirId;

    public AuthorDeed Deed { get; private set; } = deed;

    /// <summary>Those up to here are done.</summary>
    public CommentId AfterId { get; private set; } = afterId;

    public void GoOnAfter(CommentId comment) => AfterId = comment;

    /// <summary>Something else becomes of them: whoever they went to is erased. From the beginning, then.</summary>
    public void Become(AuthorDeed deed) => (Deed, AfterId) = (deed, default);
}

/// <summary>While an erasure goes on: who stands in a thread for whoever was erased. Kept no longer, or it would tell what is to be forgotten.</summary>
internal sealed class ErasedLabel(SiteId siteId, PersonId personId, StoryId storyId, PersonId labelId)
{
    public SiteId SiteId { get; private set; } = siteId;

    public PersonId PersonId { get; private set; } = personId;

    public StoryId StoryId { get; private set; } = storyId;

    public PersonId LabelId { get; private set; } = labelId;
}

/// <summary>Comments show another author from now on, all over the site.</summary>
internal sealed record AuthorsMerged(PersonId Into) : Event;

/// <summary>More comments are to change hands than did at once. Nothing readers see changes by it.</summary>
internal sealed record AuthorsBehind : Event, IAbout
{
    /// <summary>No page shows it, and a site's pages need not be drawn anew.</summary>
    private const long Nothing = -1;

    long IAbout.Subject => Nothing;
}

internal sealed class AuthorDueTable : IEntityTypeConfiguration<AuthorDue>, IEntityTypeConfiguration<ErasedLabel>
{
    public void Configure(EntityTypeBuilder<AuthorDue> builder)
    {
        builder.ToTable("authors_due");
        builder.HasKey(due => new { due.SiteId, due.PersonId });
        builder.HasOne<Person>().WithMany().HasForeignKey(due => new { due.SiteId, due.PersonId });
        builder.HasOne<Person>().WithMany().HasForeignKey(due => new { due.SiteId, due.HeirId });
    }

    public void Configure(EntityTypeBuilder<ErasedLabel> builder)
    {
        builder.ToTable("erased_labels");
        builder.HasKey(label => new { label.SiteId, label.PersonId, label.StoryId });
        builder.HasOne<Story>().WithMany().HasForeignKey(label => new { label.SiteId, label.StoryId });
        builder.HasOne<Person>().WithMany().HasForeignKey(label => new { label.SiteId, label.PersonId });
        builder.HasOne<Person>().WithMany().HasForeignKey(label => new { label.SiteId, label.LabelId });
    }
}
