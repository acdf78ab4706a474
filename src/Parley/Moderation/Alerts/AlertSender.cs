using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;
using Parley.Platform.Mail;
using Parley.Platform.Web;
using Parley.Platform.Web.Languages;
using Parley.Sites;
using Quartz;

namespace Parley.Moderation.Alerts;

/// <summary>
/// Sends alerts: a mail to each address of the site, and a call to its webhook, tried again until it is taken. An alert stands in
/// the database until then, so that a node that dies over it loses none.
/// </summary>
[DisallowConcurrentExecution]
internal sealed class AlertSender(
    IDbContextFactory<ParleyContext> reading, IWriteDoor door, Outbox outbox, Outbound outbound, WebhookSignature signature,
    SiteDirectory sites, AllWords words, OwnRoot root, TimeProvider time) : IJob
{
    private const int BatchSize = 50;

    /// <summary>Longer than any call takes, so that no other node calls what this one is calling.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await SendSome(cancellationToken);

    public async Task SendSome(CancellationToken cancellation)
    {
        var now = time.Now;
        await using var db = await reading.CreateDbContextAsync(cancellation);
        foreach (var alert in await db.Alerts.Where(one => one.MailDueAt <= now).OrderBy(one => one.MailDueAt).Take(BatchSize).ToListAsync(cancellation))
            await Mail(alert, cancellation);
        foreach (var alert in await db.Alerts.Where(one => one.CallDueAt <= now).OrderBy(one => one.CallDueAt).Take(BatchSize).ToListAsync(cancellation))
            await Call(alert, cancellation);
    }

    private async Task Mail(Alert alert, CancellationToken cancellation)
    {
        var mails = new List<OutboxMail>();
        if (sites.Find(alert.SiteId) is { } site)
            foreach (var address in AlertRules.Addresses(site.Settings))
                mails.Add(await outbox.Draw(site.Id, address, LetterOf(site, alert)));
        await Change(alert, one => one.Mailed(), cancellation, mails);
    }

    private Letter LetterOf(LiveSite site, Alert alert)
    {
        var said = words.Find(site.View.Language);
        var what = alert.IsThreat ? said["desk.threat"] : ReasonWords.Of(said, alert.Reason);
        return new Letter(
            said, site.Site.Title, said.Format("alert.subject", ("what", what), ("site", site.Site.Title)), [said.Format("alert.waits", ("what", what))], null,
            root.Of(Links.Desk(site.Name, null, alert.CaseId.ToString())) is { } desk ? new(said["alert.open"], desk) : null, [said["alert.why"]]);
    }

    private async Task Call(Alert alert, CancellationToken cancellation)
    {
        if (sites.Find(alert.SiteId) is not { } site || AlertRules.Webhook(site.Settings) is not { } address)
        {
            await Change(alert, one => one.NotCalled(), cancellation);
            return;
        }
        if (!await Change(alert, one => one.Lease(time.Now + Lease), cancellation))
            return;
        var body = JsonSerializer.SerializeToUtf8Bytes(BodyOf(site, alert), Json);
        var answer = await outbound.Send(
            OutboundRequest.Post(address, body, "application/json", signature.Headers(site, alert.Id.ToString(), body, time.Now)), cancellation);
        var isTaken = answer is OutboundAnswer { Status: >= System.Net.HttpStatusCode.OK and < System.Net.HttpStatusCode.MultipleChoices };
        await Change(alert, one =>
        {
            if (isTaken)
                one.Taken(time.Now);
            else
                one.Failed(time.Now);
        }, cancellation);
    }

    private AlertBody BodyOf(LiveSite site, Alert alert) => new(
        alert.Id.ToString(), "case.grave", site.Name, alert.At,
        new(alert.CaseId.ToString(), alert.CommentId.ToString(), alert.Reason, alert.IsThreat, root.Of(Links.Desk(site.Name, null, alert.CaseId.ToString()))));

    /// <returns>False when another node was quicker.</returns>
    private async Task<bool> Change(Alert alert, Action<Alert> change, CancellationToken cancellation, IReadOnlyList<OutboxMail>? mails = null)
    {
        try
        {
            await door.Write(
                db =>
                {
                    db.Attach(alert);
                    change(alert);
                    db.AddRange(mails ?? []);
                    return Task.CompletedTask;
                },
                cancellation);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
    }
}

/// <summary>What a webhook is sent: where to look, and nothing that anybody wrote, nor who wrote it.</summary>
internal sealed record AlertBody(string Id, string Type, string Site, DateTimeOffset At, AlertedCase Case);

/// <param name="Url">The case at the desk; null where nobody said how Parley is reached.</param>
internal sealed record AlertedCase(string Id, string CommentId, string Reason, bool IsThreat, string? Url);
