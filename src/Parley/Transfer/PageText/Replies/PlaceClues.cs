namespace Parley.Transfer.PageText.Replies;

/// <summary>What a comment's wording says about the one right above it.</summary>
/// <remarks>
/// On a flattened page the comment below another is its first reply, a later reply to one further up, or a new
/// start. That it is an answer is therefore not yet to whom, so most of these clues alone never reach four in five.
/// </remarks>
internal static class PlaceClues
{
    /// <summary>A retort is short, and so is what it throws back.</summary>
    private const int ShortWords = 10;

    public static IEnumerable<Clue> For(Heard child, HeardThread thread)
    {
        if (child.Place == 0 || child.Own.Count == 0)
            yield break;
        var above = thread.Comments[child.Place - 1];
        if (Manner(child) is { Weight: > 0 } manner)
            yield return new(above.Place, manner.Weight, manner.Words, ClueKind.Place);
        if (Openings.IsWelcome(child) && above.Opening.Any(word => IsThanks(word.Folded)))
            yield return new(above.Place, 0.9, "accepts the thanks right above");
        else if (AsksSomeone(above) && Openings.IsVerdict(child))
            yield return new(above.Place, 0.7, "answers the question right above");
        if (Openings.IsDenial(child) && above.SpeaksToSomeone)
            yield return new(above.Place, 0.4, "puts right what the comment right above said to someone");
        if (ThanksForAnswer(child))
            yield return new(above.Place, 0.6, "thanks for an answer");
        if (above.IsPasted && SpeaksOfArticle(child))
            yield return new(above.Place, 0.65, "speaks of the article pasted right above");
        if (IsRetort(child, above, thread))
            yield return new(above.Place, 0.5, $"throws back \u201C{child.Own[0].Raw}\u201D");
    }

    private static (double Weight, string Words) Manner(Heard child)
    {
        var opening = Openings.WeightOf(child);
        return (opening > 0, child.OpensToSomeone) switch
        {
            (true, true) => (Math.Min(0.7, opening + 0.1), "begins like an answer and speaks to someone"),
            (true, false) => (opening, "begins like an answer"),
            (false, true) => (0.45, "speaks to someone"),
            _ => (child.SpeaksToSomeone ? 0.3 : 0, "speaks to someone"),
        };
    }

    private static bool AsksSomeone(Heard above)
    {
        var end = above.Text.LastIndexOf('?');
        if (end < 0)
            return false;
        var start = above.Text.LastIndexOfAny(['.', '!', '\n'], Math.Max(0, end - 1)) + 1;
        return Words.Of(above.Text[start..end]).Any(word => Wording.SecondPerson.Contains(word.Folded))
            || end == above.Text.TrimEnd().Length - 1;
    }

    private static bool ThanksForAnswer(Heard child) =>
        child.Opening.Take(3).Any(word => IsThanks(word.Folded))
        && child.Opening.Any(word => word.Folded is "answer" or "reply" or "response" or "explanation" or "explaining" or "correction"
            or "correcting" or "antwort" or "réponse" or "respuesta" or "risposta" or "ответ");

    private static bool IsThanks(string folded) =>
        folded is "thank" or "danke" or "dank" or "merci" or "gracia" or "grazie" or "спасибо";

    private static bool SpeaksOfArticle(Heard child) =>
        child.Own.Any(word => word.Folded is "article" or "posting" or "posted" or "citing" or "link" or "copy" or "pasting" or "pasted"
            or "author" or "source" or "artikel" or "lien" or "enlace" or "статья" or "статью");

    private static bool IsRetort(Heard child, Heard above, HeardThread thread) =>
        child.Own.Count is > 0 and <= ShortWords && above.Own.Count is > 0 and <= ShortWords
        && child.Own[0].Folded == above.Own[0].Folded
        && Heard.IsTelling(child.Own[0])
        && thread.Saying(child.Own[0].Folded).Count == 2;
}
