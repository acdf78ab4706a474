using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Platform.Data;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Comments.Screening;

/// <summary>What screens may know of a text beside its words.</summary>
/// <param name="Author">Null for a guest who writes for the first time.</param>
/// <param name="Story">Null for a story that this comment would make.</param>
internal sealed record ScreenFacts(Person? Author, StoryId? Story)
{
    public string? Section { get; init; }

    /// <summary>When the author last wrote in this thread; null for not yet.</summary>
    public DateTimeOffset? LastInThread { get; init; }

    /// <summary>Comments of the author that readers see, up to as many as the site asks for.</summary>
    public int Published { get; init; }

    /// <summary>Comments of the author that were rejected, or removed by others, within the days the site counts.</summary>
    public int Rejected { get; init; }

    /// <summary>Whether it is an edit, which comes soon after the comment by its nature.</summary>
    public bool IsEdit { get; init; }
}

/// <summary>What the screens that are on ask beside the words.</summary>
[Flags]
internal enum FactsNeeded
{
    None = 0,
    Section = 1,
    LastInThread = 2,
    Published = 4,
    Rejected = 8,
}

/// <summary>What several screens ask together.</summary>
internal static class FactsNeededBy
{
    public static FactsNeeded Of(IEnumerable<IScreen> screens, SiteSettings settings) =>
        screens.Aggregate(FactsNeeded.None, (needed, screen) => needed | screen.Needs(settings));
}

/// <summary>Reads the facts that are asked for: what each costs is bounded by an index, a number of comments or a day of them.</summary>
internal sealed class ScreenFactsReader(IDbContextFactory<ParleyContext> reading)
{
    /// <summary>No setting asks for more than this many comments of a person.</summary>
    public const int MostCounted = 100;

    /// <summary>No setting lets anybody wait longer than this between two comments in a thread.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private static readonly KeptQuery<SiteId, StoryId, string?> SectionNow = new((db, site, story) => db.Set<Story>()
        .Where(one => one.SiteId == site && one.Id == story)
        .Select(one => one.Section)
        .SingleOrDefault());

    private static readonly KeptQuery<SiteId, PersonId, StoryId, CommentId, DateTimeOffset?> LastNow = new((db, site, author, story, since) => db.Set<Comment>()
        .Where(one => one.SiteId == site && one.AuthorId == author && one.Id > since && one.StoryId == story)
        .OrderByDescending(one => one.Id)
        .Select(one => (DateTimeOffset?)one.PostedAt)
        .FirstOrDefault());

    private static readonly KeptQuery<SiteId, PersonId, int, int> PublishedNow = new((db, site, author, most) => db.Set<Comment>()
        .Where(one => one.SiteId == site && one.AuthorId == author && one.State == CommentState.Published)
        .Take(most)
        .Count());

    /// <remarks>The states stand in the query as they stand in the index of these comments, so that it is used.</remarks>
    private static readonly KeptQuery<SiteId, PersonId, CommentId, int> RejectedNow = new((db, site, author, since) => db.Set<Comment>()
        .Where(one => one.SiteId == site && one.AuthorId == author && one.Id > since
            && (one.State == CommentState.Rejected || one.State == CommentState.Removed)
            && (one.State == CommentState.Rejected || one.RemovedBy != Remover.Author))
        .Take(MostCounted)
        .Count());

    public async Task<ScreenFacts> Read(
        LiveSite site, Person? author, StoryId? story, FactsNeeded needed, DateTimeOffset now, CancellationToken cancellation)
    {
        needed = Knowable(needed, author, story);
        var facts = new ScreenFacts(author, story);
        if (needed == FactsNeeded.None)
            return facts;
        await using var db = await reading.CreateDbContextAsync(cancellation);
        if (needed.HasFlag(FactsNeeded.Section))
            facts = facts with { Section = await SectionNow.Ask(db, site.Id, story!.Value) };
        if (needed.HasFlag(FactsNeeded.LastInThread))
            facts = facts with { LastInThread = await LastNow.Ask(db, site.Id, author!.Id, story!.Value, Since(now - LongestWait)) };
        if (needed.HasFlag(FactsNeeded.Published))
            facts = facts with { Published = await PublishedNow.Ask(db, site.Id, author!.Id, site.Settings.NewcomerComments) };
        if (needed.HasFlag(FactsNeeded.Rejected))
            facts = facts with { Rejected = await RejectedNow.Ask(db, site.Id, author!.Id, Since(now.AddDays(-site.Settings.RejectionsDays))) };
        return facts;
    }

    /// <summary>Of a new guest and a new story there is nothing to be known.</summary>
    private static FactsNeeded Knowable(FactsNeeded needed, Person? author, StoryId? story)
    {
        if (author is null)
            needed &= FactsNeeded.Section;
        if (story is null)
            needed &= ~(FactsNeeded.Section | FactsNeeded.LastInThread);
        return needed;
    }

    /// <summary>What was known when a comment was written.</summary>
    public static async Task<ScreenFacts> ReadThen(ParleyContext db, LiveSite site, Person author, Comment comment)
    {
        var since = Since(comment.PostedAt.AddDays(-site.Settings.RejectionsDays));
        var before = comment.Id;
        var theirs = db.Set<Comment>().Where(one => one.SiteId == site.Id && one.AuthorId == author.Id && one.Id < before);
        return new ScreenFacts(author, comment.StoryId)
        {
            Section = await SectionNow.Ask(db, site.Id, comment.StoryId),
            LastInThread = await theirs.Where(one => one.StoryId == comment.StoryId)
                .OrderByDescending(one => one.Id).Select(one => (DateTimeOffset?)one.PostedAt).FirstOrDefaultAsync(),
            Published = await theirs.Where(one => one.State == CommentState.Published).Take(MostCounted).CountAsync(),
            Rejected = await theirs
                .Where(one => one.Id > since && (one.State == CommentState.Rejected || (one.State == CommentState.Removed && one.RemovedBy != Remover.Author)))
                .Take(MostCounted).CountAsync(),
        };
    }

    /// <summary>Ids begin with the moment they were drawn at.</summary>
    private static CommentId Since(DateTimeOffset moment) => new(IdSource.At(moment, 0));
}
