using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Platform.Data;

namespace Parley.Moderation.Reports;

/// <summary>What a person reported, what it weighed and what came of it.</summary>
internal sealed class HeldReports : IHeldOnPerson
{
    public string Name => "reports";

    public async Task<IReadOnlyList<IReadOnlyList<HeldValue>>> Read(ParleyContext db, Person person, CancellationToken cancellation) =>
        (await db.Reports.Where(one => one.SiteId == person.SiteId && one.ReporterId == person.Id).OrderBy(one => one.Id).ToListAsync(cancellation))
            .ConvertAll(one => (IReadOnlyList<HeldValue>)
            [
                new("commentId", one.CommentId.ToString()), new("reason", one.Reason), new("words", one.Words), new("weight", one.Weight),
                new("at", one.At), new("outcome", EnumWord.Of(one.Outcome)), new("decidedAt", one.DecidedAt),
            ]);
}
