using Parley.Platform.Web;

namespace Parley.Moderation.Threats;

/// <summary>An authority that may be told, as the site's directory names it.</summary>
/// <param name="Country">ISO 3166 code; null for one that is nobody's own.</param>
/// <param name="Text">Its name and how it is reached, as the site wrote it.</param>
internal sealed record Authority(string? Country, string Text);

/// <summary>How long evidence is kept, who is told, and in which order.</summary>
internal static class ThreatRules
{
    public const int MaxReceiptLength = 500, MaxWhyLength = 500;

    /// <summary>Evidence is kept this long unless somebody asks for more: an authority that wants it longer has said so by then.</summary>
    public static readonly TimeSpan FrozenFor = TimeSpan.FromDays(90);

    /// <summary>This long before its end staff are asked whether it is still needed.</summary>
    public static readonly TimeSpan ReviewBefore = TimeSpan.FromDays(14);

    /// <summary>Who is told where the Member State concerned cannot be known, or the directory has none for it (Art. 18(2)).</summary>
    public static Authority Europol { get; } = new(null, "Europol, www.europol.europa.eu");

    /// <summary>The site's directory: a line each, the country's two letters first. Europol stands last whatever it says.</summary>
    public static IReadOnlyList<Authority> Directory(string lines) => [.. lines.Split('\n').Select(Read).OfType<Authority>(), Europol];

    public static bool MustReview(ThreatFile file, DateTimeOffset now) => file.Evidence is not null && file.FrozenUntil - now <= ReviewBefore;

    public static Refusal? MayConfirm(ThreatFile file, bool isSure) =>
        file.State is not (ThreatState.Frozen or ThreatState.Confirmed) ? new("threat-state", 409)
        : !isSure ? new("threat-sure", 422, "sure")
        : null;

    /// <summary>Nothing leaves before a person confirmed it.</summary>
    public static Refusal? MayTake(ThreatFile file) =>
        file.Evidence is null ? new("threat-gone", 409)
        : file.ConfirmedAt is null ? new("threat-unconfirmed", 409)
        : null;

    public static Refusal? MaySend(ThreatFile file, string receipt) =>
        file.State != ThreatState.Confirmed ? new(file.ConfirmedAt is null ? "threat-unconfirmed" : "threat-state", 409)
        : !CleanText.IsVisible(receipt) ? new("threat-receipt", 422, "receipt")
        : receipt.Length > MaxReceiptLength ? new("too-long", 422, "receipt", ("max", MaxReceiptLength))
        : null;

    public static Refusal? MayKeep(ThreatFile file, string why) =>
        file.Evidence is null ? new("threat-gone", 409)
        : !CleanText.IsVisible(why) ? new("threat-why", 422, "why")
        : why.Length > MaxWhyLength ? new("too-long", 422, "why", ("max", MaxWhyLength))
        : null;

    /// <summary>What was sent is kept until its end: the authority may ask for it.</summary>
    public static Refusal? MayDismiss(ThreatFile file, bool isSure) =>
        file.Evidence is null ? new("threat-gone", 409)
        : file.State == ThreatState.Sent ? new("threat-state", 409)
        : !isSure ? new("threat-sure", 422, "sure")
        : null;

    private static Authority? Read(string line)
    {
        var text = CleanText.Line(line);
        return text.Length > 3 && text[2] == ' ' && char.IsAsciiLetter(text[0]) && char.IsAsciiLetter(text[1])
            ? new(text[..2].ToUpperInvariant(), text[3..])
            : null;
    }
}
