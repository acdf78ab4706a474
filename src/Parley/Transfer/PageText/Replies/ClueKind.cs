namespace Parley.Transfer.PageText.Replies;

/// <summary>What a clue is about, as clues of one kind do not make each other much surer.</summary>
internal enum ClueKind
{
    /// <summary>It says whom the comment answers.</summary>
    Content,

    /// <summary>It says that the comment is an answer, but to whom only because that other one stands right above.</summary>
    Place,

    /// <summary>The two share words, which two comments on one subject may do without answering each other.</summary>
    Echo,
}
