using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Sites;

namespace Parley.Stories;

/// <summary>Makes a story, or takes over what its publisher says of one that is there.</summary>
internal sealed class SaveStory(
    IWriteDoor door, IEngine engine, IdSource ids, IRecord record, TimeProvider time, StoryFinder stories, IStoryText text, IAuthorMail authorMail)
{
    /// <summary>What a publisher sends; what is left out stays as it was.</summary>
    /// <param name="StoryId">The publisher's own id, unique in the site.</param>
    /// <param name="Url">Where the article is; found again whatever its scheme, tracking parameters or trailing slash.</param>
    /// <param name="Image">Address of a picture.</param>
    /// <param name="PublishedAt">When the article was published.</param>
    /// <param name="Language">BCP 47.</param>
    /// <param name="Text">The article's full text (Markdown), where the site wants it kept.</param>
    /// <param name="TextAttribution">Whose text it is and under which terms.</param>
    /// <param name="Note">What the newsroom says above the thread (Markdown); empty takes it away.</param>
    /// <param name="NoteBy">Who signs the note.</param>
    /// <param name="AuthorPersonId">The person whose comments are the story's own author's.</param>
    /// <param name="AuthorAccount">The same by the publisher's own id of the account; an empty one says that nobody is.</param>
    /// <param name="AuthorMail">Address of the story's author, who is told of new comments there; empty to take it away.</param>
    /// <param name="AuthorMailPace">How often: <c>once</c>, <c>daily</c> or <c>never</c>.</param>
    /// <param name="Thread"><c>open</c>, <c>closed</c> or <c>archived</c>.</param>
    /// <param name="ClosedReason">Why the thread is closed, in words for readers.</param>
    /// <param name="MayRead"><c>anyone</c>, <c>signed-in</c> or a claim such as <c>subscriber</c>; empty to leave it to the section and the site.</param>
    /// <param name="MayWrite">The same for writing.</param>
    /// <param name="MayVote">The same for voting.</param>
    /// <param name="MayReport">The same for reporting.</param>
    public sealed record Request(
        string? StoryId = null,
        string? Url = null,
        string? Title = null,
        string? Summary = null,
        string? Author = null,
        string? Section = null,
        string? Image = null,
        DateTimeOffset? PublishedAt = null,
        string? Language = null,
        string? Text = null,
        string? TextAttribution = null,
        string? Note = null,
        string? NoteBy = null,
        string? AuthorPersonId = null,
        string? AuthorAccount = null,
        string? AuthorMail = null,
        string? AuthorMailPace = null,
        string? Thread = null,
        string? ClosedReason = null,
        string? MayRead = null,
        string? MayWrite = null,
        string? MayVote = null,
        string? MayReport = null);

    /// <param name="IsNew">Whether the story was made by this call.</param>
    public sealed record Saved(FoundStory Story, bool IsNew);

    private sealed record Draft(
        StoryDetails Details, StoryUrl? Url, ThreadState? Thread, string? ClosedReason, StoryNote? Note, NamedAuthor Author, AccessWords Access);

    /// <summary>Makes the story named by id or address, or changes it when it is there.</summary>
    public async Task<Outcome<Saved>> MakeOrChange(LiveSite site, Request request, Actor actor, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(request.StoryId) && string.IsNullOrEmpty(request.Url))
            return new Refusal("story-unnamed", 422, "storyId");
        return await Save(site, null, request, actor, cancellation);
    }

    /// <summary>Changes the story that is there.</summary>
    public Task<Outcome<Saved>> Change(FoundStory found, Request request, Actor actor, CancellationToken cancellation) =>
        Save(found.Site, found.Story.Id, request, actor, cancellation);

    private async Task<Outcome<Saved>> Save(
        LiveSite site, StoryId? id, Request request, Actor actor, CancellationToken cancellation)
    {
        var judged = Judge(site, request);
        if (judged.Refusal is { } refusal)
            return refusal;
        var draft = judged.Value!;
        var written = await WriteOrTryAgain(db => Write(db, site, id, draft, actor), cancellation);
        if (written.Refusal is { } refused)
            return refused;
        var (saved, isNew) = written.Value;
        return new Saved((await stories.ById(saved, cancellation))!, isNew);
    }

    /// <summary>Two calls that make the same story at once: the second finds what the first made.</summary>
    private async Task<Outcome<(StoryId Id, bool IsNew)>> WriteOrTryAgain(
        Func<ParleyContext, Task<Outcome<(StoryId Id, bool IsNew)>>> write, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return (await door.Write(write, cancellation)).Value;
            }
            catch (DbUpdateException failure) when (engine.IsDuplicate(failure))
            {
                if (attempt == 3)
                    return new Refusal("story-taken", 409, "storyId");
            }
        }
    }

    private Outcome<Draft> Judge(LiveSite site, Request request)
    {
        string? why = null;
        var url = request.Url is null ? null : StoryUrl.Parse(request.Url, out why);
        if (why is not null)
            return new Refusal("url", 422, "url", ("why", why));
        if (url is not null && !site.Origins.Contains(url.Origin.Text))
            return new Refusal("story-origin", 403, "url");
        ThreadState? thread = null;
        if (request.Thread is not null)
        {
            thread = EnumWord.Read<ThreadState>(request.Thread);
            if (thread is null)
                return new Refusal("thread-state", 422, "thread");
        }
        var reason = request.ClosedReason is null ? null : CleanText.Line(request.ClosedReason);
        if (reason?.Length > StoryRules.MaxReasonLength)
            return new Refusal("too-long", 422, "closedReason", ("max", StoryRules.MaxReasonLength));
        var details = DetailsOf(request);
        if ((StoryRules.MayBe(details) ?? ImageMayBe(details.Image)) is { } refusal)
            return refusal;
        if (request.Note?.Length > StoryRules.MaxNoteLength)
            return new Refusal("too-long", 422, "note", ("max", StoryRules.MaxNoteLength));
        var author = NamedAuthor.Read(site.Id, request, authorMail);
        if (author.Refusal is { } nobody)
            return nobody;
        var access = new AccessWords(request.MayRead, request.MayWrite, request.MayVote, request.MayReport);
        if (AccessRules.MayBe(access) is { } noAudience)
            return noAudience;
        var rendered = text.Render(details);
        if (rendered.Refusal is { } tangled)
            return tangled;
        var note = request.Note is null ? default : text.Render(new StoryDetails { Text = CleanText.Lines(request.Note) });
        if (note.Refusal is { } badNote)
            return badNote with { Field = "note" };
        return new Draft(
            rendered.Value!, url, thread, reason,
            note.Value is { } said ? new StoryNote(said.Text!, said.TextHtml!, Line(request.NoteBy)) : null,
            author.Value!,
            access);
    }

    private static StoryDetails DetailsOf(Request request) => new()
    {
        PublisherId = Line(request.StoryId),
        Title = Line(request.Title),
        Summary = Line(request.Summary),
        Author = Line(request.Author),
        Section = Line(request.Section),
        Image = Line(request.Image),
        PublishedAt = request.PublishedAt,
        Language = Line(request.Language),
        Text = request.Text is null ? null : CleanText.Lines(request.Text),
        TextAttribution = Line(request.TextAttribution),
    };

    private static Refusal? ImageMayBe(string? address) => string.IsNullOrEmpty(address) || SafeHtml.Address(address) is not null
        ? null
        : new Refusal("url", 422, "image", ("why", StoryUrl.NotHttp));

    private static string? Line(string? text) => text is null ? null : CleanText.Line(text);

    private async Task<Outcome<(StoryId Id, bool IsNew)>> Write(
        ParleyContext db, LiveSite site, StoryId? id, Draft draft, Actor actor)
    {
        var now = time.Now;
        var story = id is { } known
            ? await db.Stories.SingleAsync(one => one.SiteId == site.Id && one.Id == known)
            : await StoryFinder.Find(db, site.Id, draft.Details.PublisherId, draft.Url);
        var isNew = story is null;
        if (story is null)
            db.Add(story = new Story(site.Id, ids.New<StoryId>(), now));
        var changed = story.Describe(await IsFormerId(db, story, draft.Details) ? draft.Details with { PublisherId = null } : draft.Details, now);
        db.Record(site.Id, isNew ? new StoryMade(story.Id) : changed, now);
        if (draft.Note is { } note)
            db.Record(site.Id, story.Annotate(note, now), now);
        if (draft.Access != AccessWords.None)
            db.Record(site.Id, story.Admit(draft.Access, now), now);
        if (await draft.Author.Apply(db, story, authorMail, now) is { } unknown)
            return unknown;
        if (draft.Thread is { } thread && (thread != story.Thread || draft.ClosedReason != story.ClosedReason))
            SetThread(db, story, thread, draft.ClosedReason, actor, now);
        if (draft.Url is not null && await Move(db, story, draft.Url) is { } taken)
            return taken;
        return (story.Id, isNew);
    }

    /// <summary>Whether the id is that of a story merged into this one: it goes on finding it, and is not its own.</summary>
    private static async Task<bool> IsFormerId(ParleyContext db, Story story, StoryDetails details)
    {
        if (details.PublisherId is not { } id || id == story.PublisherId)
            return false;
        var named = await db.Stories.SingleOrDefaultAsync(
            one => one.SiteId == story.SiteId && one.PublisherId == id && one.MergedInto != null);
        return named is not null && await StoryFinder.Follow(db, named) == story;
    }

    private void SetThread(ParleyContext db, Story story, ThreadState thread, string? reason, Actor actor, DateTimeOffset now)
    {
        var before = story.Thread;
        story.SetThread(thread, reason, now);
        if (before != thread)
            record.Add(db, new StateChange(
                story.SiteId, ids.New<StateChangeId>(), StateSubject.Story, story.Id.Value,
                before.ToString().ToLowerInvariant(), thread.ToString().ToLowerInvariant(), actor, reason, now));
    }

    /// <summary>Gives the story this address as the one to link to; former ones still find it.</summary>
    private static async Task<Refusal?> Move(ParleyContext db, Story story, StoryUrl url)
    {
        var key = url.Canonical;
        var known = await db.StoryAddresses.SingleOrDefaultAsync(one => one.SiteId == story.SiteId && one.Key == key);
        if (known is not null && known.StoryId != story.Id)
            return new Refusal("url-taken", 409, "url");
        var others = await db.StoryAddresses
            .Where(one => one.SiteId == story.SiteId && one.StoryId == story.Id && one.IsCanonical && one.Key != key)
            .ToListAsync();
        others.ForEach(other => other.Become(canonical: false));
        if (known is null)
            db.Add(new StoryAddress(story.SiteId, key, story.Id, url.Address, isCanonical: true));
        else
            known.Become(canonical: true);
        return null;
    }
}

/// <summary>Makes the HTML of an article's own text; the feature that knows Markdown implements it.</summary>
internal interface IStoryText
{
    /// <summary>The details with their HTML, or why the text cannot be shown.</summary>
    Outcome<StoryDetails> Render(StoryDetails details);

    /// <summary>Makes the HTML of a story read that has none of this version yet: an imported one, or after an upgrade.</summary>
    void Refresh(Story story);
}
