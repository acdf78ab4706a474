using Microsoft.EntityFrameworkCore;
using Parley.Moderation.Cases;
using Parley.Platform.Data;
using Parley.Sites;

namespace Parley.Moderation.Alerts;

/// <summary>Notes, in the write that opens a case of the gravest kind, that somebody must hear of it.</summary>
internal sealed class AlertBook(IdSource ids)
{
    public async Task Note(ParleyContext db, LiveSite site, Case found, DateTimeOffset now)
    {
        if (!AlertRules.IsGrave(found) || !AlertRules.IsWanted(site.Settings) || await db.Alerts.AnyAsync(one => one.SiteId == site.Id && one.CaseId == found.Id))
            return;
        db.Add(new Alert(site.Id, ids.New<AlertId>(), found.Id, found.CommentId, found.Reason, found.IsThreat, now));
        await db.SaveChangesAsync();
    }
}

/// <summary>When somebody is told off the desk, and where.</summary>
internal static class AlertRules
{
    public static bool IsGrave(Case found) => found.State == CaseState.Open && (found.IsThreat || found.Severity >= ReasonRules.Gravest);

    public static bool IsWanted(SiteSettings settings) => Addresses(settings).Count > 0 || Webhook(settings) is not null;

    public static IReadOnlyList<string> Addresses(SiteSettings settings) =>
        [.. settings.AlertMail.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.OrdinalIgnoreCase)];

    public static Uri? Webhook(SiteSettings settings) =>
        Uri.TryCreate(settings.AlertWebhook.Trim(), UriKind.Absolute, out var address) && address.Scheme is "https" or "http" ? address : null;
}
