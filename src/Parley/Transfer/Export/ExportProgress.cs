using System.Globalization;

namespace Parley.Transfer.Export;

/// <summary>Says from time to time how far a long export has come.</summary>
internal sealed class ExportProgress(TextWriter to, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private long _told = time.GetTimestamp();

    public void Written(int comments)
    {
        if (comments % 500 != 0 || time.GetElapsedTime(_told) < Pause)
            return;
        _told = time.GetTimestamp();
        to.WriteLine($"{comments.ToString("N0", CultureInfo.InvariantCulture)} comments written");
    }
}
