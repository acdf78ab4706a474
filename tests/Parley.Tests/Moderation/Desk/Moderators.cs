using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Parley.Moderation.Cases;
using Parley.Moderation.Desk;
using Parley.Tests.Hosting;

namespace Parley.Tests.Moderation.Desk;

/// <summary>A desk with something on it, used by the front door.</summary>
internal static partial class Moderators
{
    /// <summary>A reader reports; each one is new.</summary>
    public static async Task Report(ParleyApp app, string comment, string reason = "insult", string? words = null) =>
        (await Call.Post(app, $"/api/v1/comments/{comment}/reports").Json(new { reason, words }).Send()).Must(201);

    /// <summary>The case of a comment as the desk's form names it.</summary>
    public static async Task<string> Seen(ParleyApp app, string comment)
    {
        await using var db = await app.OpenToRead();
        var found = (await db.Cases.ToListAsync()).Single(one => one.CommentId.ToString() == comment);
        var revision = (await db.Set<Parley.Comments.Comment>().ToListAsync()).Single(one => one.Id.ToString() == comment).Revision;
        return DeskForm.Write(found.Id.ToString(), found.Version, revision);
    }

    public static Task<Answer> Decide(TestBrowser moderator, string seen, string decision, string? reason = "insult", params (string Name, string? Value)[] more) =>
        moderator.Post("/desk/news/decide", [("case", seen), ("at", seen.Split('.')[0]), ("decision", decision), ("reason", reason), .. more]);

    /// <summary>By which what was just decided is undone.</summary>
    public static string Batch(Answer decided) => Done().Match(decided["Location"] ?? "") is { Success: true } done
        ? done.Groups[1].Value
        : throw new FormatException($"{decided.Status} {decided["Location"]} {decided.Text}");

    [GeneratedRegex("done=([a-z0-9]{13})")]
    private static partial Regex Done();
}
