using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Comments;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Sites;
using Parley.Stories;
using Parley.Transfer.PageText;

namespace Parley.Transfer;

/// <summary>Stores a page as it was read: the story with its text, and its comments a batch at a time. What is there already stays as it is.</summary>
internal sealed class PageTextImport(IWriteDoor door, IdSource ids, IStoryText storyText, TimeProvider time)
{
    /// <summary>Source of everything such an import brings.</summary>
    public const string Source = "page-text";

    private const int BatchSize = 200;

    /// <summary>Characters of the address's hash that name a page in source ids: 48 bits.</summary>
    private const int KeyLength = 12;

    /// <param name="New">Comments that were not there before.</param>
    public sealed record Stored(StoryId Story, bool IsNewStory, int New);

    /// <summary>A comment and where it goes; worked out before the write door opens.</summary>
    /// <param name="Position">0 for the first of the page.</param>
    /// <param name="Tail">Low bits of its id, made of its words so that they do not depend on chance.</param>
    private sealed record Planned(PageComment Read, int Position, int Tail);

    /// <summary>The story to store into, and the moment its comments count from.</summary>
    private sealed record Place(StoryId Story, DateTimeOffset Base, bool IsNew);

    /// <param name="published">When the story was published; null when nobody knows.</param>
    /// <param name="isHeld">Whether the comments come in unpublished.</param>
    public async Task<Outcome<Stored>> Store(
        PageTextReading reading, LiveSite site, StoryUrl url, DateTimeOffset? published, bool isHeld, CancellationToken cancellation)
    {
        var rendered = storyText.Render(Details(reading.Article, url, published));
        if (rendered.Refusal is { } refusal)
            return refusal;
        var key = HashOf(url.Canonical)[..KeyLength];
        var place = (await door.Write(
            db => FindOrMake(db, site.Id, url, key, rendered.Value!, reading.Comments.Count), cancellation)).Value;
        var page = new Page(site.Id, place.Story, place.Base, key, ids, isHeld);
        var brought = 0;
        foreach (var batch in reading.Comments.Select((comment, at) => new Planned(comment, at, TailOf(comment.SourceId))).Chunk(BatchSize))
            brought += (await door.Write(db => Save(db, page, batch), cancellation)).Value;
        return new Stored(place.Story, place.IsNew, brought);
    }

    private static StoryDetails Details(PageArticle article, StoryUrl url, DateTimeOffset? published) => new()
    {
        Title = Cut(article.Title, StoryRules.MaxTitleLength),
        Author = article.Author is null ? null : Cut(article.Author, StoryRules.MaxTitleLength),
        PublishedAt = published,
        Text = article.Body,
        TextAttribution = $"The text as it was preserved from {url.Address}",
    };

    private static string Cut(string text, int max) => text.Length <= max ? text : text[..max];

    private async Task<Place> FindOrMake(ParleyContext db, SiteId site, StoryUrl url, string key, StoryDetails details, int comments)
    {
        if (await StoryFinder.Find(db, site, null, url) is { } found)
        {
            if (found.Text is null)
                db.Record(site, found.Describe(found.Title is null ? details : details with { Title = null }, time.Now), time.Now);
            return new(found.Id, found.PublishedAt ?? found.CreatedAt, false);
        }
        // With no time known the page lies behind the moment of the import, so that no comment is from the future.
        var start = details.PublishedAt ?? time.Now.AddSeconds(-comments - 1);
        var story = Story.Imported(site, ids.New<StoryId>(), Source, key, start);
        story.Describe(details, time.Now);
        db.Add(story);
        db.Add(new StoryAddress(site, url.Canonical, story.Id, url.Address, isCanonical: true));
        db.Record(site, new StoryMade(story.Id), time.Now);
        return new(story.Id, start, true);
    }

    /// <returns>How many of the batch were new.</returns>
    private async Task<int> Save(ParleyContext db, Page page, IReadOnlyList<Planned> batch)
    {
        var needed = batch.Select(one => one.Read.SourceId).Concat(batch.Select(one => one.Read.AttachedTo).OfType<string>());
        var known = await page.Load(db, needed);
        var people = await page.LoadPeople(db, batch);
        var brought = new List<Comment>();
        foreach (var planned in batch)
        {
            if (known.ContainsKey(page.KeyOf(planned.Read.SourceId)))
                continue;
            var comment = await page.Import(db, planned, known, people);
            known.Add(comment.SourceId!, comment);
            brought.Add(comment);
        }
        if (brought.Count == 0)
            return 0;
        await CountReplies(db, page, brought, known);
        var story = await db.Stories.SingleAsync(one => one.SiteId == page.Site && one.Id == page.Story);
        var published = brought.Count(comment => comment.State == CommentState.Published);
        story.Count(published, published > 0 ? brought.Max(comment => comment.PostedAt) : null);
        db.Record(page.Site, new CommentsImported(page.Story, brought.Count), time.Now);
        return brought.Count;
    }

    /// <summary>Adds the new replies to the counts of what they stand below, in this batch or brought in before it.</summary>
    private static async Task CountReplies(ParleyContext db, Page page, List<Comment> brought, Dictionary<string, Comment> known)
    {
        var here = known.Values.ToDictionary(comment => comment.Id);
        foreach (var reply in brought.Where(comment => comment.IsListed && comment.ParentId is not null))
        {
            foreach (var id in ReplyCounts.CountedAncestors(reply.RootId, reply.ParentId, reply.Path, reply.Depth))
            {
                if (!here.TryGetValue(id, out var ancestor))
                    here[id] = ancestor = await db.Comments.AsTracking().SingleAsync(one => one.SiteId == page.Site && one.Id == id);
                ancestor.Count(1);
            }
        }
    }

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static int TailOf(string text) =>
        (int)(BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes(text))) >> (32 - IdSource.RandomBits));

    /// <summary>What all comments of one page share.</summary>
    private sealed record Page(SiteId Site, StoryId Story, DateTimeOffset Base, string Key, IdSource Ids, bool IsHeld)
    {
        /// <summary>The same words on two pages are two comments, so a source id names its page.</summary>
        public string KeyOf(string sourceId) => Key + ":" + sourceId;

        private string PersonKey(PageComment comment) => comment.Name is { } name ? KeyOf("name:" + name) : KeyOf("voice:" + comment.SourceId);

        public async Task<Dictionary<string, Comment>> Load(ParleyContext db, IEnumerable<string> sourceIds)
        {
            var keys = sourceIds.Select(KeyOf).Distinct().ToList();
            return await db.Comments.AsTracking()
                .Where(comment => comment.SiteId == Site && comment.Source == Source && keys.Contains(comment.SourceId!))
                .ToDictionaryAsync(comment => comment.SourceId!);
        }

        public async Task<Dictionary<string, Person>> LoadPeople(ParleyContext db, IReadOnlyList<Planned> batch)
        {
            var keys = batch.Select(planned => PersonKey(planned.Read)).Distinct().ToList();
            return await db.People.AsTracking()
                .Where(person => person.SiteId == Site && person.Source == Source && keys.Contains(person.SourceId!))
                .ToDictionaryAsync(person => person.SourceId!);
        }

        public async Task<Comment> Import(
            ParleyContext db, Planned planned, Dictionary<string, Comment> known, Dictionary<string, Person> people)
        {
            var read = planned.Read;
            var parent = read.AttachedTo is { } answered ? known[KeyOf(answered)] : null;
            var at = Base.AddSeconds(planned.Position + 1);
            var comment = Comment.Import(new ImportedComment(
                Site,
                Story,
                await FreeId(db, at, planned.Tail),
                parent,
                PersonOf(db, read, at, people).Id,
                read.Body,
                at,
                IsTimeKnown: false,
                IsHeld,
                read.Fold,
                Source,
                KeyOf(read.SourceId),
                parent is null ? null : read.Parent!.Confidence,
                read.NameConfidence));
            db.Add(comment);
            return comment;
        }

        private Person PersonOf(ParleyContext db, PageComment read, DateTimeOffset at, Dictionary<string, Person> people)
        {
            var key = PersonKey(read);
            if (people.TryGetValue(key, out var known))
                return known;
            var person = Person.Imported(Site, Ids.New<PersonId>(), read.Name, Source, key, at);
            db.Add(person);
            return people[key] = person;
        }

        /// <summary>An id of that moment that nobody has: the next one where it is taken.</summary>
        private static async Task<CommentId> FreeId(ParleyContext db, DateTimeOffset at, int tail)
        {
            for (var drawn = tail; ; drawn = (drawn + 1) % (1 << IdSource.RandomBits))
            {
                var id = new CommentId(IdSource.At(at, drawn));
                if (!await db.Comments.AnyAsync(comment => comment.Id == id))
                    return id;
            }
        }
    }
}
