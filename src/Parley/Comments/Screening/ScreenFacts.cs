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

    /// <summary>Comments of the author that readers see, up to <see cref="ScreenFactsReader.MostCounted"/>.</summary>
    public int Published { get; init; }

    /// <summary>Comments of the author that were rejected, or removed by others, within the days the site counts.</summary>
    public int Rejected { get; init; }

    /// <summary>Whether it is an edit, which comes soon after the comment by its nature.</summary>
    public bool IsEdit { get; init; }
}

/// <summary>Reads the facts: nothing where nothing is asked for, else in one query.</summary>
internal sealed class ScreenFactsReader(IDbContextFactory<ParleyContext> reading)
{
    /// <summary>No setting asks for more than this many comments of a person.</summary>
    public const int MostCounted = 100;

    private static readonly KeptQuery<SiteId, StoryId, string?> SectionNow = new((db, site, story) => db.Set<Story>()
        .Where(one => one.SiteId == site && one.Id == story)
        .Select(one => one.Section)
        .SingleOrDefault());

    private static readonly KeptQuery<SiteId, PersonId, StoryId, CommentId, History?> HistoryNow = new((db, site, author, story, since) => db.Set<Person>()
        .Where(person => person.SiteId == site && person.Id == author)
        .Select(person => new History(
            db.Set<Story>().Where(one => one.SiteId == site && one.Id == story).Select(one => one.Section).FirstOrDefault(),
            db.Set<Comment>()
                .Where(one => one.SiteId == site && one.AuthorId == author && one.StoryId == story)
                .OrderByDescending(one => one.Id).Select(one => (DateTimeOffset?)one.PostedAt).FirstOrDefault(),
            db.Set<Comment>()
                .Where(one => one.SiteId == site && one.AuthorId == author && one.State == CommentState.Published)
                .Take(MostCounted).Count(),
            db.Set<Comment>()
                .Where(one => one.SiteId == site && one.AuthorId == author && one.Id > since
                    && (one.State == CommentState.Rejected || (one.State == CommentState.Removed && one.RemovedBy != Remover.Author)))
                .Take(MostCounted).Count()))
        .SingleOrDefault());

    private sealed record History(string? Section, DateTimeOffset? LastInThread, int Published, int Rejected);

    public async Task<ScreenFacts> Read(LiveSite site, Person? author, StoryId? story, DateTimeOffset now, CancellationToken cancellation)
    {
        var facts = new ScreenFacts(author, story);
        if (author is null && (story is null || site.Settings.PremoderatedSectionLines.Count == 0))
            return facts;
        await using var db = await reading.CreateDbContextAsync(cancellation);
        if (author is null)
            return facts with { Section = await SectionNow.Ask(db, site.Id, story!.Value) };
        // Ids begin with the moment they were drawn at.
        var since = new CommentId(IdSource.At(now.AddDays(-site.Settings.RejectionsDays), 0));
        return With(facts, await HistoryNow.Ask(db, site.Id, author.Id, story ?? default, since));
    }

    /// <summary>What was known when a comment was written.</summary>
    public static async Task<ScreenFacts> ReadThen(ParleyContext db, LiveSite site, Person author, Comment comment)
    {
        var since = new CommentId(IdSource.At(comment.PostedAt.AddDays(-site.Settings.RejectionsDays), 0));
        var before = comment.Id;
        var theirs = db.Set<Comment>().Where(one => one.SiteId == site.Id && one.AuthorId == author.Id && one.Id < before);
        var history = new History(
            await SectionNow.Ask(db, site.Id, comment.StoryId),
            await theirs.Where(one => one.StoryId == comment.StoryId)
                .OrderByDescending(one => one.Id).Select(one => (DateTimeOffset?)one.PostedAt).FirstOrDefaultAsync(),
            await theirs.Where(one => one.State == CommentState.Published).Take(MostCounted).CountAsync(),
            await theirs
                .Where(one => one.Id > since && (one.State == CommentState.Rejected || (one.State == CommentState.Removed && one.RemovedBy != Remover.Author)))
                .Take(MostCounted).CountAsync());
        return With(new ScreenFacts(author, comment.StoryId), history);
    }

    private static ScreenFacts With(ScreenFacts facts, History? history) => history is null ? facts : facts with
    {
        Section = history.Section,
        LastInThread = history.LastInThread,
        Published = history.Published,
        Rejected = history.Rejected,
    };
}
