using Parley.Comments;
using Parley.Platform.Mail;
using Parley.Platform.Web;
using Parley.Platform.Web.Languages;
using Parley.Search;
using Parley.Sites;

namespace Parley.Notifications;

/// <summary>What a mail of a kind says around what it tells, by keys of the language files.</summary>
internal sealed record LetterWords(string Subject, string Foot, string Stop);

/// <summary>Writes what mail tells of comments: the same to accounts and to addresses without one.</summary>
internal sealed class NewsLetters(OwnRoot root)
{
    /// <summary>Comments quoted in one mail; it says how many there are.</summary>
    private const int Quoted = 10;

    public static LetterWords Answers { get; } = new("inbox.subject", "inbox.foot", "inbox.stop");

    public static LetterWords UnderStories { get; } = new("inbox.storySubject", "inbox.storyFoot", "inbox.storyStop");

    public static LetterWords ToGuests { get; } = new("inbox.subject", "threadMail.foot", "threadMail.stop");

    /// <param name="news">At least one, oldest first.</param>
    /// <param name="more">Where several are read; null for the story of the first.</param>
    /// <param name="stop">Ends mails of this kind.</param>
    public Letter Of(LiveSite site, Words words, LetterWords said, IReadOnlyList<ListedComment> news, string? more, string stop)
    {
        var first = news[0];
        var (name, story) = (NameOf(first, words), first.Story.Title);
        var lines = news.Take(Quoted).Select(one => words.Format(
            "inbox.line", ("name", NameOf(one, words)), ("story", one.Story.Title), ("words", WordsOf(one))));
        var link = news.Count == 1
            ? Links.Comment(first.Comment.Id) + Links.Anchor(first.Comment.Id)
            : more ?? Links.Story(first.Story.Id.ToString());
        return new Letter(
            words,
            site.Site.Title,
            words.Format(said.Subject, ("count", news.Count), ("name", name), ("site", site.Site.Title)),
            [.. lines],
            null,
            new LetterLink(words["inbox.read"], root.Of(link)!),
            [words.Format(said.Foot, ("site", site.Site.Title), ("story", story))])
        {
            Stop = new LetterLink(words[said.Stop], stop),
        };
    }

    private static string NameOf(ListedComment one, Words words) => one.Comment.Author?.Name ?? words["comment.nameless"];

    /// <summary>A mail lies about for years: what not everybody may read is not copied into it.</summary>
    private static string WordsOf(ListedComment one) =>
        one.Story.IsPublic ? string.Concat(Excerpt.Of(one.Comment.Html ?? "", []).Select(part => part.Text)) : "…";
}
