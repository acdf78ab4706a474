using System.Text;
using Parley.Platform.Web;

namespace Parley.Accounts;

/// <summary>A mail address as its owner typed it and as it is compared.</summary>
internal sealed record MailAddress
{
    /// <summary>RFC 5321, 4.5.3.1.3, without the angle brackets.</summary>
    public const int MaxLength = 254;

    private MailAddress(string text, string key) => (Text, Key) = (text, key);

    public string Text { get; }

    /// <summary>In lower case and one normal form. Dots and plus signs count: only the receiving server knows what they mean.</summary>
    public string Key { get; }

    /// <returns>The address, or that it is none. Whether anybody reads it only a mail can tell.</returns>
    public static Outcome<MailAddress> Read(string? typed)
    {
        var text = CleanText.Line(typed ?? "");
        var at = text.LastIndexOf('@');
        var isOne = at > 0 && text.Length <= MaxLength && !text.Any(IsStray)
            && text.IndexOf('@', StringComparison.Ordinal) == at && IsHost(text[(at + 1)..]);
        return isOne
            ? new MailAddress(text, text.Normalize(NormalizationForm.FormKC).ToLowerInvariant())
            : new Refusal("mail", 422, "mail");
    }

    public override string ToString() => Text;

    /// <summary>What no address needs and a header or a list of addresses would take for something else.</summary>
    private static bool IsStray(char letter) => char.IsWhiteSpace(letter) || char.IsControl(letter) || "<>()[],;:\\\"".Contains(letter, StringComparison.Ordinal);

    private static bool IsHost(string host) =>
        host.Split('.') is { Length: >= 2 } labels
        && labels.All(label => label is not ("" or ['-', ..] or [.., '-']) && label.All(letter => char.IsLetterOrDigit(letter) || letter == '-'));
}
