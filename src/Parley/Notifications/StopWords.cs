namespace Parley.Notifications;

/// <summary>What the end of a kind of mail is called, by keys of the language files.</summary>
/// <param name="Stop">The link, the button and the page.</param>
/// <param name="Why">What goes on without mail.</param>
/// <param name="Done">Said once it is done.</param>
public sealed record StopWords(string Stop, string Why, string Done)
{
    public static StopWords Answers { get; } = new("inbox.stop", "inbox.stopWhy", "inbox.stopped");

    public static StopWords Comments { get; } = new("inbox.storyStop", "inbox.storyStopWhy", "inbox.storyStopped");

    public static StopWords Guest { get; } = new("threadMail.stop", "threadMail.stopWhy", "threadMail.stopped");

    internal static StopWords Of(NewsKind kind) => kind == NewsKind.Story ? Comments : Answers;

    internal static StopWords Of(ThreadMail mail) => mail.PersonId is null ? Comments : Guest;
}
