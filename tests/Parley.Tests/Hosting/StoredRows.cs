using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Comments;
using Parley.Moderation.Cases;
using Parley.Moderation.Decisions;
using Parley.Moderation.Flaggers;
using Parley.Moderation.Misuse;
using Parley.Moderation.Notices;
using Parley.Moderation.Orders;
using Parley.Moderation.Record;
using Parley.Moderation.Reports;
using Parley.Moderation.Threats;
using Parley.Platform.Events;
using Parley.Platform.Mail;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Tests.Hosting;

/// <summary>How many rows every table holds that writing could touch: what was refused must leave all of them as they were.</summary>
internal sealed record StoredRows(
    int Stories, int Addresses, int People, int Comments, int Revisions, int Corrections, int StateChanges, int Keys, int Events,
    int Accounts, int Sessions, int Passkeys, int Codes, int StaffChanges, int Settings, int Mails, int Avatars, int Ignored,
    int Deeds, int Reports, int Cases, int CaseNotes, int Decisions, int Appeals, int Notices, int NoticeItems, int ThreatFiles, int NoticeSenders,
    int Orders, int OrderItems, int OrderPeople, int Flaggers, int Appellants, int ThreatNews)
{
    public static async Task<StoredRows> Count(ParleyApp app)
    {
        await app.CatchUp();
        await using var db = await app.OpenToRead();
        return new(
            await db.Stories.CountAsync(),
            await db.StoryAddresses.CountAsync(),
            await db.People.CountAsync(),
            await db.Comments.CountAsync(),
            await db.CommentRevisions.CountAsync(),
            await db.Corrections.CountAsync(),
            await db.StateChanges.CountAsync(),
            await db.IdempotencyKeys.CountAsync(),
            await db.Set<EventRow>().CountAsync(),
            await db.Accounts.CountAsync(),
            await db.Sessions.CountAsync(),
            await db.Passkeys.CountAsync(),
            await db.Codes.CountAsync(),
            await db.StaffChanges.CountAsync(),
            await db.Settings.CountAsync(),
            await db.Set<OutboxMail>().CountAsync(),
            await db.Set<Parley.Accounts.Avatars.Avatar>().CountAsync(),
            await db.Set<Parley.Accounts.Ignoring.IgnoredPerson>().CountAsync(),
            await db.AuditLog.CountAsync(),
            await db.Reports.CountAsync(),
            await db.Cases.CountAsync(),
            await db.CaseNotes.CountAsync(),
            await db.Decisions.CountAsync(),
            await db.Appeals.CountAsync(),
            await db.Notices.CountAsync(),
            await db.NoticeItems.CountAsync(),
            await db.ThreatFiles.CountAsync(),
            await db.NoticeSenders.CountAsync(),
            await db.AuthorityOrders.CountAsync(),
            await db.OrderItems.CountAsync(),
            await db.OrderPeople.CountAsync(),
            await db.Flaggers.CountAsync(),
            await db.Appellants.CountAsync(),
            await db.ThreatNews.CountAsync());
    }
}
