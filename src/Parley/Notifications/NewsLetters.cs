using Parley.Comments;
using Parley.Platform.Data;
using Parley.Platform.Mail;
using Parley.Platform.Web;
using Parley.Platform.Web.Languages;
using Parley.Search;
using Parley.Sites;

namespace Parley.Notifications;

/// <summary>What a mail of a kind says around what it tells, by keys of the language files.</summary>
internal sealed record LetterWords(string Subject, string Foot, string Stop);

/// <summary>To whom mail tells of comments, and how.</summary>
/// <param name="Mail">The address.</param>
/// <param name="More">Where several are read; null for the story of the first.</param>
/// <param name="Stop">Ends mails of this kind.</param>
internal sealed record NewsReceiver(LiveSite Site, string Mail, Words Words, LetterWords Said, string? More, string Stop);

/// <summary>Writes what mail tells of comments: the same to accounts and to addresses without one.</summary>
internal sealed class NewsLetters(OwnRoot root, Outbox outbox, CommentViews views)
{
    /// <summary>Comments quoted in one mail; it says how many there are.</summary>
    private const int Quoted = 10;

    public static LetterWords Answers { get; } = new("inbox.subject", "inbox.foot", "inbox.stop");

    public static LetterWords UnderStories { get; } = new("inbox.storySubject", "inbox.storyFoot", "inbox.storyStop");

    public static LetterWords ToGuests { get; } = new("inbox.subject", "threadMail.foot", "threadMail.stop");

    /// <summary>The mail that tells of these comments, as far as they can still be read.</summary>
    /// <returns>Null where none can.</returns>
    public async Task<OutboxMail?> Draw(ParleyContext db, NewsReceiver to, IReadOnlyList<CommentId> comments, CancellationToken cancellation)
    {
        var rows = CommentRows.Readable(await CommentRows.ByIds(db, to.Site.Id, comments, cancellation));
        if (rows.Count == 0)
            return null;
        var news = await views.List(db, [.. rows.OrderBy(row => row.Comment.Id.Value)], to.Site, cancellation);
        return await outbox.Draw(to.Site.Id, to.Mail, LetterOf(to, news));
    }

    /// <param name="news">At least one, oldest first.</param>
    private Letter LetterOf(NewsReceiver to, IReadOnlyList<ListedComment> news)
    {
        var (site, words, said, first) = (to.Site, to.Words, to.Said, news[0]);
        var (name, story) = (NameOf(first, words), first.Story.Title);
        var lines = news.Take(Quoted).Select(one => words.Format(
            "inbox.line", ("name", NameOf(one, words)), ("story", one.Story.Title), ("words", WordsOf(one))));
        var link = news.Count == 1
            ? Links.Comment(first.Comment.Id) + Links.Anchor(first.Comment.Id)
            : to.More ?? Links.Story(first.Story.Id.ToString());
        return new Letter(
            words,
            site.Site.Title,
            words.Format(said.Subject, ("count", news.Count), ("name", name), ("site", site.Site.Title)),
            [.. lines],
            null,
            new LetterLink(words["inbox.read"], root.Of(link)!),
            [words.Format(said.Foot, ("site", site.Site.Title), ("story", story))])
        {
            Stop = new LetterLink(words[said.Stop], to.Stop),
        };
    }

    private static string NameOf(ListedComment one, Words words) => one.Comment.Author?.Name ?? words["comment.nameless"];

    /// <summary>A mail lies about for years: what not everybody may read is not copied into it.</summary>
    private static string WordsOf(ListedComment one) =>
        one.Story.IsPublic ? string.Concat(Excerpt.Of(one.Comment.Html ?? "", []).Select(part => part.Text)) : "…";
}
