using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Platform.Data;
using Parley.Platform.Web;

namespace Parley.Comments;

/// <summary>What makes two posts the same one.</summary>
/// <param name="IsGiven">The caller named a key; else it is made from what a form sends again when its button is pressed twice.</param>
internal sealed record PostKey(byte[] Hash, byte[] BodyHash, bool IsGiven)
{
    private const int MinLength = 8;
    private const int MaxLength = 255;

    /// <param name="author">Null for a new guest, whose key is the story's.</param>
    /// <returns>Null where nothing tells a repetition: JSON without a key.</returns>
    public static Outcome<PostKey?> Of(
        HttpContext http, PostTarget target, Person? author, string name, string? parent, string body, string? given, InstallationSecret secret)
    {
        if (given is not null && (given.Length is < MinLength or > MaxLength || given.Any(char.IsControl)))
            return new Refusal("idempotency-shape", 422, "Idempotency-Key", ("min", MinLength), ("max", MaxLength));
        var who = author?.Id.ToString() ?? target.Scope;
        var content = IdempotencyKey.HashOf(target.Scope, parent ?? "", body, author is null ? name : "");
        if (given is not null)
            return new PostKey(IdempotencyKey.HashOf("key", who, given), content, true);
        if (!http.Request.HasFormContentType)
            return new Outcome<PostKey?>(null, null);
        var client = author is null ? name + "\n" + ClientAddress.Key(http.Connection.RemoteIpAddress) : "";
        var hash = IdempotencyKey.HashOf("form", who, client, target.Scope, parent ?? "", body);
        // Keyed: all else in it stands in the database too, so that of a bare hash the client's address could be tried out.
        return new PostKey(author is null ? secret.Derive("form-key", hash) : hash, content, false);
    }

    /// <summary>Whether a remembered key still counts.</summary>
    public bool Covers(IdempotencyKey known, DateTimeOffset now) =>
        now - known.At < (IsGiven ? IdempotencyKey.KeptFor : IdempotencyKey.SameForm);

    /// <summary>Inside the door: keeps the key with the comment it made. A key that is there fails the whole write as a duplicate.</summary>
    public void Remember(ParleyContext db, SiteId site, CommentId comment, DateTimeOffset now) =>
        db.Add(new IdempotencyKey(site, Hash, BodyHash, comment, now));

    /// <summary>The same for a key that was found there, over which this one goes when its time has passed.</summary>
    /// <exception cref="AlreadyMade">The key still counts: another call was quicker.</exception>
    public async Task Renew(ParleyContext db, SiteId site, CommentId comment, DateTimeOffset now)
    {
        var row = db.IdempotencyKeys.Where(one => one.SiteId == site && one.Key == Hash);
        // Writes nothing, but holds the row: of two calls that renew it at once the second finds what the first made.
        if (await row.ExecuteUpdateAsync(held => held.SetProperty(one => one.At, one => one.At)) == 0)
        {
            Remember(db, site, comment, now);
            return;
        }
        var known = await row.SingleAsync();
        if (Covers(known, now))
            throw new AlreadyMade();
        known.Renew(BodyHash, comment, now);
    }
}

/// <summary>The comment a call asks for was made by the same call a moment earlier.</summary>
internal sealed class AlreadyMade : Exception;
