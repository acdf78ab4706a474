using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Admin.Demo;
using Parley.Comments;
using Parley.Platform.Data;
using Parley.Platform.Events;
using Parley.Platform.Installation;
using Parley.Platform.Web;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Admin;

/// <summary>Gives an empty installation something to read: one site with three stories and their threads.</summary>
internal sealed class DemoSite(
    Installation installation,
    IDbContextFactory<ParleyContext> reading,
    IWriteDoor door,
    IEngine engine,
    IdSource ids,
    IStoryText text,
    TimeProvider time)
{
    public const string Name = "demo";

    /// <summary>Makes the demo in an empty installation: on a loopback address unless refused, elsewhere only when asked for.</summary>
    public async Task MakeWhereItBelongs(CancellationToken cancellation)
    {
        if (!(installation.IsDemoWanted ?? installation.IsLoopback))
            return;
        await using (var db = await reading.CreateDbContextAsync(cancellation))
            if (await db.Sites.AnyAsync(cancellation))
                return;
        try
        {
            var rows = Make();
            await door.Write(rows.Save, cancellation);
        }
        catch (DbUpdateException failure) when (engine.IsDuplicate(failure))
        {
            // Another node of this installation made it at the same moment.
        }
    }

    /// <summary>Pages of the demo publisher, on another site than Parley's own.</summary>
    private string PublisherOrigin =>
        (installation.DemoPublisher ?? InstallationOptions.DefaultPublisher).GetLeftPart(UriPartial.Authority);

    private Rows Make()
    {
        var rows = new Rows();
        var now = time.Now;
        var site = new Site(ids.New<SiteId>(), Name, "The Harrowmere Courier", "en", [PublisherOrigin, "https://courier.example"], now);
        rows.Add(site);
        rows.Record(site.Id, new SiteChanged(), now);
        var people = new Dictionary<string, Person>();
        foreach (var story in DemoStories.Read())
            AddStory(rows, site.Id, story, people, now);
        return rows;
    }

    private void AddStory(Rows rows, SiteId site, DemoStory told, Dictionary<string, Person> people, DateTimeOffset now)
    {
        var published = now.AddMinutes(-told.MinutesAgo);
        var story = new Story(site, new StoryId(IdSource.At(published, 0)), published);
        var details = new StoryDetails
        {
            PublisherId = told.StoryId,
            Title = told.Title,
            Summary = told.Summary,
            Author = told.Author,
            Section = told.Section,
            PublishedAt = published,
            Language = told.Language,
            Text = told.Text,
            TextAttribution = told.Attribution,
        };
        story.Describe(text.Render(details).Value ?? details, published);
        rows.Add(story);
        var url = StoryUrl.Parse(told.Url, out _)!;
        rows.Add(new StoryAddress(site, url.Canonical, story.Id, url.Address, isCanonical: true));
        var thread = new DemoThread(rows, story, people, published);
        thread.Add(told.Comments);
        if (people.TryGetValue(told.Author, out var writer))
            story.IsBy(writer.Id, published);
        if (told.Note is { } note)
            story.Annotate(new StoryNote(note.Text, CommentText.Render(note.Text, StoryRules.MaxTextLength, Fold.None).Html, note.By), published.AddMinutes(note.Minute));
        story.Count(thread.Published, thread.LastAt);
        rows.Record(site, new CommentsImported(story.Id, thread.Published), now);
    }

    /// <summary>All that makes up the demo, put together before the door is asked: rendering has no place inside it.</summary>
    private sealed class Rows
    {
        private readonly List<object> _rows = [];
        private readonly List<(SiteId Site, Event Happened, DateTimeOffset At)> _events = [];

        public void Add(object row) => _rows.Add(row);

        public void Record(SiteId site, Event happened, DateTimeOffset at) => _events.Add((site, happened, at));

        public Task Save(ParleyContext db)
        {
            db.AddRange(_rows);
            foreach (var (site, happened, at) in _events)
                db.Record(site, happened, at);
            return Task.CompletedTask;
        }
    }

    /// <summary>Adds one story's comments, each with the moment it was written at as its id.</summary>
    private sealed class DemoThread(Rows rows, Story story, Dictionary<string, Person> people, DateTimeOffset published)
    {
        private int _tail;

        public int Published { get; private set; }

        public DateTimeOffset? LastAt { get; private set; }

        public void Add(IReadOnlyList<DemoComment> roots)
        {
            foreach (var root in roots)
                Add(root, null);
        }

        /// <returns>Replies below it and itself.</returns>
        private int Add(DemoComment told, Comment? parent)
        {
            var at = published.AddMinutes(told.Minute);
            var comment = Comment.Import(new ImportedComment(
                story.SiteId, story.Id, new CommentId(IdSource.At(at, ++_tail)), parent, PersonOf(told.By).Id, told.Body, at));
            rows.Add(comment);
            LastAt = at < LastAt ? LastAt : at;
            Change(comment, told, at);
            Published += comment.State == CommentState.Published ? 1 : 0;
            var below = told.Replies.Sum(reply => Add(reply, comment));
            comment.Count(below);
            return below + 1;
        }

        private void Change(Comment comment, DemoComment told, DateTimeOffset at)
        {
            if (told.Edited is { } minutes)
            {
                var (former, _) = comment.Edit(told.Body, CommentText.Render(told.Body, new SiteSettings().MaxLength), at.AddMinutes(minutes));
                rows.Add(former);
            }
            if (told.Correction is { } line)
                rows.Add(comment.Correct(line.Text, published.AddMinutes(line.Minute)).Line);
            if (told.Featured)
                comment.Feature(true, at.AddMinutes(1));
            if (told.IsRemovedByAuthor)
                comment.Remove(Remover.Author, null, at.AddMinutes(1));
            else if (told.BrokenRule is { } rule)
                comment.Remove(Remover.Moderator, rule, at.AddMinutes(1));
        }

        private Person PersonOf(string name)
        {
            if (people.TryGetValue(name, out var known))
                return known;
            var person = Person.Imported(
                story.SiteId, new PersonId(IdSource.At(published, ++_tail)), name, DemoSite.Name, name, published);
            rows.Add(person);
            return people[name] = person;
        }
    }
}
