using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Parley.Transfer.Records;

namespace Parley.Transfer.Import;

/// <summary>A line of the file: its record, or what is wrong with it in words.</summary>
/// <param name="Number">From 1.</param>
internal readonly record struct RecordLine(int Number, ExportRecord? Record, string? Fault);

/// <summary>Reads the lines of an export into records.</summary>
internal sealed class RecordReader(Stream stream)
{
    /// <summary>Longer than any record of ours can be; a longer line is no record.</summary>
    public const int MaxLineBytes = 1024 * 1024;

    private readonly LineReader _lines = new(stream, MaxLineBytes);

    /// <summary>Reads the first line, which says what the file is.</summary>
    /// <returns>The header, or why this file cannot be read.</returns>
    public async Task<(HeaderRecord? Header, string? Fault)> ReadHeader(CancellationToken cancellation)
    {
        var line = await _lines.Next(cancellation);
        if (line is null)
            return (null, "The file is empty.");
        var text = line.Value.Span;
        if (text.StartsWith("\uFEFF"u8))
            text = text["\uFEFF"u8.Length..];
        return _lines.IsTooLong ? (null, NotOurs) : ReadHeader(text);
    }

    public async IAsyncEnumerable<RecordLine> ReadAll([EnumeratorCancellation] CancellationToken cancellation)
    {
        while (await _lines.Next(cancellation) is { } line)
        {
            if (_lines.IsTooLong)
                yield return new(_lines.Number, null, $"the line is longer than {MaxLineBytes / 1024 / 1024} MB");
            else if (!line.Span.Trim(" \t\r"u8).IsEmpty)
                yield return Read(line.Span, _lines.Number);
        }
    }

    private const string NotOurs = "This is not a Parley export: its first line does not say so.";

    private static (HeaderRecord? Header, string? Fault) ReadHeader(ReadOnlySpan<byte> line)
    {
        try
        {
            using var told = JsonDocument.Parse(line.ToArray());
            if (told.RootElement.ValueKind != JsonValueKind.Object
                || !told.RootElement.TryGetProperty("format", out var format)
                || format.ValueKind != JsonValueKind.String || format.GetString() != HeaderRecord.FormatName)
                return (null, NotOurs);
            if (told.RootElement.TryGetProperty("version", out var version) && version.TryGetInt32(out var number)
                && number > HeaderRecord.CurrentVersion)
                return (null, $"This export has version {number}; this Parley reads versions up to {HeaderRecord.CurrentVersion}. Import it with the Parley that made it, or a newer one.");
            return (told.RootElement.Deserialize(RecordJson.Default.HeaderRecord), null);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return (null, NotOurs);
        }
    }

    private static RecordLine Read(ReadOnlySpan<byte> line, int number)
    {
        try
        {
            var (record, fault) = Read(line);
            return new(number, record, fault ?? Unfit(line));
        }
        catch (JsonException failure)
        {
            return new(number, null, Describe(failure));
        }
    }

    private static (ExportRecord? Record, string? Fault) Read(ReadOnlySpan<byte> line)
    {
        var kind = KindOf(line);
        return kind switch
        {
            CommentRecord.Kind => Deserialize(line, RecordJson.Default.CommentRecord),
            AccountRecord.Kind => Deserialize(line, RecordJson.Default.AccountRecord),
            PersonRecord.RecordKind => Deserialize(line, RecordJson.Default.PersonRecord),
            IgnoreRecord.Kind => Deserialize(line, RecordJson.Default.IgnoreRecord),
            StoryRecord.Kind => Deserialize(line, RecordJson.Default.StoryRecord),
            RevisionRecord.Kind => Deserialize(line, RecordJson.Default.RevisionRecord),
            CorrectionRecord.Kind => Deserialize(line, RecordJson.Default.CorrectionRecord),
            ScreeningRecord.Kind => Deserialize(line, RecordJson.Default.ScreeningRecord),
            WordListRecord.Kind => Deserialize(line, RecordJson.Default.WordListRecord),
            ChangeRecord.Kind => Deserialize(line, RecordJson.Default.ChangeRecord),
            SiteRecord.Kind => Deserialize(line, RecordJson.Default.SiteRecord),
            EndRecord.Kind => Deserialize(line, RecordJson.Default.EndRecord),
            null => (null, "it is no record: a line begins with {\"record\":"),
            _ => (null, $"records of the kind \"{Short(kind)}\" are not known to this Parley"),
        };
    }

    private static (ExportRecord? Record, string? Fault) Deserialize<TRecord>(ReadOnlySpan<byte> line, JsonTypeInfo<TRecord> type)
        where TRecord : ExportRecord =>
        JsonSerializer.Deserialize(line, type) is { } record ? (record, null) : (null, "it is no record");

    /// <summary>The kind a line says it is, which its first field is.</summary>
    private static string? KindOf(ReadOnlySpan<byte> line)
    {
        var json = new Utf8JsonReader(line);
        try
        {
            return json.Read() && json.TokenType == JsonTokenType.StartObject
                && json.Read() && json.TokenType == JsonTokenType.PropertyName && json.ValueTextEquals("record"u8)
                && json.Read() && json.TokenType == JsonTokenType.String
                ? json.GetString()
                : null;
        }
        catch (InvalidOperationException)
        {
            // Bytes that are no UTF-8.
            return null;
        }
    }

    /// <summary>
    /// What the types let pass: null in a list, and U+0000 in a text, which can only stand there escaped and which
    /// PostgreSQL does not keep.
    /// </summary>
    private static string? Unfit(ReadOnlySpan<byte> line)
    {
        if (line.IndexOf("\\u0000"u8) < 0 && line.IndexOf("null"u8) < 0)
            return null;
        var json = new Utf8JsonReader(line);
        while (json.Read())
        {
            if (json.TokenType == JsonTokenType.Null)
                return "it holds null; what is absent is left out";
            if (json.TokenType == JsonTokenType.String && json.GetString()!.Contains('\0'))
                return "it holds the character U+0000, which no text may hold";
        }
        return null;
    }

    private static string Describe(JsonException failure)
    {
        var field = failure.Path is ['$', '.', .. var path] ? $"its field \"{Short(path)}\" cannot be read" : "it cannot be read";
        // The serializer tells at length where it stood in its input; the line number says that already.
        var at = failure.Message.IndexOf(" Path: ", StringComparison.Ordinal);
        var why = at < 0 ? failure.Message : failure.Message[..at];
        return $"{field}: {Short(why)}";
    }

    /// <summary>Words from the file or about it, fit for a terminal.</summary>
    private static string Short(string text)
    {
        var line = Platform.Web.CleanText.Line(text);
        return line.Length <= 200 ? line : line[..200] + "…";
    }
}
