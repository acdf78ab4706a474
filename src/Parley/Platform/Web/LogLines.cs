using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Parley.Platform.Web;

/// <summary>
/// The log on a terminal: one line for each happening, in which nothing a request brought can start a line of its own,
/// turn the reading direction or speak to the terminal. Written elsewhere than to a terminal the log is JSON, a line each.
/// </summary>
internal sealed class LogLines(TimeProvider time) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "parley";

    /// <summary>Marks the lines of an exception, so that none passes for a line of the log.</summary>
    private const string ExceptionMark = "  | ";

    public static void AddTo(ILoggingBuilder logging, bool isTerminal)
    {
        logging.ClearProviders();
        logging.AddJsonConsole(json =>
        {
            json.UseUtcTimestamp = true;
            json.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
        });
        logging.AddConsoleFormatter<LogLines, ConsoleFormatterOptions>();
        logging.AddConsole(console => console.FormatterName = isTerminal ? FormatterName : ConsoleFormatterNames.Json);
    }

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var moment = time.GetUtcNow().ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        textWriter.WriteLine(
            $"{moment} {Word(logEntry.LogLevel)} {logEntry.Category}: {Escape(logEntry.Formatter(logEntry.State, logEntry.Exception))}");
        foreach (var line in logEntry.Exception?.ToString().Split('\n') ?? [])
            textWriter.WriteLine(ExceptionMark + Escape(line.TrimEnd('\r')));
    }

    /// <summary>A text in which all that is not plainly visible is written as its number.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (char.GetUnicodeCategory(letter) is UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}");
            else
                escaped.Append(letter);
        }
        return escaped.ToString();
    }

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Trace or LogLevel.Debug => "debug",
        LogLevel.Information => "info ",
        LogLevel.Warning => "warn ",
        _ => "ERROR",
    };
}
