using System.Text;
using Microsoft.EntityFrameworkCore;
using Parley.Tests.Hosting;

namespace Parley.Tests.Accounts;

/// <summary>Whoever gets hold of the database alone can write as nobody: of what opens a door it holds hashes.</summary>
public sealed class StoredSecretsTest
{
    [Theory, ClassData<Engines>]
    public async Task No_row_holds_a_token_a_key_or_the_installations_secret(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var answer = await Call.Post(app, $"/api/v1/stories/{story}/comments").With("Idempotency-Key", "a-key-of-the-call").Json(new { body = "Words.", name = "Ann" }).Send();
        var token = answer.Must(201).Json.GetProperty("authorToken").GetString()!;
        var secret = (await File.ReadAllTextAsync(Path.Combine(app.Database.DataFolder, "secret"))).Trim();
        await app.CatchUp();

        var (text, bytes) = await Dump(app);

        Assert.Contains("Words.", text, StringComparison.Ordinal);
        // A token names its person first; what proves it comes after.
        var parts = new[] { token[^22..], app.ApiKey[^22..], secret, "a-key-of-the-call" };
        foreach (var part in parts)
        {
            Assert.DoesNotContain(part, text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Convert.ToHexString(Encoding.UTF8.GetBytes(part)), bytes, StringComparison.Ordinal);
        }
        Assert.DoesNotContain(secret, bytes, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Every value of every table: texts and numbers, and bytes in hexadecimal.</summary>
    private static async Task<(string Text, string Bytes)> Dump(ParleyApp app)
    {
        var (text, bytes) = (new StringBuilder(), new StringBuilder());
        await using var db = await app.OpenToRead();
        await db.Database.OpenConnectionAsync();
        foreach (var table in db.Model.GetEntityTypes().Select(entity => entity.GetTableName()).Distinct())
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = "SELECT * FROM " + table;
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                for (var column = 0; column < reader.FieldCount; column++)
                {
                    if (reader.GetValue(column) is byte[] some)
                        bytes.AppendLine(Convert.ToHexString(some));
                    else
                        text.AppendLine(reader.GetValue(column).ToString());
                }
        }
        return (text.ToString(), bytes.ToString());
    }
}
