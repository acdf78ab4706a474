using System.Collections.Frozen;

namespace Parley.Transfer.PageText.Replies;

/// <summary>How answers begin, and how far that beginning tells that the comment right above is answered.</summary>
internal static class Openings
{
    private const int MostWords = 4;

    private static readonly FrozenDictionary<string, double> Weights = Fold(
        (0.6, """
            yes|yeah|yep|yup|no|nope|nah|true|not true|untrue|wrong|exactly|indeed|agreed|i agree|i disagree|totally agree|correct|
            incorrect|of course|sure|nonsense|rubbish|bullshit|false|absolutely|precisely|ok|okay|well said|good point|fair enough|
            fair point|same here|me too|neither|nor|not only|not really|not quite|not at all|not exactly|really|oh|haha|lol|right|
            so true|very true|that is true|that's true|that is not true|that's not true|that is why|that's why|quite|hardly|ditto|
            ja|nein|doch|stimmt|genau|richtig|falsch|quatsch|unsinn|danke|oui|non|exact|exactement|faux|merci|d'accord|sí|si|claro|
            gracias|exacto|falso|sì|esatto|grazie|да|нет|согласен|согласна|верно|спасибо|неправда|точно
            """),
        (0.65, """
            you mean|you meant|i think you|you say|you said|you forget|you forgot|you are|you're|you have|you can't|you should|you must|
            don't be|do not be|do not give|don't forget|do not forget|speak for yourself|says who|who are you|why do you|how do you|
            what do you|are you|do you|did you|have you|can you|how can you|where do you|where did you|thanks|thank you|sorry but|
            your|with respect|i beg to differ|do your|get your|
            i did not say|i didn't say|i never said|i was not|i wasn't|i am not|i'm not|i don't|i do not|i meant|i mean|i said|i am saying|
            i'm saying|that is not what|that's not what|what i meant|my point|as i said|like i said|i am only|i never
            """),
        (0.3, "but|so|and|because|then|also|still|yet|maybe|perhaps|except|unless|well|why|what about|how about|if so|remember"));

    private static readonly FrozenSet<string> Welcomes = Set(
        "you are welcome|you're welcome|welcome|no problem|my pleasure|gern geschehen|gerne|de rien|de nada|prego|пожалуйста");

    private static readonly FrozenSet<string> Verdicts = Set(
        """
        yes|no|yeah|yep|nope|nah|true|exactly|correct|of course|sure|i am|i'm|i was|i do|i did|i have|i mean|i said|because|
        neither|both|ja|nein|doch|oui|non|sí|да|нет|ich|je|я
        """);

    private static readonly FrozenSet<string> Denials = Set(
        """
        i did not say|i didn't say|i never said|i was not|i wasn't|i am not saying|i'm not saying|that is not what i|that's not what i|
        where did i say|i never claimed|i did not claim|i meant|what i meant|i did not mean|i didn't mean|i never wrote
        """);

    /// <returns>0 when it begins like no answer.</returns>
    public static double WeightOf(Heard child) => Longest(child, Weights.Keys.Contains) is { } phrase ? Weights[phrase] : 0;

    public static bool IsWelcome(Heard child) => Longest(child, Welcomes.Contains) is not null;

    /// <summary>Begins as the answer to a question does.</summary>
    public static bool IsVerdict(Heard child) => Longest(child, Verdicts.Contains) is not null;

    /// <summary>Puts right what someone made of its author's words.</summary>
    public static bool IsDenial(Heard child) => Longest(child, Denials.Contains) is not null;

    private static string? Longest(Heard child, Func<string, bool> isKnown)
    {
        for (var count = Math.Min(MostWords, child.Opening.Count); count > 0; count--)
        {
            var phrase = string.Join(' ', child.Opening.Take(count).Select(word => word.Folded));
            if (isKnown(phrase))
                return phrase;
        }

        return null;
    }

    private static FrozenDictionary<string, double> Fold(params (double Weight, string Phrases)[] groups) =>
        groups.SelectMany(group => Phrases(group.Phrases).Select(phrase => (phrase, group.Weight)))
            .DistinctBy(pair => pair.phrase)
            .ToFrozenDictionary(pair => pair.phrase, pair => pair.Weight);

    private static FrozenSet<string> Set(string phrases) => Phrases(phrases).ToFrozenSet();

    private static IEnumerable<string> Phrases(string list) =>
        list.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(phrase => string.Join(' ', Words.Of(phrase).Select(word => word.Folded)));
}
