using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Parley.Platform.Installation;
using Parley.Platform.Web;

namespace Parley.Moderation.Record;

/// <summary>Where the chain stood at a moment, as a file outside the database has it.</summary>
internal sealed record SignedHead(DateTimeOffset At, long Sequence, byte[] Hash);

/// <summary>
/// The heads of the chain, a line each in a file of the data folder, signed with a key of the installation's secret: whoever
/// can change the database and not this file cannot make another past of it, nor cut off its end.
/// </summary>
internal sealed class SignedHeads(Installation installation, InstallationSecret secret)
{
    public const string FileName = "record-heads.txt";

    private const string Purpose = "record-head";
    private const string Moment = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    private string Path => System.IO.Path.Combine(installation.DataFolder, FileName);

    public async Task Add(SignedHead head, CancellationToken cancellation)
    {
        var line = string.Create(
            CultureInfo.InvariantCulture, $"{head.At.UtcDateTime.ToString(Moment, CultureInfo.InvariantCulture)} {head.Sequence} {Convert.ToHexStringLower(head.Hash)}");
        await File.AppendAllTextAsync(Path, $"{line} {Convert.ToHexStringLower(Sign(line))}\n", cancellation);
    }

    /// <returns>The heads in the order they were written, and the numbers of lines that were not written here.</returns>
    public async Task<(IReadOnlyList<SignedHead> Heads, IReadOnlyList<int> Forged)> Read(CancellationToken cancellation)
    {
        var (heads, forged) = (new List<SignedHead>(), new List<int>());
        var lines = File.Exists(Path) ? await File.ReadAllLinesAsync(Path, cancellation) : [];
        for (var at = 0; at < lines.Length; at++)
        {
            if (Open(lines[at]) is { } head)
                heads.Add(head);
            else if (lines[at].Length > 0)
                forged.Add(at + 1);
        }
        return (heads, forged);
    }

    private SignedHead? Open(string line)
    {
        if (line.Split(' ') is not [var moment, var number, var hash, var signature]
            || signature.Length != 2 * SHA256.HashSizeInBytes || !signature.All(char.IsAsciiHexDigit)
            || !CryptographicOperations.FixedTimeEquals(Convert.FromHexString(signature), Sign($"{moment} {number} {hash}")))
            return null;
        return new(
            DateTimeOffset.ParseExact(moment, Moment, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
            long.Parse(number, CultureInfo.InvariantCulture),
            Convert.FromHexString(hash));
    }

    private byte[] Sign(string line) => secret.Derive(Purpose, Encoding.UTF8.GetBytes(line));
}
