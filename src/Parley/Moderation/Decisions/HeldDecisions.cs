using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Platform.Data;

namespace Parley.Moderation.Decisions;

/// <summary>What moderators decided about a person and what the person appealed; not who decided.</summary>
internal sealed class HeldDecisions : IHeldOnPerson
{
    public string Name => "decisions";

    public async Task<IReadOnlyList<IReadOnlyList<HeldValue>>> Read(ParleyContext db, Person person, CancellationToken cancellation)
    {
        var appeals = (await db.Appeals.Where(one => one.SiteId == person.SiteId && one.PersonId == person.Id).ToListAsync(cancellation))
            .ToDictionary(one => one.DecisionId);
        return (await db.Decisions.Where(one => one.SiteId == person.SiteId && one.PersonId == person.Id && one.OrderId == null).OrderBy(one => one.Id).ToListAsync(cancellation))
            .ConvertAll(one => (IReadOnlyList<HeldValue>)
            [
                new("id", one.Id.ToString()), new("commentId", one.CommentId?.ToString()), new("kind", EnumWord.Of(one.Kind)), new("reason", one.Reason),
                new("clause", one.Clause), new("words", one.Words), new("excerpt", one.Excerpt), new("passage", one.Passage), new("source", EnumWord.Of(one.Source)),
                new("detectedByMachine", one.IsDetectedByMachine), new("decidedByMachine", one.IsDecidedByMachine), new("until", one.Until), new("at", one.At),
                new("reversedAt", one.ReversedAt ?? one.UndoneAt), new("appeal", appeals.GetValueOrDefault(one.Id)?.Words), new("answer", appeals.GetValueOrDefault(one.Id)?.Answer),
            ]);
    }
}
