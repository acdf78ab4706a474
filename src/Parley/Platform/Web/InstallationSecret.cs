using System.Security.Cryptography;
using System.Text;

namespace Parley.Platform.Web;

/// <summary>The one secret of an installation, shared by all its nodes; everything else is derived from it.</summary>
internal sealed class InstallationSecret
{
    private const int MinBytes = 16;
    private readonly byte[] _secret;

    /// <exception cref="ArgumentException">It is too short to be a secret.</exception>
    public InstallationSecret(string text)
    {
        _secret = Encoding.UTF8.GetBytes(text.Trim());
        if (_secret.Length < MinBytes)
            throw new ArgumentException($"The installation's secret is shorter than {MinBytes} bytes.");
    }

    /// <summary>From the file named, the text given (<c>PARLEY_SECRET</c>), or a file of mode 0600 in the data folder, made on first use.</summary>
    /// <exception cref="IOException">The file cannot be read or made.</exception>
    public static InstallationSecret Load(string? file, string? text, string dataFolder)
    {
        if (file is not null)
            return new(File.ReadAllText(file));
        if (!string.IsNullOrWhiteSpace(text))
            return new(text);
        var own = Path.Combine(dataFolder, "secret");
        if (!File.Exists(own))
            Make(own);
        return new(File.ReadAllText(own));
    }

    /// <summary>32 bytes for one purpose and subject, of no use for any other (HMAC-SHA256).</summary>
    public byte[] Derive(string purpose, ReadOnlySpan<byte> subject)
    {
        var label = Encoding.UTF8.GetBytes(purpose + "\n");
        byte[] message = [.. label, .. subject];
        return HMACSHA256.HashData(_secret, message);
    }

    private static void Make(string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        // Written beside it first: whoever finds it finds it whole.
        var draft = $"{file}.{Environment.ProcessId}";
        using (var writer = new StreamWriter(draft, options))
            writer.WriteLine(Convert.ToHexString(RandomNumberGenerator.GetBytes(32)));
        try
        {
            File.Move(draft, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            // Another process of this installation made it at the same moment.
            File.Delete(draft);
        }
    }
}
