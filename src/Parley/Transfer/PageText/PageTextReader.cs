using System.Collections.Frozen;
using Parley.Transfer.PageText.Replies;

namespace Parley.Transfer.PageText;

/// <summary>
/// Reads a news page whose discussion survived only as flattened text: headline, story, comments; nesting gone, names of
/// one word gone, blank lines all the structure left. Text in, records out: it stores nothing and asks no clock.
/// </summary>
internal static class PageTextReader
{
    /// <summary>Beyond this many comments parents are no longer proposed, so that the cost of a page stays in bounds.</summary>
    public const int MostInferred = 20_000;

    public static PageTextResult Read(Stream stream, PageTextOptions options) =>
        PageTextBytes.ReadUpToLimit(stream) is { } bytes
            ? Read(bytes, options)
            : PageTextResult.Refused(PageTextBytes.TooLarge);

    /// <returns>The reading, or why the file was refused.</returns>
    public static PageTextResult Read(ReadOnlySpan<byte> bytes, PageTextOptions options)
    {
        if (PageTextBytes.Decode(bytes, out var text) is { } notText)
            return PageTextResult.Refused(notText);
        var known = options.KnownNames.Select(NameKey.Of).ToFrozenSet();
        var page = PageLayout.Read(text, known);
        if (PageShape.Refuse(page) is { } notPage)
            return PageTextResult.Refused(notPage);

        var doubts = new List<Doubt>();
        var vocabulary = new PageVocabulary(page, options.KnownNames);
        var cut = ArticleEnd.Find(page, vocabulary, doubts);
        if (cut.First >= page.Count)
            return PageTextResult.Refused(PageShape.NoComments);
        var comments = Comments(page, cut.First, vocabulary, doubts);
        return PageTextResult.Read(Reading(page, cut, comments, vocabulary, options, doubts));
    }

    private static IReadOnlyList<PlainComment> Comments(
        IReadOnlyList<Paragraph> page, int first, PageVocabulary vocabulary, List<Doubt> doubts)
    {
        var pasted = new PastedArticles(page, vocabulary).FindFrom(first)
            .SelectMany(article => article.Paragraphs.Select(paragraph => (paragraph, article)))
            .ToDictionary(pair => pair.paragraph, pair => pair.article);
        var roles = new Splitting(page, vocabulary, pasted).From(first);
        var cut = new Cutting(page, vocabulary, pasted, doubts).Cut(first, roles);
        return Parts.Join(cut, doubts);
    }

    private static PageTextReading Reading(
        IReadOnlyList<Paragraph> page, ArticleEnd.Cut cut, IReadOnlyList<PlainComment> comments,
        PageVocabulary vocabulary, PageTextOptions options, List<Doubt> doubts)
    {
        var story = page.Take(cut.StoryEnd).ToList();
        var heard = new HeardThread([.. comments.Take(MostInferred)], story, vocabulary);
        if (comments.Count > MostInferred)
            doubts.Add(new(
                comments[MostInferred].Line, $"From here on no parents and names were proposed ({comments.Count - MostInferred:N0} comments).", 1,
                $"The page has more than {MostInferred:N0} comments."));
        var calls = heard.Comments.Select(child => NameCalls.In(child, heard)).ToList();
        var parents = heard.Comments.Select(child => ReplyInference.Of(child, calls[child.Place], heard)).ToList();
        foreach (var child in heard.Comments)
            foreach (var name in Mentions.In(child, heard).Distinct())
                doubts.Add(new(
                    child.Comment.Line, $"\u201C{name}\u201D may be someone who commented here; nothing was made of it.", Mentions.Likely,
                    "The comment speaks of them without answering them, so nothing says which comments are theirs."));
        var names = LostNames.Propose(heard, calls, parents);
        var written = new CommentWriting(comments, options, doubts).Write(parents, names);
        return new(Article(story), written, [.. doubts.OrderBy(doubt => doubt.Line)], PageCounts.Of(written));
    }

    private static PageArticle Article(List<Paragraph> story)
    {
        var headline = story[0];
        var paragraphs = headline.Lines.Count > 1
            ? story.Skip(1).Prepend(headline with { Lines = [.. headline.Lines.Skip(1)] }).ToList()
            : story[1..];
        var author = paragraphs.Take(4).Select(ByLine.AuthorIn).FirstOrDefault(name => name is not null);
        return new(headline.Lines[0], author, [.. paragraphs.Select(paragraph => paragraph.Text)], MarkdownSource.Of(paragraphs));
    }
}
