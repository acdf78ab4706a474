using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Accounts;
using Parley.Platform.Data;
using Parley.Platform.Events;
using Parley.Stories;

namespace Parley.Comments.Screening;

/// <summary>What one screen said of one text, as it is stored.</summary>
/// <param name="IsTrial">That nothing came of it.</param>
internal sealed record Finding(
    string Screen,
    Verdict Verdict,
    string Reason,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool IsTrial = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<Passage>? Passages = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, string>? Values = null)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter<Verdict>(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    public static string Write(IReadOnlyList<Finding> findings) => findings.Count == 0 ? "[]" : JsonSerializer.Serialize(findings, Json);

    /// <exception cref="JsonException">The text holds no findings.</exception>
    public static IReadOnlyList<Finding> Read(string text) => text == "[]" ? [] : JsonSerializer.Deserialize<IReadOnlyList<Finding>>(text, Json) ?? [];
}

/// <summary>What all screens together said of a text.</summary>
/// <param name="Outcome">The gravest verdict of the screens that are on.</param>
/// <param name="Findings">What was said; in the order of the screens.</param>
/// <param name="Passed">Screens with nothing to say, spaces between them.</param>
internal sealed record ScreeningResult(Verdict Outcome, IReadOnlyList<Finding> Findings, string Passed)
{
    /// <summary>Nothing was looked at.</summary>
    public static ScreeningResult None { get; } = new(Verdict.Publish, [], "");

    public bool IsHeld => Outcome == Verdict.Hold;

    /// <summary>The first finding that made the outcome; null when nothing stood in the way.</summary>
    public Finding? Decisive => Outcome == Verdict.Publish ? null : Findings.First(one => !one.IsTrial && one.Verdict == Outcome);

    /// <summary>What is told where anything was found: whoever keeps cases hears of it.</summary>
    public CommentScreened? Event(StoryId story, CommentId comment, int revision) => Findings.Any(one => !one.IsTrial)
        ? new CommentScreened(story, comment, revision, Outcome, [.. Findings.Where(one => !one.IsTrial).Select(one => one.Reason).Distinct()])
        {
            Screen = (Decisive ?? Findings.First(one => !one.IsTrial)).Screen,
        }
        : null;
}

/// <summary>Screens found something in a comment: it waits, or was published and should be known of. Reasons are words of ours.</summary>
/// <param name="Revision">Of the body that was screened.</param>
internal sealed record CommentScreened(StoryId StoryId, CommentId CommentId, int Revision, Verdict Outcome, IReadOnlyList<string> Reasons) : Event, IAbout
{
    long IAbout.Subject => CommentId.Value;

    /// <summary>The one that made the outcome; null in events of before it was noted.</summary>
    public string? Screen { get; init; }
}

/// <summary>What the screens said of one revision of a comment, one row however many screens there are.</summary>
internal sealed class CommentScreening
{
    public CommentScreening(SiteId siteId, CommentId commentId, int revision, ScreeningResult said, DateTimeOffset at) =>
        (SiteId, CommentId, Revision, Outcome, Passed, Findings, At) =
            (siteId, commentId, revision, said.Outcome, said.Passed, Finding.Write(said.Findings), at);

    private CommentScreening() => (Passed, Findings) = ("", "[]");

    public SiteId SiteId { get; private set; }

    public CommentId CommentId { get; private set; }

    public int Revision { get; private set; }

    public DateTimeOffset At { get; private set; }

    public Verdict Outcome { get; private set; }

    /// <summary>Screens with nothing to say, spaces between them.</summary>
    public string Passed { get; private set; }

    /// <summary>JSON of <see cref="Finding"/>.</summary>
    public string Findings { get; private set; }

    public IReadOnlyList<Finding> Said => Finding.Read(Findings);
}
