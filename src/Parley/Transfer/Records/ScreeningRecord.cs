using System.Text.Json.Serialization;
using Parley.Comments.Screening;

namespace Parley.Transfer.Records;

/// <summary>What the screens said of a revision of the comment above.</summary>
internal sealed record ScreeningRecord : ExportRecord
{
    public const string Kind = "screening";

    public override string Record => Kind;

    /// <summary>0 for the first words.</summary>
    public required int Revision { get; init; }

    public required DateTimeOffset At { get; init; }

    public required Verdict Outcome { get; init; }

    /// <summary>Screens with nothing to say, spaces between them.</summary>
    public required string Passed { get; init; }

    public required IReadOnlyList<FindingValue> Findings { get; init; }

    /// <summary>The findings as they are stored.</summary>
    public string Text() => Finding.Write([.. Findings.Select(one => one.Read())]);
}

internal sealed record FindingValue
{
    public required string Screen { get; init; }

    public required string Verdict { get; init; }

    public required string Reason { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Trial { get; init; }

    /// <summary>Where in the body: <c>at+length</c>.</summary>
    public IReadOnlyList<string>? Passages { get; init; }

    /// <summary>Figures and names of rules: <c>name=value</c>.</summary>
    public IReadOnlyList<string>? Values { get; init; }

    public static FindingValue Of(Finding one) => new()
    {
        Screen = one.Screen,
        Verdict = Platform.Data.EnumWord.Of(one.Verdict),
        Reason = one.Reason,
        Trial = one.IsTrial,
        Passages = one.Passages?.Select(place => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{place.At}+{place.Length}")).ToArray(),
        Values = one.Values?.Select(value => $"{value.Key}={value.Value}").ToArray(),
    };

    /// <summary>A passage as it stands in a file.</summary>
    /// <returns>Null when it is none.</returns>
    public static Passage? ReadPassage(string text) =>
        text.Split('+') is [var at, var length]
        && int.TryParse(at, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var start)
        && int.TryParse(length, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var span)
            ? new Passage(start, span)
            : null;

    public Finding Read() => new(
        Screen,
        Platform.Data.EnumWord.Read<Verdict>(Verdict)!.Value,
        Reason,
        Trial,
        Passages?.Select(text => ReadPassage(text)!.Value).ToArray(),
        Values?.Select(text => text.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]));
}
