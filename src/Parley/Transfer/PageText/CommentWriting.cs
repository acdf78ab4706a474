using Parley.Comments;
using Parley.Transfer.PageText.Replies;

namespace Parley.Transfer.PageText;

/// <summary>Puts together what was read and what was inferred about each comment.</summary>
internal sealed class CommentWriting(IReadOnlyList<PlainComment> comments, PageTextOptions options, List<Doubt> doubts)
{
    private readonly IReadOnlyList<string> ids = SourceIds.Of(comments);

    /// <param name="parents">May end before the comments do; the rest have none.</param>
    public IReadOnlyList<PageComment> Write(IReadOnlyList<InferredParent?> parents, IReadOnlyList<LostNames.Proposal?> names)
    {
        var written = new List<PageComment>(comments.Count);
        for (var place = 0; place < comments.Count; place++)
            written.Add(Write(place, parents.ElementAtOrDefault(place), names.ElementAtOrDefault(place)));
        return written;
    }

    private PageComment Write(int place, InferredParent? inferred, LostNames.Proposal? proposal)
    {
        var comment = comments[place];
        var address = comment.Pasted is null ? null : SourceOf(comment, comment.Pasted);
        var isNamed = proposal is { Confidence: >= LostNames.Least };
        TellName(comment, proposal, isNamed);
        return new()
        {
            SourceId = ids[place],
            Line = comment.Line,
            Body = comment.IsEmptied ? PageComment.NothingLeft
                : comment.Pasted is null ? MarkdownSource.Of(comment.Body)
                : MarkdownSource.Of(comment.Body, comment.Pasted, address),
            PlainChars = comment.Text.Length,
            Name = comment.Name ?? (isNamed ? proposal!.Name : null),
            NameConfidence = isNamed ? proposal!.Confidence : null,
            Parent = Parent(comment, inferred),
            Fold = comment.Pasted is not null ? Fold.Pasted
                : comment.Text.Length > options.LongFromChars ? Fold.Long
                : Fold.None,
            SourceLink = address,
            Parts = comment.Parts,
            IsEmptied = comment.IsEmptied,
        };
    }

    private ProposedParent? Parent(PlainComment comment, InferredParent? inferred)
    {
        if (inferred is null)
            return null;
        var isAttached = inferred.Confidence >= options.AttachAt;
        doubts.Add(new(
            comment.Line,
            $"{(isAttached ? "Attached" : "Not attached, though it may belong,")} to the comment at line {comments[inferred.Parent].Line}.",
            inferred.Confidence, inferred.Reason));
        return new(ids[inferred.Parent], inferred.Confidence, inferred.Reason, isAttached);
    }

    private void TellName(PlainComment comment, LostNames.Proposal? proposal, bool isNamed)
    {
        if (proposal is not null)
            doubts.Add(new(
                comment.Line,
                isNamed
                    ? $"\u201C{proposal.Name}\u201D is proposed for its author."
                    : $"\u201C{proposal.Name}\u201D may be its author, which is not likely enough to say so.",
                proposal.Confidence, proposal.Reason));
    }

    /// <summary>An address by the headline is the article's own; else the last one below it, where sources are named.</summary>
    private static Uri? SourceOf(PlainComment comment, PastedArticle article)
    {
        var aboveOrHeadline = comment.Body.Where(paragraph => paragraph.Index <= article.First + 3);
        var end = comment.Body.Where(paragraph => paragraph.Index >= article.Last - 1).Reverse();
        return aboveOrHeadline.Concat(end).Select(paragraph => WebLinks.First(paragraph.Text)).FirstOrDefault(address => address is not null);
    }
}
