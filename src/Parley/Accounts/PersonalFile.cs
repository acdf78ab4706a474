using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;

namespace Parley.Accounts;

/// <summary>All that is held on a person, as a zip of JSON and CSV.</summary>
internal sealed class PersonalFile(IEnumerable<IHeldOnPerson> parts, IDbContextFactory<ParleyContext> reading)
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The names of all parts.</summary>
    public IReadOnlyList<string> Parts => [.. parts.Select(part => part.Name)];

    /// <param name="only">The parts wanted; null for all.</param>
    public async Task<byte[]> Write(Person person, IReadOnlyCollection<string>? only, CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        using var file = new MemoryStream();
        await using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var part in parts.Where(part => only?.Contains(part.Name) != false))
            {
                var rows = await part.Read(db, person, cancellation);
                await Add(zip, part.Name + ".json", JsonOf(rows), cancellation);
                await Add(zip, part.Name + ".csv", CsvOf(rows), cancellation);
            }
        return file.ToArray();
    }

    private static async Task Add(ZipArchive zip, string name, string text, CancellationToken cancellation)
    {
        await using var entry = await zip.CreateEntry(name).OpenAsync(cancellation);
        await entry.WriteAsync(Encoding.UTF8.GetBytes(text), cancellation);
    }

    private static string JsonOf(IReadOnlyList<IReadOnlyList<HeldValue>> rows) => new JsonArray(
        [.. rows.Select(row => new JsonObject(row.Select(one => KeyValuePair.Create(one.Field, NodeOf(one.Value)))))]).ToJsonString(Json);

    private static JsonNode? NodeOf(object? value) => value switch
    {
        null => null,
        bool truth => truth,
        int number => number,
        _ => TextOf(value),
    };

    private static string CsvOf(IReadOnlyList<IReadOnlyList<HeldValue>> rows)
    {
        var text = new StringBuilder();
        if (rows.Count > 0)
            text.AppendJoin(',', rows[0].Select(one => one.Field)).Append("\r\n");
        foreach (var row in rows)
            text.AppendJoin(',', row.Select(one => Cell(TextOf(one.Value)))).Append("\r\n");
        return text.ToString();
    }

    private static string TextOf(object? value) => value switch
    {
        null => "",
        DateTimeOffset moment => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        bool truth => truth ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    /// <summary>A text that a spreadsheet would take for a formula gets an apostrophe before it, which says that it is text.</summary>
    private static string Cell(string text)
    {
        var safe = text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;
        return safe.AsSpan().ContainsAny(",\"\r\n") ? '"' + safe.Replace("\"", "\"\"", StringComparison.Ordinal) + '"' : safe;
    }
}
