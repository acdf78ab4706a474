namespace Parley.Transfer.PageText;

/// <summary>Cuts comments along the roles of their paragraphs.</summary>
internal sealed class Cutting(
    IReadOnlyList<Paragraph> page, PageVocabulary vocabulary, IReadOnlyDictionary<int, PastedArticle> pasted, List<Doubt> doubts)
{
    private readonly RoleDoubts roleDoubts = new(page, vocabulary, pasted);
    private readonly List<PlainComment> comments = [];

    public IReadOnlyList<PlainComment> Cut(int first, IReadOnlyList<Role> roles)
    {
        var start = first;
        for (var at = first; at <= page.Count; at++)
        {
            var ends = at == page.Count || roles[at - first] != Role.GoesOn;
            if (ends && at > start)
                Close(start, at, roles[start - first]);
            if (at == page.Count)
                break;
            if (at > first)
                AddEmptied(at, roles[at - first - 1], roles[at - first]);
            doubts.AddRange(roleDoubts.About(at, roles[at - first]));
            if (ends)
                start = at;
        }

        return comments;
    }

    private void Close(int start, int end, Role role)
    {
        var isNamed = role == Role.Name;
        var name = isNamed ? NameKey.Clean(page[start].Text) : null;
        var body = page.Skip(isNamed ? start + 1 : start).Take(end - start - (isNamed ? 1 : 0)).ToList();
        var article = body.Select(paragraph => pasted.GetValueOrDefault(paragraph.Index)).FirstOrDefault(found => found is not null);
        comments.Add(new(page[start].Line, name, body, article));
        if (article is not null)
            doubts.Add(new(
                page[article.First].Line,
                $"Lines {page[article.First].Line} to {page[article.Last].Line} were taken for an article pasted into a comment.",
                article.Confidence, "It has " + article.Reason));
        if (isNamed && body.Count == 0)
            doubts.Add(new(
                page[start].Line, "Nothing is left of this comment but its name.", 0.85,
                "The blank lines below it say that something is missing."));
    }

    /// <summary>Comments of which neither name nor words are left stand where the blank lines leave room for them.</summary>
    private void AddEmptied(int at, Role above, Role below)
    {
        var missing = page[at].Missing;
        for (var emptied = BlankLines.Emptied(above, below, missing); emptied > 0; emptied--)
        {
            comments.Add(new(page[at].Line - 1, null, []));
            doubts.Add(new(
                page[at].Line - 1, "A comment stood here of which nothing is left.", 0.7,
                $"The blank lines say that {missing} paragraphs are missing: more than a name."));
        }
    }
}
