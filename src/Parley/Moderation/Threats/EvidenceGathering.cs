using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Comments;
using Parley.Moderation.Notices;
using Parley.Moderation.Reports;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Moderation.Threats;

/// <summary>Copies what is held about a comment and its author, and seals it; nothing outside the copy is touched.</summary>
internal sealed class EvidenceGathering(Seal seal, OwnRoot root)
{
    private const string Purpose = "evidence";

    /// <summary>Of a long conversation the nearest: enough to see what was answered, and to whom.</summary>
    private const int MaxAbove = 10, MaxReplies = 20;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task<FrozenEvidence> Freeze(ParleyContext db, LiveSite site, Comment comment, AccountId by, DateTimeOffset now, CancellationToken cancellation)
    {
        var evidence = await Gather(db, site, comment, by, now, cancellation);
        var bytes = JsonSerializer.SerializeToUtf8Bytes(evidence, Json);
        return new(seal.Close(Purpose, bytes), Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    /// <returns>Null where it is gone, another installation closed it, or it is not what was frozen.</returns>
    public string? Open(ThreatFile file) =>
        file.Evidence is { } closed && seal.Open(Purpose, closed) is { } bytes && Convert.ToHexStringLower(SHA256.HashData(bytes)) == file.Digest
            ? System.Text.Encoding.UTF8.GetString(bytes)
            : null;

    public static byte[] Write(EvidenceFile file) => JsonSerializer.SerializeToUtf8Bytes(file, Json);

    private async Task<Evidence> Gather(ParleyContext db, LiveSite site, Comment comment, AccountId by, DateTimeOffset now, CancellationToken cancellation)
    {
        var story = await db.Set<Story>().SingleAsync(one => one.SiteId == site.Id && one.Id == comment.StoryId, cancellation);
        var address = await db.Set<StoryAddress>().Where(one => one.SiteId == site.Id && one.StoryId == story.Id)
            .OrderByDescending(one => one.IsCanonical).Select(one => one.Address).FirstOrDefaultAsync(cancellation);
        var earlier = await db.CommentRevisions.Where(one => one.SiteId == site.Id && one.CommentId == comment.Id).OrderBy(one => one.Revision).ToListAsync(cancellation);
        var replies = await db.Comments.Where(one => one.SiteId == site.Id && one.ParentId == comment.Id).OrderBy(one => one.Id).Take(MaxReplies).ToListAsync(cancellation);
        return new(
            now,
            by.ToString(),
            new(site.Name, site.Site.Title, root.Value?.AbsoluteUri),
            new(story.Id.ToString(), story.Title, address),
            (await Draw(db, comment, cancellation)) with { Earlier = earlier.ConvertAll(one => new EvidenceWording(one.Revision, one.Body, one.WrittenAt)) },
            await Above(db, comment, cancellation),
            await Draw(db, replies, cancellation),
            await Author(db, comment, cancellation),
            await Reports(db, comment, cancellation),
            await Notices(db, comment, cancellation));
    }

    private async Task<IReadOnlyList<EvidenceComment>> Above(ParleyContext db, Comment comment, CancellationToken cancellation)
    {
        var above = new List<EvidenceComment>();
        for (var parent = comment.ParentId; parent is { } id && above.Count < MaxAbove;)
        {
            var next = await db.Comments.SingleAsync(one => one.SiteId == comment.SiteId && one.Id == id, cancellation);
            above.Insert(0, await Draw(db, next, cancellation));
            parent = next.ParentId;
        }
        return above;
    }

    private async Task<IReadOnlyList<EvidenceComment>> Draw(ParleyContext db, IReadOnlyList<Comment> comments, CancellationToken cancellation)
    {
        var drawn = new List<EvidenceComment>();
        foreach (var comment in comments)
            drawn.Add(await Draw(db, comment, cancellation));
        return drawn;
    }

    private async Task<EvidenceComment> Draw(ParleyContext db, Comment comment, CancellationToken cancellation)
    {
        var name = await db.People.Where(one => one.SiteId == comment.SiteId && one.Id == comment.AuthorId).Select(one => one.Name).SingleAsync(cancellation);
        return new(
            comment.Id.ToString(), root.Of(Links.Comment(comment.Id.ToString())), comment.AuthorId.ToString(), name, comment.Body, EnumWord.Of(comment.State),
            comment.Revision, comment.PostedAt, comment.EditedAt);
    }

    private static async Task<EvidenceAuthor> Author(ParleyContext db, Comment comment, CancellationToken cancellation)
    {
        var person = await db.People.SingleAsync(one => one.SiteId == comment.SiteId && one.Id == comment.AuthorId, cancellation);
        var account = await db.Accounts.SingleOrDefaultAsync(one => one.Id == person.AccountId, cancellation);
        var names = await db.FormerNames.Where(one => one.SiteId == person.SiteId && one.PersonId == person.Id).OrderBy(one => one.GivenUpAt).Select(one => one.Name).ToListAsync(cancellation);
        var signIns = await db.ExternalSignIns.Where(one => one.AccountId == person.AccountId).ToListAsync(cancellation);
        var sessions = await db.Sessions.Where(one => one.AccountId == person.AccountId && one.SiteId == person.SiteId).OrderBy(one => one.Id).ToListAsync(cancellation);
        return new(
            person.Id.ToString(), person.Name, EnumWord.Of(person.Kind), person.CreatedAt, names, account?.Id.ToString(), account?.Mail, account is { IsMailConfirmed: true },
            account?.PublisherId, account?.Language,
            signIns.ConvertAll(one => new EvidenceSignIn(one.Provider, one.Subject)),
            sessions.ConvertAll(one => new EvidenceSession(one.Device, EnumWord.Of(one.Way), one.CreatedAt, one.SeenAt, one.EndedAt)));
    }

    private static async Task<IReadOnlyList<EvidenceReport>> Reports(ParleyContext db, Comment comment, CancellationToken cancellation) =>
        (await db.Reports.Where(one => one.SiteId == comment.SiteId && one.CommentId == comment.Id).OrderBy(one => one.Id).ToListAsync(cancellation))
            .ConvertAll(one => new EvidenceReport(one.Reason, one.Words, one.Revision, one.At));

    private static async Task<IReadOnlyList<EvidenceNotice>> Notices(ParleyContext db, Comment comment, CancellationToken cancellation)
    {
        var notices = await (
            from item in db.NoticeItems
            join notice in db.Notices on new { item.SiteId, Id = item.NoticeId } equals new { notice.SiteId, notice.Id }
            where item.SiteId == comment.SiteId && item.CommentId == comment.Id
            orderby notice.Id
            select notice).ToListAsync(cancellation);
        return notices.ConvertAll(one => new EvidenceNotice(one.Id.ToString(), one.Reason, one.Law, one.Explanation, one.At));
    }
}
