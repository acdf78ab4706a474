using Parley.Accounts;
using Parley.Transfer.Records;

namespace Parley.Transfer.Import;

/// <summary>A story of the file with the changes that follow it.</summary>
internal sealed class StoryUnit(StoryRecord story)
{
    public StoryRecord Story { get; } = story;

    public List<ChangeRecord> Changes { get; } = [];
}

/// <summary>A comment of the file with what follows it: stored together or not at all.</summary>
internal sealed class CommentUnit(StoryUnit story, CommentRecord comment)
{
    private static readonly IReadOnlyList<ExportRecord> None = [];

    private List<ExportRecord>? _following;

    public StoryUnit Story { get; } = story;

    public CommentRecord Comment { get; } = comment;

    /// <summary>Its revisions, corrections, screenings and changes.</summary>
    public IReadOnlyList<ExportRecord> Following => _following ?? None;

    public void Add(ExportRecord following) => (_following ??= []).Add(following);
}

/// <summary>What one write brings in.</summary>
internal sealed class ImportBatch
{
    /// <summary>Rows of which a write takes a fifth of a second or so, so that others who write hardly wait.</summary>
    private const int MaxRows = 5_000;

    /// <summary>Characters of text, so that a batch of long texts takes no longer and little memory.</summary>
    private const int MaxLength = 3_000_000;

    private int _rows;
    private int _length;

    public List<WordListRecord> WordLists { get; } = [];

    public List<AccountRecord> Accounts { get; } = [];

    public List<PersonRecord> People { get; } = [];

    public List<IgnoreRecord> Ignores { get; } = [];

    public List<StoryUnit> Stories { get; } = [];

    public List<CommentUnit> Comments { get; } = [];

    public bool IsFull => _rows >= MaxRows || _length >= MaxLength;

    public void Add(WordListRecord list)
    {
        WordLists.Add(list);
        _length += list.Lines.Length;
    }

    public void Add(AccountRecord account)
    {
        Accounts.Add(account);
        _rows += 1 + account.SignIns.Count + (account.Passkeys?.Count ?? 0);
    }

    public void Add(PersonRecord person)
    {
        People.Add(person);
        _rows += 1 + (person.FormerNames?.Count ?? 0);
    }

    public void Add(IgnoreRecord ignore)
    {
        Ignores.Add(ignore);
        _rows++;
    }

    /// <summary>Puts what stands for mail addresses in their place.</summary>
    public void Prove(MailProofs proofs)
    {
        for (var at = 0; at < People.Count; at++)
            if (People[at] is { Mail: not null } or { MailHash: not null })
                People[at] = People[at] with { Mail = null, MailHash = null, MailProof = ProofOf(People[at], proofs) };
    }

    public void Add(StoryUnit story)
    {
        Stories.Add(story);
        _rows += 1 + story.Story.Urls.Count;
        _length += story.Story.Text?.Length ?? 0;
    }

    public void Add(CommentUnit comment)
    {
        Comments.Add(comment);
        _rows++;
        _length += comment.Comment.Body.Length;
    }

    /// <summary>Takes note of a record that joined one of the batch.</summary>
    public void Weigh(ExportRecord following)
    {
        _rows++;
        _length += following is RevisionRecord revision ? revision.Body.Length : 0;
    }

    private static byte[]? ProofOf(PersonRecord person, MailProofs proofs) =>
        person.MailHash is { } hash ? proofs.OfHash(hash)
        : MailAddress.Read(person.Mail).Value is { } mail ? proofs.Of(mail)
        : null;
}
