using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Platform.Data;

namespace Parley.Moderation.Threats;

/// <summary>
/// That evidence of a comment was kept and given to an authority, once that is over. Before, nobody is told: it could undo the
/// inquiry it was kept for (GDPR, Art. 23(1)(d)).
/// </summary>
internal sealed class HeldThreats : IHeldOnPerson
{
    public string Name => "evidence";

    public async Task<IReadOnlyList<IReadOnlyList<HeldValue>>> Read(ParleyContext db, Person person, CancellationToken cancellation)
    {
        var rows = await (
            from file in db.ThreatFiles
            join comment in db.Set<Comments.Comment>() on new { file.SiteId, Id = file.CommentId } equals new { comment.SiteId, comment.Id }
            where file.SiteId == person.SiteId && comment.AuthorId == person.Id && file.Evidence == null
            orderby file.Id
            select file).ToListAsync(cancellation);
        return rows.ConvertAll(one => (IReadOnlyList<HeldValue>)
            [new("commentId", one.CommentId.ToString()), new("frozenAt", one.FrozenAt), new("authority", one.SentAt is null ? null : one.Authority), new("sentAt", one.SentAt), new("destroyedAt", one.EndedAt)]);
    }
}
