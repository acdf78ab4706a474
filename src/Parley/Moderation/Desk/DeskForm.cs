using System.Globalization;
using Parley.Moderation.Cases;
using Parley.Moderation.Decisions;
using Parley.Platform.Data;
using Parley.Platform.Web;

namespace Parley.Moderation.Desk;

/// <summary>Reads what the desk's form says.</summary>
internal static class DeskForm
{
    /// <summary>Cases decided together at most.</summary>
    private const int MaxCases = 500;

    /// <summary>Before what names a comment rather than a case.</summary>
    private const string Comment = "c.";

    public static Outcome<DecideCase.Request> Read(FormText form)
    {
        var cases = form.All("case").Take(MaxCases).Select(ReadCase).ToList();
        if (cases.Count == 0 || cases.Contains(null))
            return new Refusal("decision", 422, "case");
        if (!TryRead(form["decision"], out var kind))
            return new Refusal("decision", 422, "decision");
        if (!TryRead(form["person"], out var person))
            return new Refusal("decision", 422, "person");
        int? days = null;
        if (form["days"] is { } typed)
        {
            if (!int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return new Refusal("decision-days", 422, "days", ("max", DecisionRules.MaxDays));
            days = number;
        }
        var words = CleanText.Lines(form["words"] ?? "");
        return new DecideCase.Request(
            [.. cases.OfType<SeenCase>()], kind, person, days, form["reason"], words.Length == 0 ? null : words, form["passage"], form.IsTicked("manifest"));
    }

    /// <summary>A case as a form names it: its id, the version and the revision on screen.</summary>
    public static string Write(string id, int version, int revision) => string.Create(CultureInfo.InvariantCulture, $"{id}.{version}.{revision}");

    /// <summary>An item of a list: a case, or a comment there may be no case about.</summary>
    public static string Write(QueuedView one) =>
        one.CommentState is null ? Write(one.Id, one.Version, one.Revision) : Comment + Write(one.Id, one.Version, one.Revision);

    private static SeenCase? ReadCase(string text) =>
        text.StartsWith(Comment, StringComparison.Ordinal)
            ? ReadWhole(text[Comment.Length..]) is { } seen ? seen with { Id = default, Comment = new(seen.Id.Value) } : null
            : ReadWhole(text);

    private static SeenCase? ReadWhole(string text) =>
        text.Split('.') is [var id, var version, var revision]
        && IdText.TryRead<CaseId>(id, out var typed)
        && int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var seen)
        && int.TryParse(revision, NumberStyles.None, CultureInfo.InvariantCulture, out var read)
            ? new(typed, seen, read)
            : null;

    /// <returns>False for a word that is no decision; nothing said is null.</returns>
    private static bool TryRead(string? word, out DecisionKind? kind)
    {
        kind = string.IsNullOrEmpty(word) ? null : EnumWord.Read<DecisionKind>(word);
        return kind is not null || string.IsNullOrEmpty(word);
    }
}
