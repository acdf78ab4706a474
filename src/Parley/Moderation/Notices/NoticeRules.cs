using System.Text.RegularExpressions;
using Parley.Accounts;
using Parley.Comments;
using Parley.Moderation.Decisions;
using Parley.Platform.Data;
using Parley.Platform.Web;

namespace Parley.Moderation.Notices;

/// <summary>What a notice must hold (DSA, Art. 16(2)): why, where, by whom, in good faith; and what becomes of it.</summary>
internal static partial class NoticeRules
{
    public const int MaxItems = 20, MaxExplanationLength = 5_000, MaxLawLength = 300, MaxNameLength = 200, MaxComplaintLength = 2_000;

    /// <summary>Enough that somebody who was not there can follow: a sentence.</summary>
    public const int MinExplanationLength = 20;

    /// <summary>Receipts by mail to one address within an hour: whoever types a stranger's address cannot fill their box. The page shows each.</summary>
    public const int MaxReceiptsAnHour = 5;

    /// <summary>Sent again within this time with the same words by the same address, it is the same notice.</summary>
    public static readonly TimeSpan RepeatWithin = TimeSpan.FromMinutes(1);

    /// <summary>As long as the yearly report counts it and somebody may still ask: then who gave it and what they wrote is forgotten.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(365);

    /// <summary>The comments that addresses name: our own pages', and a publisher's with the comment as their fragment.</summary>
    /// <returns>Null where a line names none.</returns>
    public static IReadOnlyList<CommentId>? ReadItems(string lines)
    {
        var items = new List<CommentId>();
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (Named().Match(line) is not { Success: true } found || !IdText.TryRead<CommentId>(found.Groups[1].Value, out var id))
                return null;
            items.Add(id);
        }
        return [.. items.Distinct()];
    }

    public static Refusal? ItemsMayBe(IReadOnlyList<CommentId>? items) =>
        items is null or [] ? new("notice-items", 422, "items")
        : items.Count > MaxItems ? new("notice-many", 422, "items", ("max", MaxItems))
        : null;

    public static Refusal? ExplanationMayBe(string explanation) =>
        explanation.Length > MaxExplanationLength ? new("too-long", 422, "explanation", ("max", MaxExplanationLength))
        : explanation.Length < MinExplanationLength || !CleanText.IsVisible(explanation) ? new("notice-why", 422, "explanation")
        : null;

    public static Refusal? LawMayBe(string law) => law.Length > MaxLawLength ? new("too-long", 422, "law", ("max", MaxLawLength)) : null;

    /// <summary>Who gives it says who they are, but for offences against children (Directive 2011/93/EU, Art. 3 to 7).</summary>
    /// <param name="name">Empty where they did not say.</param>
    public static Refusal? ContactMayBe(string name, MailAddress? mail, Reason reason) =>
        name.Length > MaxNameLength ? new("too-long", 422, "name", ("max", MaxNameLength))
        : reason.Code == Reason.ChildAbuse ? null
        : !CleanText.IsVisible(name) ? new("notice-who", 422, "name")
        : mail is null ? new("notice-who", 422, "mail")
        : null;

    /// <summary>Whoever gave a notice may object once, for six months, to whatever was not done about it (Art. 20(1)).</summary>
    public static Refusal? MayComplain(Notice notice, IEnumerable<NoticeItem> items, DateTimeOffset now) =>
        notice.Complaint is not null ? new("appealed-already", 409)
        : notice.DecidedAt is not { } decided || now < decided + DecisionRules.UndoFor || !items.Any(item => item.Outcome == NoticeOutcome.Kept) ? new("appeal-none", 409)
        : now > decided + DecisionRules.AppealFor ? new("appeal-late", 409)
        : null;

    public static Refusal? ComplaintMayBe(string words) =>
        !CleanText.IsVisible(words) ? new("appeal-empty", 422, "words")
        : words.Length > MaxComplaintLength ? new("too-long", 422, "words", ("max", MaxComplaintLength))
        : null;

    /// <summary>What a decision is as the answer to a notice.</summary>
    public static NoticeOutcome OutcomeOf(DecisionKind kind, Ground? ground) =>
        !DecisionRules.Restricts(kind) ? NoticeOutcome.Kept
        : ground == Ground.Law ? NoticeOutcome.Law
        : NoticeOutcome.Terms;

    /// <summary>What came of a notice once all it names was decided: the weightiest; null while something waits.</summary>
    public static NoticeOutcome? OutcomeOf(IReadOnlyCollection<NoticeOutcome> items) =>
        items.Contains(NoticeOutcome.Open) ? null
        : items.Contains(NoticeOutcome.Law) ? NoticeOutcome.Law
        : items.Contains(NoticeOutcome.Terms) ? NoticeOutcome.Terms
        : items.Contains(NoticeOutcome.Kept) ? NoticeOutcome.Kept
        : NoticeOutcome.Gone;

    /// <summary>What came of looking again; null while something waits.</summary>
    /// <param name="reviews">Of the comments that were looked at again.</param>
    public static ComplaintOutcome? ComplaintOutcomeOf(IReadOnlyCollection<NoticeOutcome> reviews) =>
        reviews.Contains(NoticeOutcome.Open) ? null
        : reviews.Any(one => one is NoticeOutcome.Law or NoticeOutcome.Terms) ? ComplaintOutcome.Reversed
        : ComplaintOutcome.Upheld;

    [GeneratedRegex(@"(?:/comments/|#parley-|^)([0-9a-hjkmnp-tv-zA-HJKMNP-TV-Z]{13})(?:$|[/?#])", RegexOptions.NonBacktracking)]
    private static partial Regex Named();
}
