namespace Parley.Transfer.PageText.Replies;

/// <summary>Proposes names that the page lost and an answer still uses.</summary>
internal static class LostNames
{
    /// <summary>As likely as not: below it the name is only reported.</summary>
    public const double Least = 0.5;

    /// <summary>What is left of the confidence when a voice is followed to its next turn.</summary>
    private const double EachTurn = 0.85;

    /// <summary>From here on two comments are taken for turns of one exchange.</summary>
    private const double SureTurn = 0.7;

    internal sealed record Proposal(string Name, double Confidence, string Reason);

    /// <summary>One proposal or none for each comment.</summary>
    public static IReadOnlyList<Proposal?> Propose(
        HeardThread thread, IReadOnlyList<IReadOnlyList<NameCall>> calls, IReadOnlyList<InferredParent?> parents)
    {
        var proposals = new Proposal?[thread.Comments.Count];
        for (var place = 0; place < proposals.Length; place++)
        {
            if (parents[place] is { } parent && thread.Comments[parent.Parent].Comment is { Name: null, IsEmptied: false })
                foreach (var call in calls[place].Where(call => call.IsOfLostName))
                    Keep(proposals, parent.Parent, new(
                        call.Written, Math.Round(call.Strength * parent.Confidence, 2),
                        $"The comment at line {thread.Comments[place].Comment.Line} answers it and calls “{call.Written}”."));
        }

        for (var place = 2; place < proposals.Length; place++)
            FollowTurn(place, thread, parents, proposals);
        return proposals;
    }

    /// <summary>In an exchange of two, whoever answers the answer is the first voice again.</summary>
    private static void FollowTurn(
        int place, HeardThread thread, IReadOnlyList<InferredParent?> parents, Proposal?[] proposals)
    {
        if (parents[place] is not { Confidence: >= SureTurn } turn || turn.Parent != place - 1
            || parents[place - 1] is not { Confidence: >= SureTurn } before || before.Parent != place - 2
            || proposals[place - 2] is not { } voice || thread.Comments[place].Comment is not { Name: null, IsEmptied: false })
            return;
        var confidence = Math.Round(voice.Confidence * turn.Confidence * EachTurn, 2);
        if (confidence >= Least)
            Keep(proposals, place, new(
                voice.Name, confidence,
                $"It takes the turn of the voice at line {thread.Comments[place - 2].Comment.Line}, for whom “{voice.Name}” is proposed."));
    }

    /// <summary>Two answers that use one name make it surer; of two names the likelier stays.</summary>
    private static void Keep(Proposal?[] proposals, int place, Proposal proposal)
    {
        proposals[place] = proposals[place] switch
        {
            null => proposal,
            { } other when NameKey.Of(other.Name) == NameKey.Of(proposal.Name) => other with
            {
                Confidence = Math.Round(1 - (1 - other.Confidence) * (1 - proposal.Confidence), 2),
            },
            { } other => other.Confidence >= proposal.Confidence ? other : proposal,
        };
    }
}
