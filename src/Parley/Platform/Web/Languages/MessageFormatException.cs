namespace Parley.Platform.Web.Languages;

/// <summary>A message that is not in the ICU form: a bug in a language file, found when it is loaded.</summary>
internal sealed class MessageFormatException(int column, string what)
    : FormatException($"column {column}: {what}")
{
    /// <summary>Where in the message, counted from 1.</summary>
    public int Column { get; } = column;

    public string What { get; } = what;
}
