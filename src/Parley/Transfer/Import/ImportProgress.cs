using System.Globalization;

namespace Parley.Transfer.Import;

/// <summary>Says from time to time how far a long import has come.</summary>
internal sealed class ImportProgress(TextWriter to, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly long _began = time.GetTimestamp();
    private long _told = time.GetTimestamp();

    /// <summary>Since the import began.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(_began);

    public void Checked(int comments)
    {
        if (comments % 1_000 == 0)
            Tell($"Checking: {Number(comments)} comments read");
    }

    public void Written(int comments, int of) => Tell($"Writing: {Number(comments)} of {Number(of)} comments");

    private void Tell(string line)
    {
        if (time.GetElapsedTime(_told) < Pause)
            return;
        _told = time.GetTimestamp();
        to.WriteLine(line);
    }

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
