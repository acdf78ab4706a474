using System.Globalization;
using Parley.Comments;

namespace Parley.Transfer.PageText;

/// <summary>Tells in plain lines what a reading would bring in.</summary>
internal static class PageTextReport
{
    private const int MaxExcerptChars = 60;

    public static void Write(PageTextReading reading, TextWriter to)
    {
        Counts(reading, to);
        to.WriteLine();
        to.WriteLine("Comments, in page order");
        var places = reading.Comments.Index().ToDictionary(pair => pair.Item.SourceId, pair => pair.Index + 1);
        foreach (var comment in reading.Comments)
            Comment(comment, places, to);
        to.WriteLine();
        to.WriteLine(reading.Doubts.Count == 0 ? "Doubtful decisions: none" : "Doubtful decisions, with how likely each is right");
        foreach (var doubt in reading.Doubts)
            to.WriteLine($"  line {doubt.Line}, {Likely(doubt.Confidence)}: {Clean(doubt.What)} {Clean(doubt.Reason)}");
    }

    private static void Counts(PageTextReading reading, TextWriter to)
    {
        var (article, counts) = (reading.Article, reading.Counts);
        var author = article.Author is null ? "" : ", by " + Clean(article.Author);
        var eachPart = counts.Joined > 0 ? $" ({Number(counts.NamedBeforeJoining)} with each part counted)" : "";
        var unnamed = counts.Comments - counts.Named;
        to.WriteLine($"Story: {Clean(article.Title)}");
        to.WriteLine($"  {Number(article.Paragraphs.Count)} paragraphs, {Number(article.Paragraphs.Sum(text => text.Length))} characters{author}");
        to.WriteLine($"Comments: {Number(counts.Comments)}");
        if (counts.Joined > 0)
            to.WriteLine($"  {Number(counts.JoinedParts)} parts made {Number(counts.Joined)} of them; the page shows {Number(counts.CommentsBeforeJoining)}");
        to.WriteLine($"  {Number(counts.Named)} carry one of {Number(counts.Names)} names{eachPart}");
        to.WriteLine($"  {Number(unnamed)} without: name not preserved; a name is proposed for {Number(counts.ProposedNames)} of them");
        to.WriteLine($"  {Number(counts.Pasted)} hold a pasted article");
        to.WriteLine($"  {Number(counts.Emptied)} have nothing left of them");
        to.WriteLine($"  {Number(counts.ProposedParents)} seem to answer another; {Number(counts.AttachedParents)} are attached to it");
    }

    private static void Comment(PageComment comment, Dictionary<string, int> places, TextWriter to)
    {
        var name = comment switch
        {
            { Name: null } => "name not preserved",
            { NameConfidence: { } likely } => $"{Clean(comment.Name)} (proposed, {Likely(likely)})",
            _ => Clean(comment.Name),
        };
        var parent = comment.Parent is not { } proposed ? ""
            : proposed.IsAttached ? $", answers {places[proposed.SourceId]} ({Likely(proposed.Confidence)})"
            : $", may answer {places[proposed.SourceId]} ({Likely(proposed.Confidence)}, not attached)";
        var parts = comment.Parts > 1 ? $", {comment.Parts} parts" : "";
        var fold = comment.Fold switch { Fold.Pasted => ", pasted article", Fold.Long => ", long", _ => "" };
        to.WriteLine($"  {places[comment.SourceId],4}. line {comment.Line}, {name}{parent}{parts}{fold}: {Excerpt(comment)}");
    }

    private static string Excerpt(PageComment comment)
    {
        if (comment.IsEmptied)
            return "(nothing left)";
        var flat = Clean(comment.Body);
        if (flat.Length <= MaxExcerptChars)
            return flat;
        var cutsPair = char.IsHighSurrogate(flat[MaxExcerptChars - 1]);
        return flat[..(MaxExcerptChars - (cutsPair ? 1 : 0))] + "…";
    }

    /// <summary>One line without invisible marks, which could turn a terminal's line around.</summary>
    private static string Clean(string text) => NameKey.Clean(text);

    private static string Likely(double confidence) => confidence.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
