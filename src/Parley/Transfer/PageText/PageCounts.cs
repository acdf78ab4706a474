using Parley.Comments;

namespace Parley.Transfer.PageText;

/// <summary>A reading in numbers.</summary>
/// <param name="Comments">After parts were joined, emptied ones included.</param>
/// <param name="CommentsBeforeJoining">As the page shows them, each part a comment of its own.</param>
/// <param name="Named">Comments whose author the page names.</param>
/// <param name="NamedBeforeJoining">The same, each part a comment of its own.</param>
/// <param name="Names">Different names among them.</param>
/// <param name="Joined">Comments made of several parts.</param>
/// <param name="JoinedParts">The parts they were made of.</param>
/// <param name="Pasted">Comments that hold a whole article.</param>
/// <param name="Emptied">Comments of which no words are left.</param>
/// <param name="ProposedNames">Comments whose author is proposed because an answer uses the name.</param>
/// <param name="ProposedParents">Comments that seem to answer another, attached or not.</param>
/// <param name="AttachedParents">Those attached.</param>
internal sealed record PageCounts(
    int Comments,
    int CommentsBeforeJoining,
    int Named,
    int NamedBeforeJoining,
    int Names,
    int Joined,
    int JoinedParts,
    int Pasted,
    int Emptied,
    int ProposedNames,
    int ProposedParents,
    int AttachedParents)
{
    public static PageCounts Of(IReadOnlyList<PageComment> comments)
    {
        var named = comments.Where(comment => comment is { Name: not null, NameConfidence: null }).ToList();
        var joined = comments.Where(comment => comment.Parts > 1).ToList();
        return new(
            Comments: comments.Count,
            CommentsBeforeJoining: comments.Sum(comment => comment.Parts),
            Named: named.Count,
            NamedBeforeJoining: named.Sum(comment => comment.Parts),
            Names: named.Select(comment => NameKey.Of(comment.Name!)).Distinct().Count(),
            Joined: joined.Count,
            JoinedParts: joined.Sum(comment => comment.Parts),
            Pasted: comments.Count(comment => comment.Fold == Fold.Pasted),
            Emptied: comments.Count(comment => comment.IsEmptied),
            ProposedNames: comments.Count(comment => comment.NameConfidence is not null),
            ProposedParents: comments.Count(comment => comment.Parent is not null),
            AttachedParents: comments.Count(comment => comment.AttachedTo is not null));
    }
}
