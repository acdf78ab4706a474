namespace Parley.Transfer.PageText;

/// <summary>Cuts comments along the roles of their paragraphs.</summary>
internal sealed class Cutting(IReadOnlyList<Paragraph> page, PageVocabulary vocabulary, IReadOnlyDictionary<int, PastedArticle> pasted, List<Doubt> doubts)
{
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
            Tell(at, roles[at - first]);
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
            doubts.Add(new(page[start].Line, "Nothing is left of this comment but its name.", 0.85, "The blank lines below it say that something is missing."));
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

    private void Tell(int at, Role role)
    {
        var paragraph = page[at];
        var score = vocabulary.NameScore(paragraph);
        var inArticle = pasted.ContainsKey(at);
        if (role == Role.Name && !vocabulary.IsKnown(paragraph.Text) && Odds.ToConfidence(score ?? 0) is var sureness and < Doubtful.Below)
            doubts.Add(new(paragraph.Line, $"\u201C{paragraph.Text}\u201D was taken for a name.", sureness, WhyName(paragraph)));
        else if (role != Role.Name && score > -0.5 && !inArticle)
            doubts.Add(new(paragraph.Line, $"\u201C{paragraph.Text}\u201D was taken for words, not for a name.", Odds.ToConfidence(1 - score.Value / 2), "The lines around it leave no room for a name here, or its words are ordinary ones."));
        else if (role == Role.GoesOn && paragraph.Missing > 0)
            doubts.Add(new(paragraph.Line, "The comment above was taken to go on here, across a gap.", 0.7, inArticle ? "It stands within a pasted article." : "A picture may be missing."));
        if (role == Role.Opens && paragraph.Missing > 0 && at > 0 && page[at - 1].EndsWithColon)
            doubts.Add(new(paragraph.Line, "A new comment was taken to begin here.", 0.65, "The line above ends in a colon, so what is missing may be a picture or a link rather than a name."));
        if (role == Role.Opens && paragraph.Missing == 2)
            doubts.Add(new(paragraph.Line, "A new comment was taken to begin here.", 0.8, "Two paragraphs are missing above it: a name, and perhaps a picture or a whole comment."));
    }

    private string WhyName(Paragraph paragraph) =>
        vocabulary.TimesAlone(paragraph.Text) > 1
            ? $"The line stands alone {vocabulary.TimesAlone(paragraph.Text)} times."
            : paragraph.Missing > 0 ? "It is written like a name, and a picture may be missing above it." : "It is written like a name and stands right over other words.";
}
