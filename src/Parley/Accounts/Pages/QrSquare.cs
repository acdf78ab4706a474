using System.Collections;
using System.Globalization;
using System.Text;
using QRCoder;

namespace Parley.Accounts.Pages;

/// <summary>A text as a QR code that a page draws by itself.</summary>
/// <param name="Size">Modules on a side, with the margin that readers of it need.</param>
/// <param name="Path">The dark ones, as the path of an SVG in units of a module.</param>
internal sealed record QrSquare(int Size, string Path)
{
    public static QrSquare Of(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var path = new StringBuilder();
        for (var y = 0; y < code.ModuleMatrix.Count; y++)
            AddRow(path, code.ModuleMatrix[y], y);
        return new(code.ModuleMatrix.Count, path.ToString());
    }

    /// <summary>A bar for each run of dark modules.</summary>
    private static void AddRow(StringBuilder path, BitArray row, int y)
    {
        for (var x = 0; x < row.Length; x++)
        {
            if (!row[x])
                continue;
            var from = x;
            while (x + 1 < row.Length && row[x + 1])
                x++;
            path.Append(CultureInfo.InvariantCulture, $"M{from} {y}h{x - from + 1}v1H{from}z");
        }
    }
}
