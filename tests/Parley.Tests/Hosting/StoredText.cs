using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Parley.Tests.Hosting;

/// <summary>Every value of every table, for what must stand in none of them.</summary>
/// <param name="Text">Texts and numbers, a line each.</param>
/// <param name="Bytes">Bytes in hexadecimal, a line each.</param>
internal sealed record StoredText(string Text, string Bytes)
{
    private const string Tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'comment_search%' AND name NOT LIKE 'sqlite%'";
    private const string PostgresTables = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'";

    public static async Task<StoredText> Read(ParleyApp app)
    {
        var (text, bytes) = (new StringBuilder(), new StringBuilder());
        await using var db = await app.OpenToRead();
        foreach (var table in (await Rows(db, app.Database.Engine == Engines.Postgres ? PostgresTables : Tables)).Select(row => (string)row[0]))
            foreach (var value in (await Rows(db, "SELECT * FROM " + table)).SelectMany(row => row))
            {
                if (value is byte[] some)
                    bytes.AppendLine(Convert.ToHexString(some));
                else
                    text.AppendLine(value.ToString());
            }
        return new(text.ToString(), bytes.ToString());
    }

    /// <summary>Whether some words stand anywhere, in whatever letters.</summary>
    public bool Holds(string words) =>
        Text.Contains(words, StringComparison.OrdinalIgnoreCase)
        || Bytes.Contains(Convert.ToHexString(Encoding.UTF8.GetBytes(words)), StringComparison.Ordinal);

    private static async Task<List<object[]>> Rows(Parley.Platform.Data.ParleyContext db, string query)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = query;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<object[]>();
        while (await reader.ReadAsync())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }
        return rows;
    }
}
