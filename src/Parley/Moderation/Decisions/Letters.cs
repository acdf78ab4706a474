using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Platform.Data;
using Parley.Platform.Mail;
using Parley.Platform.Web;
using Parley.Platform.Web.Languages;
using Parley.Sites;
using Quartz;

namespace Parley.Moderation.Decisions;

/// <summary>Sends the statements of reasons that are due: one letter to a person, with all that was decided meanwhile.</summary>
[DisallowConcurrentExecution]
internal sealed class Letters(
    IDbContextFactory<ParleyContext> reading, IWriteDoor door, Outbox outbox, StatementDesk statements, SiteDirectory sites, AllWords words, OwnRoot root, TimeProvider time) : IJob
{
    private const int BatchSize = 200;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        while (await SendSome(cancellationToken) == BatchSize)
            cancellationToken.ThrowIfCancellationRequested();
    }

    /// <returns>How many were due.</returns>
    public async Task<int> SendSome(CancellationToken cancellation)
    {
        var now = time.Now;
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var due = await db.Decisions.Where(one => one.LetterDueAt <= now).OrderBy(one => one.LetterDueAt).Take(BatchSize).ToListAsync(cancellation);
        foreach (var one in due.GroupBy(decision => (decision.SiteId, decision.PersonId)))
            await Send(one.Key.SiteId, one.Key.PersonId, [.. one.OrderBy(decision => decision.Id.Value)], now, cancellation);
        return due.Count;
    }

    private async Task Send(SiteId siteId, PersonId person, IReadOnlyList<Decision> decisions, DateTimeOffset now, CancellationToken cancellation)
    {
        var mail = sites.Find(siteId) is { } site ? await Draw(site, person, decisions, cancellation) : null;
        try
        {
            await door.Write(
                db =>
                {
                    foreach (var decision in decisions)
                    {
                        db.Attach(decision);
                        decision.Told(now);
                    }
                    if (mail is not null)
                        db.Add(mail);
                    return Task.CompletedTask;
                },
                cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another node was quicker, or a decision was undone: what is still due comes again.
        }
    }

    /// <returns>Null where there is no mail address: the statement stands on the person's own page all the same.</returns>
    private async Task<OutboxMail?> Draw(LiveSite site, PersonId personId, IReadOnlyList<Decision> decisions, CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var account = await (
            from person in db.People
            join known in db.Accounts on person.AccountId equals known.Id
            where person.SiteId == site.Id && person.Id == personId && known.IsMailConfirmed && known.SiteId == site.Id
            select known).SingleOrDefaultAsync(cancellation);
        if (account?.Mail is not { } address || root.Of(Links.Statement("x")) is null)
            return null;
        var appeals = (await db.Appeals.Where(one => one.SiteId == site.Id && one.PersonId == personId && one.Outcome != AppealOutcome.Open).ToListAsync(cancellation))
            .ToDictionary(one => one.DecisionId);
        var said = words.Find(account.Language ?? site.View.Language);
        return await outbox.Draw(site.Id, address, LetterOf(site, said, decisions, appeals));
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
