using Parley.Platform.Data;
using Parley.Platform.Events;

namespace Parley.Stories;

internal readonly record struct StoryId(long Value) : IId<StoryId>
{
    public static StoryId From(long value) => new(value);

    public static bool operator <(StoryId left, StoryId right) => left.Value < right.Value;

    public static bool operator >(StoryId left, StoryId right) => left.Value > right.Value;

    public override string ToString() => IdText.Write(Value);
}

internal enum ThreadState
{
    Open,

    /// <summary>Read on, no more writing; readers see why.</summary>
    Closed,

    /// <summary>Closed for good.</summary>
    Archived,
}

/// <summary>An article and the state of its thread.</summary>
internal sealed class Story
{
    public Story(SiteId site, StoryId id, DateTimeOffset at) => (SiteId, Id, CreatedAt, UpdatedAt) = (site, id, at, at);

    private Story()
    {
    }

    public StoryId Id { get; private set; }

    public SiteId SiteId { get; private set; }

    /// <summary>The publisher's own id, unique in the site. One that was merged keeps its id where the other has one too, and is found by it as the other.</summary>
    public string? PublisherId { get; private set; }

    /// <summary>Null until the publisher sends one; readers see the URL then.</summary>
    public string? Title { get; private set; }

    public string? Summary { get; private set; }

    public string? Author { get; private set; }

    public string? Section { get; private set; }

    public string? Image { get; private set; }

    public DateTimeOffset? PublishedAt { get; private set; }

    public string? Language { get; private set; }

    /// <summary>The article's own text (Markdown), where the site keeps it.</summary>
    public string? Text { get; private set; }

    public string? TextHtml { get; private set; }

    public int TextRenderer { get; private set; }

    public string? TextAttribution { get; private set; }

    /// <summary>What the newsroom says or asks above the thread (Markdown).</summary>
    public string? Note { get; private set; }

    public string? NoteHtml { get; private set; }

    /// <summary>Who signs the note.</summary>
    public string? NoteBy { get; private set; }

    public DateTimeOffset? NoteAt { get; private set; }

    /// <summary>The person whose comments are the story's own author's.</summary>
    public Accounts.PersonId? AuthorId { get; private set; }

    public ThreadState Thread { get; private set; }

    public string? ClosedReason { get; private set; }

    /// <summary>Who may, where the story says so itself: words of <see cref="Audience"/>.</summary>
    public string? MayRead { get; private set; }

    public string? MayWrite { get; private set; }

    public string? MayVote { get; private set; }

    public string? MayReport { get; private set; }

    /// <summary>Set when this story is another one by now; its comments are there.</summary>
    public StoryId? MergedInto { get; private set; }

    /// <summary>Published comments. Written in batches, never by a post itself.</summary>
    public int CommentCount { get; private set; }

    public DateTimeOffset? LastCommentAt { get; private set; }

    /// <summary>The most readers it had at once. Written once a minute at most.</summary>
    public int PeakReaders { get; private set; }

    public string? Source { get; private set; }

    public string? SourceId { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

    public static Story Imported(SiteId site, StoryId id, string source, string sourceId, DateTimeOffset at) =>
        new(site, id, at) { Source = source, SourceId = sourceId };

    /// <summary>Takes over what a publisher sent; what was not sent stays.</summary>
    public StoryChanged Describe(StoryDetails details, DateTimeOffset at)
    {
        PublisherId = details.PublisherId ?? PublisherId;
        Title = details.Title ?? Title;
        Summary = details.Summary ?? Summary;
        Author = details.Author ?? Author;
        Section = details.Section ?? Section;
        Image = details.Image ?? Image;
        PublishedAt = details.PublishedAt ?? PublishedAt;
        Language = details.Language ?? Language;
        if (details.Text is not null)
            (Text, TextHtml, TextRenderer) = (details.Text, details.TextHtml, details.TextRenderer);
        TextAttribution = details.TextAttribution ?? TextAttribution;
        UpdatedAt = at;
        return new StoryChanged(Id);
    }

    /// <summary>Puts a signed note above the thread; an empty one takes it away.</summary>
    public StoryChanged Annotate(StoryNote note, DateTimeOffset at)
    {
        (Note, NoteHtml, NoteBy) = note.Text.Length == 0 ? (null, null, null) : (note.Text, note.Html, note.By);
        (NoteAt, UpdatedAt) = (Note is null ? null : at, at);
        return new StoryChanged(Id);
    }

    /// <summary>Says whose comments are the author's own; null for nobody's.</summary>
    public StoryChanged IsBy(Accounts.PersonId? author, DateTimeOffset at)
    {
        (AuthorId, UpdatedAt) = (author, at);
        return new StoryChanged(Id);
    }

    /// <summary>Says who may; null leaves what was said, an empty word leaves it to the section and the site.</summary>
    public StoryChanged Admit(AccessWords words, DateTimeOffset at)
    {
        MayRead = Said(words.Read, MayRead);
        MayWrite = Said(words.Write, MayWrite);
        MayVote = Said(words.Vote, MayVote);
        MayReport = Said(words.Report, MayReport);
        UpdatedAt = at;
        return new StoryChanged(Id);

        static string? Said(string? word, string? former) => word is null ? former : word.Length == 0 ? null : word;
    }

    /// <summary>Takes over freshly made HTML of its text and note.</summary>
    public void Show(string? textHtml, string? noteHtml, int renderer) => (TextHtml, NoteHtml, TextRenderer) = (textHtml, noteHtml, renderer);

    public StoryChanged SetThread(ThreadState state, string? reason, DateTimeOffset at)
    {
        (Thread, ClosedReason, UpdatedAt) = (state, state == ThreadState.Open ? null : reason, at);
        return new StoryChanged(Id);
    }

    /// <summary>
    /// Becomes part of another, which takes over what is counted here, and the author where it has none. What happened here and is not counted yet is
    /// counted there when its turn comes, so the totals are right whenever the comments themselves follow.
    /// </summary>
    public StoryMerged MergeInto(Story other, DateTimeOffset at)
    {
        other.Count(CommentCount, LastCommentAt);
        other.AuthorId ??= AuthorId;
        (MergedInto, CommentCount, UpdatedAt) = (other.Id, 0, at);
        return new StoryMerged(Id, other.Id);
    }

    /// <summary>Gives its publisher's id away, to the story that it became part of.</summary>
    public string? GiveUpPublisherId()
    {
        var given = PublisherId;
        PublisherId = null;
        return given;
    }

    public void TakePublisherId(string? given) => PublisherId = given;

    /// <summary>Brings the count up by what a batch of events added or took away.</summary>
    public void Count(int difference, DateTimeOffset? lastCommentAt)
    {
        CommentCount += difference;
        if (lastCommentAt > LastCommentAt || LastCommentAt is null)
            LastCommentAt = lastCommentAt ?? LastCommentAt;
    }

    /// <summary>When the thread closes by itself; null for never.</summary>
    public DateTimeOffset? ClosesAt(int closesAfterDays)
    {
        var from = PublishedAt ?? CreatedAt;
        // A publisher may send any date; past the end of the calendar is never.
        return closesAfterDays == 0 || from > DateTimeOffset.MaxValue.AddDays(-closesAfterDays) ? null : from.AddDays(closesAfterDays);
    }
}

/// <summary>What a publisher says of a story; null where nothing was said.</summary>
internal sealed record StoryDetails
{
    public string? PublisherId { get; init; }

    public string? Title { get; init; }

    public string? Summary { get; init; }

    public string? Author { get; init; }

    public string? Section { get; init; }

    public string? Image { get; init; }

    public DateTimeOffset? PublishedAt { get; init; }

    public string? Language { get; init; }

    public string? Text { get; init; }

    /// <summary>Made from <see cref="Text"/> before the write.</summary>
    public string? TextHtml { get; init; }

    public int TextRenderer { get; init; }

    public string? TextAttribution { get; init; }
}

/// <summary>What the newsroom says above a thread.</summary>
/// <param name="Text">Markdown; empty to take the note away.</param>
/// <param name="By">Who signs it.</param>
internal sealed record StoryNote(string Text, string Html, string? By);

/// <summary>An address under which a story is found.</summary>
/// <param name="key">The normalised address.</param>
/// <param name="address">As the publisher writes it.</param>
internal sealed class StoryAddress(SiteId siteId, string key, StoryId storyId, string address, bool isCanonical)
{
    public SiteId SiteId { get; private set; } = siteId;

    public string Key { get; private set; } = key;

    public StoryId StoryId { get; private set; } = storyId;

    public string Address { get; private set; } = address;

    /// <summary>Whether this is the one to link to.</summary>
    public bool IsCanonical { get; private set; } = isCanonical;

    public void Become(bool canonical) => IsCanonical = canonical;

    /// <param name="canonical">Whether it is the one to link to from there.</param>
    public void MoveTo(StoryId other, bool canonical) => (StoryId, IsCanonical) = (other, canonical);
}
