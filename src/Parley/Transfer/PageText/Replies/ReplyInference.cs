namespace Parley.Transfer.PageText.Replies;

/// <summary>What a comment seems to answer, and why.</summary>
/// <param name="Parent">Place of an earlier comment.</param>
internal sealed record InferredParent(int Parent, double Confidence, string Reason);

/// <summary>Weighs all clues of one comment against each other.</summary>
internal static class ReplyInference
{
    /// <summary>Likelihood below which a proposal would be a guess; it is not made.</summary>
    public const double Least = 0.4;

    /// <summary>That a comment is an answer does not say to whom: place alone never reaches what is attached by itself.</summary>
    private const double MostByPlace = 0.7;

    /// <summary>Two comments on one subject share words, so these alone do not reach it either.</summary>
    private const double MostByEcho = 0.75;

    /// <summary>Nothing that is inferred is certain.</summary>
    private const double Most = 0.97;

    /// <summary>A person rarely answers their own comment.</summary>
    private const double ToOneself = 0.2;

    /// <summary>A weaker clue is chance, and many of them together would look like something.</summary>
    private const double LeastClue = 0.1;

    public static InferredParent? Of(Heard child, IReadOnlyList<NameCall> calls, HeardThread thread)
    {
        if (child.Comment.IsEmptied && child.Place == 0)
            return null;
        var candidates = AllClues(child, calls, thread)
            .Where(clue => clue.Weight >= LeastClue)
            .GroupBy(clue => clue.Parent)
            .Select(group => new Candidate(group.Key, [.. group], Fairness(child, group.Key, thread)))
            .ToList();
        if (candidates.Count == 0)
            return null;

        var best = candidates.MaxBy(candidate => (candidate.Odds, candidate.Place))!;
        var rivals = candidates.Where(other => other != best).Sum(other => other.OddsBeside(best));
        var confidence = Math.Min(Most, best.Odds / (1 + best.Odds + rivals));
        if (QuoteClues.QuotesStory(child, thread))
            confidence *= 0.6;
        return confidence < Least ? null : new(best.Place, Math.Round(confidence, 2), Sentence(best.Clues));
    }

    /// <summary>Independent clues: the chance that not all of them mislead (noisy-or, Pearl 1988).</summary>
    public static double Together(IReadOnlyList<Clue> clues)
    {
        var wrong = Wrong(clues, ClueKind.Content)
            * Math.Max(1 - MostByPlace, Wrong(clues, ClueKind.Place))
            * Math.Max(1 - MostByEcho, Wrong(clues, ClueKind.Echo));
        return Math.Min(Most, 1 - wrong);
    }

    private static double Wrong(IReadOnlyList<Clue> clues, ClueKind kind) =>
        clues.Where(clue => clue.Kind == kind).Aggregate(1.0, (wrong, clue) => wrong * (1 - clue.Weight));

    private static IEnumerable<Clue> AllClues(Heard child, IReadOnlyList<NameCall> calls, HeardThread thread) =>
        NameClues.For(child, calls, thread)
            .Concat(QuoteClues.For(child, thread))
            .Concat(EchoClues.For(child, thread))
            .Concat(ArticleClues.For(child, thread))
            .Concat(PlaceClues.For(child, thread))
            .Concat(AlternationClues.For(child, thread));

    private static double Fairness(Heard child, int place, HeardThread thread) =>
        child.Comment.NameKey is { } name && name == thread.Comments[place].Comment.NameKey ? ToOneself : 1;

    private static string Sentence(IReadOnlyList<Clue> clues)
    {
        var words = string.Join("; ", clues.OrderByDescending(clue => clue.Weight).Select(clue => clue.Words).Distinct().Take(4));
        return char.ToUpperInvariant(words[0]) + words[1..] + ".";
    }

    private sealed record Candidate(int Place, IReadOnlyList<Clue> Clues, double Fairness)
    {
        /// <summary>A content clue this strong says whom a comment answers.</summary>
        private const double Telling = 0.6;

        /// <summary>What is left of "it answers someone, so perhaps the one right above" once it is known whom.</summary>
        private const double ExplainedAway = 0.3;

        public double Odds { get; } = ToOdds(Together(Clues) * Fairness);

        public double OddsBeside(Candidate best) =>
            Clues.All(clue => clue.Kind == ClueKind.Place) && best.Clues.Any(clue => clue.Kind != ClueKind.Place && clue.Weight >= Telling)
                ? Odds * ExplainedAway
                : Odds;

        private static double ToOdds(double likelihood) => likelihood / (1 - likelihood);
    }
}
