using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Platform.Data;
using Parley.Platform.Mail;
using Parley.Platform.Web;
using Parley.Platform.Web.Languages;
using Parley.Sites;
using Quartz;

namespace Parley.Moderation.Decisions;

/// <summary>Mails the statements of reasons: one letter to a person, with all that was decided meanwhile.</summary>
[DisallowConcurrentExecution]
internal sealed class Letters(
    IDbContextFactory<ParleyContext> reading, IWriteDoor door, Outbox outbox, StatementDesk statements, SiteDirectory sites, AllWords words, OwnRoot root, TimeProvider time)
    : DueMails<Decision, (SiteId Site, PersonId Person)>(reading, door, time)
{
    protected override IQueryable<Decision> Due(ParleyContext db, DateTimeOffset now) =>
        db.Decisions.Where(one => one.LetterDueAt <= now).OrderBy(one => one.LetterDueAt);

    protected override (SiteId Site, PersonId Person) To(Decision row) => (row.SiteId, row.PersonId);

    protected override void Mark(ParleyContext db, Decision row, DateTimeOffset now)
    {
        db.Attach(row);
        row.Told(now);
    }

    /// <returns>Null where there is no mail address: the statement stands on the person's own page all the same.</returns>
    protected override async Task<OutboxMail?> Draw(
        ParleyContext db, (SiteId Site, PersonId Person) to, IReadOnlyList<Decision> rows, CancellationToken cancellation)
    {
        var account = await (
            from person in db.People
            join known in db.Accounts on person.AccountId equals known.Id
            where person.SiteId == to.Site && person.Id == to.Person && known.IsMailConfirmed && known.SiteId == to.Site
            select known).SingleOrDefaultAsync(cancellation);
        if (account?.Mail is not { } address || sites.Find(to.Site) is not { } site || root.Of(Links.Statement("x")) is null)
            return null;
        var appeals = (await db.Appeals.Where(one => one.SiteId == to.Site && one.PersonId == to.Person && one.Outcome != AppealOutcome.Open).ToListAsync(cancellation))
            .ToDictionary(one => one.DecisionId);
        var said = words.Find(account.Language ?? site.View.Language);
        return await outbox.Draw(site.Id, address, LetterOf(site, said, [.. rows.OrderBy(decision => decision.Id.Value)], appeals));
    }

    private Letter LetterOf(LiveSite site, Words said, IReadOnlyList<Decision> decisions, Dictionary<DecisionId, Appeal> appeals)
    {
        var lines = decisions.Select(decision => appeals.GetValueOrDefault(decision.Id) is { } appeal
            ? said.Format("statement.outcome", ("outcome", EnumWord.Of(appeal.Outcome))) + (appeal.Answer is null ? "" : " " + appeal.Answer)
            : LineOf(said, decision));
        return new Letter(
            said,
            site.Site.Title,
            said.Format("statement.subject", ("count", decisions.Count), ("site", site.Site.Title)),
            [.. lines],
            null,
            new LetterLink(said["statement.open"], root.Of(Links.Statement(decisions[^1].Id.ToString(), statements.KeyOf(decisions[^1])))!),
            [said["statement.redress"]]);
    }

    private static string LineOf(Words said, Decision decision)
    {
        var line = said.Format("statement.kind", ("kind", EnumWord.Of(decision.Kind)));
        if (decision.Reason is { } reason)
            line += " " + said.Format("statement.groundIs", ("ground", decision.Ground is { } ground ? EnumWord.Of(ground) : "terms"), ("reason", ReasonWords.Of(said, reason)));
        return decision.Words is { } words ? line + "\n" + words : line;
    }
}
