using Parley.Transfer.Records;

namespace Parley.Transfer.Import;

/// <summary>
/// Judges the records of a file one after the other: each by itself, its place among the others, and what it refers to.
/// What is not in the file is left to be looked up.
/// </summary>
internal sealed class FileShape
{
    private readonly SortedIds _accounts = new();
    private readonly SortedIds _people = new();
    private readonly SortedIds _stories = new();
    private readonly SortedIds _ofStory = new();
    private readonly Merges _mergedPeople = new(ReferenceKind.Person);
    private readonly Merges _mergedStories = new(ReferenceKind.Story);
    private StoryRecord? _story;
    private CommentRecord? _comment;
    private (int Revision, int Correction, long Change) _last;
    private (long Person, long Ignored) _ignored;
    private (int Revision, DateTimeOffset At) _lastSaid = (-1, default);
    private (string Name, int Length) _lastList = ("", 0);
    private EndRecord? _end;

    public int People => _people.Count;

    public int Stories => _stories.Count;

    public int Comments { get; private set; }

    /// <summary>What the record just judged refers to and the file does not hold.</summary>
    public List<Reference> Elsewhere { get; } = [];

    /// <summary>Judges the next record.</summary>
    /// <returns>What is wrong, in words; null when nothing is.</returns>
    public string? Judge(int line, ExportRecord record)
    {
        Elsewhere.Clear();
        if (_end is not null)
            return "it stands after the record \"end\"";
        return record switch
        {
            SiteRecord => "a file holds one record of the kind \"site\", as its second line",
            AccountRecord account => Judge(account),
            PersonRecord person => Judge(line, person),
            IgnoreRecord ignore => Judge(ignore),
            StoryRecord story => Judge(line, story),
            CommentRecord comment => Judge(comment),
            RevisionRecord revision => Judge(revision),
            CorrectionRecord correction => Judge(correction),
            ScreeningRecord said => Judge(said),
            WordListRecord list => Judge(list),
            ChangeRecord change => Judge(change),
            EndRecord end => Judge(end),
            _ => null,
        };
    }

    /// <summary>Judges the file as a whole, after its last record.</summary>
    public IEnumerable<(int Line, string Fault)> JudgeWhole(int lastLine)
    {
        if (_end is null)
            yield return (lastLine, "the file ends without its record \"end\": it was cut off");
        foreach (var line in _mergedPeople.Rings())
            yield return (line, "the person is merged into others in a ring");
        foreach (var line in _mergedStories.Rings())
            yield return (line, "the story is merged into others in a ring");
    }

    /// <summary>People and stories merged into ones the file does not hold.</summary>
    public IEnumerable<Reference> MergedElsewhere() => _mergedPeople.Outside(_people).Concat(_mergedStories.Outside(_stories));

    private string? Judge(AccountRecord account)
    {
        if (_people.Count > 0 || _stories.Count > 0)
            return "accounts stand before the first person";
        if (!_accounts.TryAdd(account.Id.Value))
            return OutOfOrder;
        return RecordRules.Fault(account);
    }

    private string? Judge(int line, PersonRecord person)
    {
        if (_stories.Count > 0)
            return "people stand before the first story";
        if (!_people.TryAdd(person.Id.Value))
            return OutOfOrder;
        _mergedPeople.Add(person.Id.Value, person.MergedInto?.Value, line);
        if (person.Account is { } account && !_accounts.Contains(account.Value))
            Elsewhere.Add(new(ReferenceKind.Account, account.Value, 0));
        return RecordRules.Fault(person);
    }

    private string? Judge(IgnoreRecord ignore)
    {
        if (_stories.Count > 0)
            return "whom people ignore stands before the first story";
        if ((ignore.Person.Value, ignore.Ignored.Value).CompareTo(_ignored) <= 0)
            return OutOfOrder;
        _ignored = (ignore.Person.Value, ignore.Ignored.Value);
        foreach (var person in new[] { ignore.Person, ignore.Ignored })
            if (!_people.Contains(person.Value))
                Elsewhere.Add(new(ReferenceKind.Person, person.Value, 0));
        return ignore.Person == ignore.Ignored ? "it ignores itself" : null;
    }

    private string? Judge(int line, StoryRecord story)
    {
        (_story, _comment, _last) = (story, null, NothingYet);
        _ofStory.Clear();
        if (!_stories.TryAdd(story.Id.Value))
            return OutOfOrder;
        _mergedStories.Add(story.Id.Value, story.MergedInto?.Value, line);
        if (story.AuthorPerson is { } author && !_people.Contains(author.Value))
            Elsewhere.Add(new(ReferenceKind.Person, author.Value, 0));
        return RecordRules.Fault(story);
    }

    private string? Judge(CommentRecord comment)
    {
        (_comment, _last, _lastSaid) = (comment, NothingYet, (-1, default));
        if (_story?.Id != comment.Story)
            return "a comment follows its story, among the others of that story";
        if (comment.Parent == comment.Id)
            return "it answers itself";
        if (comment.Parent is { } parent && !_ofStory.Contains(parent.Value))
            Elsewhere.Add(new(ReferenceKind.Comment, parent.Value, 0));
        if (!_people.Contains(comment.Author.Value))
            Elsewhere.Add(new(ReferenceKind.Person, comment.Author.Value, 0));
        if (!_ofStory.TryAdd(comment.Id.Value))
            return OutOfOrder;
        Comments++;
        return RecordRules.Fault(comment);
    }

    private string? Judge(RevisionRecord revision)
    {
        if (_comment is null)
            return Misplaced(revision, "a comment");
        if (revision.Revision <= _last.Revision || revision.Revision >= _comment.Revision)
            return "revisions follow in order, each once, and below the comment's own";
        _last.Revision = revision.Revision;
        return RecordRules.Fault(revision);
    }

    private string? Judge(CorrectionRecord correction)
    {
        if (_comment is null)
            return Misplaced(correction, "a comment");
        if (correction.Number <= _last.Correction)
            return "corrections follow in order, each once";
        _last.Correction = correction.Number;
        return RecordRules.Fault(correction);
    }

    private string? Judge(ScreeningRecord said)
    {
        if (_comment is null)
            return Misplaced(said, "a comment");
        if ((said.Revision, said.At).CompareTo(_lastSaid) <= 0)
            return "screenings follow in order, each once";
        _lastSaid = (said.Revision, said.At);
        return RecordRules.Fault(said);
    }

    private string? Judge(WordListRecord list)
    {
        if (_accounts.Count > 0 || _people.Count > 0 || _stories.Count > 0)
            return "lists of words stand before the first account";
        var isNext = string.CompareOrdinal(list.Name, _lastList.Name) is var order && (list.From == 0 ? order > 0 : order == 0 && list.From == _lastList.Length);
        if (!isNext)
            return "lists of words stand in the order of their names, each once, its parts one after the other";
        _lastList = (list.Name, list.From + list.Lines.Length);
        return RecordRules.Fault(list);
    }

    private string? Judge(ChangeRecord change)
    {
        if (_story is null)
            return Misplaced(change, "a story or a comment");
        if (change.Id.Value <= _last.Change)
            return OutOfOrder;
        _last.Change = change.Id.Value;
        return RecordRules.Fault(change);
    }

    private string? Judge(EndRecord end)
    {
        _end = end;
        return (end.People, end.Stories, end.Comments) == (People, Stories, Comments)
            ? null
            : $"it counts {end.People} people, {end.Stories} stories and {end.Comments} comments; the file holds {People}, {Stories} and {Comments}";
    }

    private static readonly (int Revision, int Correction, long Change) NothingYet = (-1, 0, 0);

    private const string OutOfOrder = "records of a kind stand in the order of their ids, each once";

    private static string Misplaced(ExportRecord record, string below) => $"a {record.Record} follows {below}";
}

/// <summary>Something a record refers to.</summary>
/// <param name="Line">Where; 0 for the line just judged.</param>
internal readonly record struct Reference(ReferenceKind Kind, long Id, int Line);

internal enum ReferenceKind
{
    Account,
    Person,
    Story,
    Comment,
}
