using System.Text;

namespace Parley.Transfer.PageText;

/// <summary>From the bytes of a file to its text, or why they are not text.</summary>
internal static class PageTextBytes
{
    /// <summary>A page of ten thousand comments has about 5 MB; a bigger file is something else.</summary>
    public const int MaxBytes = 8 * 1024 * 1024;

    /// <summary>Other control characters than these never stand in a page's text, save by accident.</summary>
    private const string LineControls = "\t\n\r\f";

    /// <summary>They only keep a line from looking blank; joiners, which some scripts need, are left.</summary>
    private const string WidthlessMarks = "\u200B\u2060\uFEFF";

    /// <summary>A stray control character or two is an accident of copying; more are a binary file.</summary>
    private const int MaxStrayControls = 4;

    public static byte[]? ReadUpToLimit(Stream stream)
    {
        using var held = new MemoryStream();
        var chunk = new byte[64 * 1024];
        while (held.Length <= MaxBytes)
        {
            var read = stream.Read(chunk);
            if (read == 0)
                return held.ToArray();
            held.Write(chunk, 0, read);
        }

        return null;
    }

    /// <returns>Null with the text decoded, or the words of the refusal.</returns>
    public static string? Decode(ReadOnlySpan<byte> bytes, out string text)
    {
        text = "";
        if (bytes.Length > MaxBytes)
            return TooLarge;
        if (bytes.IsEmpty)
            return "The file is empty.";
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] || LooksLikeUtf16(bytes))
            return "The file is UTF-16 text. Save it as UTF-8 and try again.";
        if (bytes.StartsWith("%PDF"u8) || bytes.StartsWith("PK\u0003\u0004"u8) || bytes.Contains((byte)0))
            return "The file is binary, not the text of a page.";

        try
        {
            text = new UTF8Encoding(false, true).GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException wrong)
        {
            return $"The file is not UTF-8 text: byte {wrong.Index + 1:N0} does not belong in it. Save it as UTF-8 and try again.";
        }

        return WithoutStrayControls(ref text);
    }

    public static string TooLarge => $"The file is larger than {MaxBytes / (1024 * 1024)} MB; the text of a page is smaller.";

    private static bool LooksLikeUtf16(ReadOnlySpan<byte> bytes)
    {
        var head = bytes[..Math.Min(bytes.Length, 512)];
        var zeros = new int[2];
        for (var at = 0; at < head.Length; at++)
            if (head[at] == 0)
                zeros[at % 2]++;
        return head.Length >= 8 && Math.Max(zeros[0], zeros[1]) > head.Length / 5 && Math.Min(zeros[0], zeros[1]) == 0;
    }

    private static string? WithoutStrayControls(ref string text)
    {
        if (text.Count(IsStray) > MaxStrayControls)
            return "The file holds control characters throughout: it is binary, not the text of a page.";
        text = string.Concat(text.Where(letter => !IsStray(letter) && !WidthlessMarks.Contains(letter)));
        return string.IsNullOrWhiteSpace(text) ? "The file holds nothing but blank lines." : null;
    }

    private static bool IsStray(char letter) => letter < ' ' && !LineControls.Contains(letter) || letter == '\u007F';
}
