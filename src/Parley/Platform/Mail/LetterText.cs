using System.Text;

namespace Parley.Platform.Mail;

/// <summary>A letter as plain text.</summary>
internal static class LetterText
{
    public static string Of(Letter letter)
    {
        var text = new StringBuilder();
        foreach (var line in letter.Lines)
            text.Append(line).Append("\n\n");
        if (letter.Code is not null)
            text.Append("    ").Append(letter.Code).Append("\n\n");
        if (letter.Link is { } link)
            text.Append(link.Words).Append(":\n").Append(link.Address).Append("\n\n");
        text.Append("-- \n").Append(letter.From).Append('\n');
        foreach (var line in letter.Foot)
            text.Append('\n').Append(line).Append('\n');
        if (letter.Stop is { } stop)
            text.Append('\n').Append(stop.Words).Append(":\n").Append(stop.Address).Append('\n');
        return text.ToString();
    }
}
