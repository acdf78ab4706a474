namespace Parley.Transfer.PageText.Replies;

/// <summary>Hears of people without speaking to them: "as Ann wrote above", "asking did Ann go".</summary>
/// <remarks>Such a name belongs to someone on the page or elsewhere; nothing says which comments are theirs, so it is only told.</remarks>
internal static class Mentions
{
    /// <summary>The likelihood that one who is cited like this is among the commenters: low, as writers and politicians are cited more.</summary>
    public const double Likely = 0.3;

    public static IEnumerable<string> In(Heard heard, HeardThread thread)
    {
        var words = heard.Own;
        for (var place = 1; place < words.Count - 1; place++)
        {
            var isCited = words[place - 1].Folded is "as" or "like" && IsSaying(words[place + 1]);
            var isAskedAbout = place > 1 && words[place - 2].Folded is "ask" or "asking" or "asked"
                && words[place - 1].Folded is "did" or "doe" or "if" or "whether" or "was" or "is" or "will" or "would";
            if ((isCited || isAskedAbout) && NameCalls.MayBeLostName(words[place], thread) && thread.NamesWith(words[place].Folded).Count == 0)
                yield return words[place].Raw;
        }
    }

    private static bool IsSaying(Word word) =>
        word.Folded is "said" or "say" or "saying" or "wrote" or "write" or "put" or "pointed" or "mentioned" or "told" or "posted"
            or "claim" or "claimed";
}
