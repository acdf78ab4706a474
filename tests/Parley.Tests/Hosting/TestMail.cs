using System.Text.RegularExpressions;
using MimeKit;

namespace Parley.Tests.Hosting;

/// <summary>The mails an installation without a server put into its data folder.</summary>
internal static partial class TestMail
{
    private const int Tries = 200;

    /// <summary>The newest mail to an address; waits until there are <paramref name="count"/> to it.</summary>
    public static async Task<MimeMessage> To(ParleyApp app, string address, int count = 1)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var mails = await All(app, address);
            if (mails.Count >= count)
                return mails[^1];
            await Task.Delay(50);
        }
        throw new TimeoutException($"No mail came to {address}.");
    }

    public static async Task<IReadOnlyList<MimeMessage>> All(ParleyApp app, string address)
    {
        var folder = Path.Combine(app.Database.DataFolder, "mail");
        var mails = new List<MimeMessage>();
        string[] files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.eml") : [];
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            try
            {
                await using var stream = File.OpenRead(file);
                mails.Add(await MimeMessage.LoadAsync(stream));
            }
            catch (Exception unfinished) when (unfinished is FormatException or IOException)
            {
                // Still being written; the next look finds it whole.
            }
        }
        return mails.FindAll(mail => mail.To.Mailboxes.Any(box => box.Address == address));
    }

    /// <summary>The six digits of a mail.</summary>
    public static string Digits(MimeMessage mail) => Shown().Match(mail.TextBody ?? "") is { Success: true } digits
        ? digits.Groups[1].Value + digits.Groups[2].Value
        : throw new FormatException(mail.TextBody);

    /// <summary>Path and query of the link in a mail.</summary>
    public static string Link(MimeMessage mail) => new Uri(Address().Match(mail.TextBody ?? "").Value).PathAndQuery;

    [GeneratedRegex(@"(\d{3}) (\d{3})")]
    private static partial Regex Shown();

    [GeneratedRegex(@"http\S+")]
    private static partial Regex Address();
}
