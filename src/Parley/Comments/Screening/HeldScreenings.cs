using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Platform.Data;
using Parley.Platform.Events;

namespace Parley.Comments.Screening;

/// <summary>What screens said of what a person wrote, what was refused included.</summary>
internal sealed class HeldScreenings : IHeldOnPerson
{
    public string Name => "screenings";

    public async Task<IReadOnlyList<IReadOnlyList<HeldValue>>> Read(ParleyContext db, Person person, CancellationToken cancellation)
    {
        var theirs = db.Comments.Where(one => one.SiteId == person.SiteId && one.AuthorId == person.Id).Select(one => one.Id);
        var said = await db.Screenings.Where(one => one.SiteId == person.SiteId && theirs.Contains(one.CommentId)).OrderBy(one => one.At).ToListAsync(cancellation);
        var guests = db.Set<Person>().Where(one => one.SiteId == person.SiteId && one.MergedInto == person.Id).Select(one => (PersonId?)one.Id);
        var refused = await db.RefusedTexts
            .Where(one => one.SiteId == person.SiteId && (one.PersonId == person.Id || guests.Contains(one.PersonId)))
            .OrderBy(one => one.At).ToListAsync(cancellation);
        return
        [
            .. said.Select(one => Row(one.CommentId.ToString(), one.Revision, one.Outcome, one.Findings, one.At, null)),
            .. refused.Select(one => Row(one.CommentId?.ToString(), null, one.Outcome, one.Findings, one.At, one.Body)),
        ];
    }

    private static IReadOnlyList<HeldValue> Row(string? comment, int? revision, Verdict outcome, string findings, DateTimeOffset at, string? text) =>
        [new("commentId", comment), new("revision", revision), new("outcome", EnumWord.Of(outcome)), new("findings", findings), new("at", at), new("text", text)];
}

/// <summary>When an account is erased, nothing says any more whose text was refused.</summary>
internal sealed class ErasedRefusals : IStoredReaction
{
    public string Name => "erased-refusals";

    public async Task React(ParleyContext db, IReadOnlyList<RecordedEvent> events, DateTimeOffset now)
    {
        foreach (var one in events)
            if (one.Happened is PersonErased erased)
            {
                var guests = db.Set<Person>().Where(person => person.SiteId == one.SiteId && person.MergedInto == erased.PersonId).Select(person => (PersonId?)person.Id);
                await db.RefusedTexts
                    .Where(row => row.SiteId == one.SiteId && (row.PersonId == erased.PersonId || guests.Contains(row.PersonId)))
                    .ExecuteDeleteAsync();
            }
    }
}
