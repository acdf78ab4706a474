using Parley.Accounts;
using Parley.Platform.Data;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Comments.Screening;

internal readonly record struct RefusedTextId(long Value) : IId<RefusedTextId>
{
    public static RefusedTextId From(long value) => new(value);

    public override string ToString() => IdText.Write(Value);
}

/// <summary>What a text was meant to be.</summary>
internal enum WrittenForm
{
    Comment,
    Edit,
    Correction,
}

/// <summary>Where a text was to go.</summary>
internal sealed record WrittenAs(WrittenForm Form)
{
    /// <summary>The comment that was to be changed.</summary>
    public CommentId? Comment { get; init; }

    /// <summary>The comment it was to answer.</summary>
    public CommentId? Parent { get; init; }

    /// <summary>A new guest's name.</summary>
    public string? Name { get; init; }

    /// <summary>The address of a story that this comment would have made.</summary>
    public string? Address { get; init; }
}

/// <summary>
/// That a text was refused, or its author asked to think again, and why. The text is kept only where refusing it was a decision
/// against which an appeal is open: nobody could judge the appeal without it.
/// </summary>
internal sealed class RefusedText
{
    /// <summary>A little longer than an appeal is open (DSA, Art. 20(1)).</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(190);

    public RefusedText(SiteId siteId, RefusedTextId id, ScreenFacts facts, int length, ScreeningResult said, DateTimeOffset at) =>
        (SiteId, Id, StoryId, PersonId, Length, Outcome, Findings, At) =
            (siteId, id, facts.Story, facts.Author?.Id, length, said.Outcome, Finding.Write(said.Findings), at);

    private RefusedText() => Findings = "[]";

    public SiteId SiteId { get; private set; }

    public RefusedTextId Id { get; private set; }

    /// <summary>Null for a story that it would have made.</summary>
    public StoryId? StoryId { get; private set; }

    /// <summary>Null for a guest who was not known yet.</summary>
    public PersonId? PersonId { get; private set; }

    /// <summary>In characters.</summary>
    public int Length { get; private set; }

    public Verdict Outcome { get; private set; }

    /// <summary>JSON of <see cref="Finding"/>.</summary>
    public string Findings { get; private set; }

    public DateTimeOffset At { get; private set; }

    /// <summary>What was written, for whoever decides an appeal; null where refusing it was no decision.</summary>
    public string? Body { get; private set; }

    public WrittenForm Form { get; private set; }

    public CommentId? CommentId { get; private set; }

    public CommentId? ParentId { get; private set; }

    public string? Name { get; private set; }

    public string? Address { get; private set; }

    public IReadOnlyList<Finding> Said => Finding.Read(Findings);

    /// <summary>Keeps the text and where it was to go.</summary>
    public void Keep(string body, WrittenAs written) =>
        (Body, Form, CommentId, ParentId, Name, Address) = (body, written.Form, written.Comment, written.Parent, written.Name, written.Address);
}

/// <summary>Keeps the refusal of a text as a decision. Owned here, met by whoever keeps decisions.</summary>
internal interface IRefusalBook
{
    /// <summary>Inside the door.</summary>
    /// <returns>Where its author, and nobody else, reads why, and objects.</returns>
    Task<string> Keep(ParleyContext db, LiveSite site, RefusedText refused, ScreeningResult said, DateTimeOffset now);
}
