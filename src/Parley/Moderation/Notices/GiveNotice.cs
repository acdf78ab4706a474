using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Comments;
using Parley.Moderation.Cases;
using Parley.Moderation.Flaggers;
using Parley.Moderation.Misuse;
using Parley.Platform.Data;
using Parley.Platform.Mail;
using Parley.Platform.Web;
using Parley.Platform.Web.Languages;
using Parley.Sites;

namespace Parley.Moderation.Notices;

/// <summary>Takes a notice of illegal content from anyone: it gets a number and a receipt, and its comments become cases.</summary>
internal sealed class GiveNotice(
    CaseBook cases, NoticeBook book, NoticeContacts contacts, Callers callers, Outbox outbox, IWriteDoor door, IDbContextFactory<ParleyContext> reading,
    IRecord record, IdSource ids, OwnRoot root, TimeProvider time)
{
    public sealed record Request(string? Items, string? Reason, string? Law, string? Explanation, string? Name, string? Mail, bool IsInGoodFaith)
    {
        /// <summary>A trusted flagger, known by their token; null for anybody else.</summary>
        public Flagger? Flagger { get; init; }
    }

    /// <param name="Notice">With the key of its private page.</param>
    public sealed record Given(NoticeId Notice, string Key);

    private sealed record Draft(Notice Notice, IReadOnlyList<CommentId> Items, Reason Reason, OutboxMail? Receipt);

    /// <summary>What was typed, once it may be a notice.</summary>
    private sealed record Judged(IReadOnlyList<CommentId> Items, Reason Reason, string Law, string Explanation, string Name, MailAddress? Mail, FlaggerId? Flagger);

    public async Task<Outcome<Given>> Handle(HttpContext http, LiveSite site, Request request, Words words, CancellationToken cancellation)
    {
        var judged = Judge(site, request);
        if (judged.Refusal is { } refusal)
            return refusal;
        var person = (await callers.Read(http, site, cancellation)).Value?.Id;
        var draft = await Prepare(site, judged.Value!, person, words, cancellation);
        if (draft.Refusal is { } unfit)
            return unfit;
        var written = await door.Write(db => Save(db, site, draft.Value!), cancellation);
        return new Given(written.Value.Id, contacts.KeyOf(written.Value));
    }

    private static Outcome<Judged> Judge(LiveSite site, Request request)
    {
        var items = NoticeRules.ReadItems(request.Items ?? "");
        var (law, explanation, name) = (CleanText.Line(request.Law ?? ""), CleanText.Lines(request.Explanation ?? ""), CleanText.Line(request.Flagger?.Name ?? request.Name ?? ""));
        if ((NoticeRules.ItemsMayBe(items) ?? NoticeRules.LawMayBe(law) ?? NoticeRules.ExplanationMayBe(explanation)) is { } unfit)
            return unfit;
        if (ReasonRules.ForNotices(site.Settings.Reasons).FirstOrDefault(one => one.Code == request.Reason) is not { } reason)
            return new Refusal("report-reason", 422, "reason");
        MailAddress? mail = null;
        var typed = request.Flagger?.Mail ?? request.Mail;
        if (!string.IsNullOrWhiteSpace(typed))
        {
            var read = MailAddress.Read(typed);
            if (read.Refusal is { } noMail)
                return noMail;
            mail = read.Value;
        }
        if (NoticeRules.ContactMayBe(name, mail, reason) is { } nameless)
            return nameless;
        return request.IsInGoodFaith ? new Judged(items!, reason, law, explanation, name, mail, request.Flagger?.Id) : new Refusal("notice-faith", 422, "faith");
    }

    private async Task<Outcome<Draft>> Prepare(LiveSite site, Judged typed, PersonId? person, Words words, CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var wanted = typed.Items.ToList();
        if (await db.Comments.CountAsync(one => one.SiteId == site.Id && one.IsListed && EF.Parameter(wanted).Contains(one.Id), cancellation) != wanted.Count)
            return new Refusal("notice-items", 422, "items");
        var notice = new Notice(
            site.Id,
            ids.New<NoticeId>(),
            new(typed.Reason.Code, typed.Law.Length == 0 ? null : typed.Law, typed.Explanation, words.Language),
            person,
            contacts.Close(site.Id, typed.Name.Length == 0 ? null : typed.Name, typed.Mail),
            time.Now,
            typed.Flagger);
        if (typed.Flagger is null && await MisuseReader.SuspendedUntil(db, site.Id, notice.ContactKey, notice.At) is { } until)
            return new Refusal("notice-suspended", 403, null, ("date", words.Date(until)));
        var receipt = typed.Mail is { } mail && await MayMail(db, notice, cancellation)
            ? await outbox.Draw(site.Id, mail.Text, Receipt(site, notice, wanted.Count, words))
            : null;
        return new Draft(notice, wanted, typed.Reason, receipt);
    }

    private static async Task<bool> MayMail(ParleyContext db, Notice notice, CancellationToken cancellation)
    {
        var since = notice.At.AddHours(-1);
        return await db.Notices.CountAsync(
            one => one.SiteId == notice.SiteId && one.ContactKey == notice.ContactKey && one.At > since, cancellation) < NoticeRules.MaxReceiptsAnHour;
    }

    private Letter Receipt(LiveSite site, Notice notice, int count, Words words) => new(
        words,
        site.Site.Title,
        words.Format("notice.subject", ("number", notice.Id.ToString()), ("site", site.Site.Title)),
        [words.Format("notice.receipt", ("number", notice.Id.ToString()), ("date", words.DateTime(notice.At)), ("count", count)), notice.Explanation],
        null,
        root.Of(Links.GivenNotice(site.Name, notice.Id.ToString(), contacts.KeyOf(notice))) is { } address ? new LetterLink(words["notice.open"], address) : null,
        [words["notice.next"]]);

    /// <summary>Inside the door: the notice with its comments, each a case; what is gone already is answered at once.</summary>
    private async Task<Notice> Save(ParleyContext db, LiveSite site, Draft draft)
    {
        var (now, notice) = (time.Now, draft.Notice);
        if (await Twin(db, notice) is { } twin)
            return twin;
        db.Add(notice);
        var wanted = draft.Items.ToList();
        var comments = await db.Comments.Where(one => one.SiteId == site.Id && EF.Parameter(wanted).Contains(one.Id)).ToListAsync();
        foreach (var comment in comments)
            db.Add(new NoticeItem(site.Id, notice.Id, comment.Id, comment.Revision));
        if (draft.Receipt is { } receipt)
            db.Add(receipt);
        record.Add(db, new Platform.Data.Deed(site.Id, "notice", draft.Reason.Code, notice.Id.Value, NoticeBook.Anyone, null, now)
        {
            Facts = [new("items", draft.Items.Count.ToString(CultureInfo.InvariantCulture)), new("flagger", notice.FlaggerId is null ? null : "yes")],
        });
        await db.SaveChangesAsync();
        foreach (var comment in comments)
            if (comment.State is CommentState.Published or CommentState.Held)
                await cases.Open(db, site, comment, CaseSource.Notice, draft.Reason, now, notice.FlaggerId is not null);
            else
                await book.Settle(db, site.Id, comment.Id, null, now);
        return notice;
    }

    /// <summary>The same notice sent twice, by a second press of the button.</summary>
    private static async Task<Notice?> Twin(ParleyContext db, Notice notice)
    {
        var since = notice.At - NoticeRules.RepeatWithin;
        return notice.ContactKey is null ? null : await db.Notices.OrderBy(one => one.Id).FirstOrDefaultAsync(one => one.SiteId == notice.SiteId
            && one.ContactKey == notice.ContactKey && one.At > since && one.Explanation == notice.Explanation && one.Reason == notice.Reason);
    }
}
