namespace Parley.Transfer.PageText.Replies;

/// <summary>A comment that names the author of an article pasted above speaks of that article.</summary>
internal static class ArticleClues
{
    /// <summary>Comments below a pasted article that may still be about it.</summary>
    private const int Reach = 12;

    private const int FewestLetters = 4;

    public static IEnumerable<Clue> For(Heard child, HeardThread thread)
    {
        for (var place = child.Place - 1; place >= 0 && child.Place - place <= Reach; place--)
            if (thread.Comments[place].Comment.Pasted?.Author is { } author && Names(child, author) is { } named)
                yield return new(place, 0.8, $"names \u201C{named}\u201D, whose article is pasted there");
    }

    private static string? Names(Heard child, string author)
    {
        var names = Words.Of(author).Where(word => word.Raw.Length >= FewestLetters).Select(word => word.Folded).ToList();
        return child.Own.Where(word => word.IsCapitalised && names.Contains(word.Folded)).Select(word => word.Raw).FirstOrDefault();
    }
}
