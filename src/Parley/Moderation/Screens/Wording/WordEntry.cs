namespace Parley.Moderation.Screens.Wording;

/// <summary>What comes of a word, the mildest first.</summary>
internal enum WordAction
{
    /// <summary>Honest: what is found within it does not count.</summary>
    Allow,

    /// <summary>Published, and noted for whoever moderates.</summary>
    Watch,

    Hold,

    Refuse,
}

/// <summary>One line of a list.</summary>
/// <param name="List">The list's name.</param>
/// <param name="Line">Its line there, from 1.</param>
/// <param name="Reason">One of <see cref="WordReasons"/>.</param>
/// <param name="Why">Why it stands there, for who looks; null where nobody said.</param>
internal sealed record WordEntry(string List, int Line, WordAction Action, string Reason, WordPattern Pattern, string? Why)
{
    /// <summary>How evidence names it.</summary>
    public string Rule => $"{List}:{Line.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
}

/// <summary>Why a word is looked for.</summary>
internal static class WordReasons
{
    /// <summary>For a line that does not say.</summary>
    public const string Usual = "word";

    /// <summary>The gravest first.</summary>
    public static readonly IReadOnlyList<string> All = ["threat", "self-harm", "slur", "private", "insult", "spam", Usual];
}
