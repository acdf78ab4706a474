using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Comments;
using Parley.Moderation.Cases;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Moderation.Reports;

/// <summary>A reader reports a comment; the form and JSON both end here.</summary>
internal sealed class ReportComment(
    CommentFinder comments, StoryFinder stories, StoryGate gate, Callers callers, AuthorTokens tokens, CaseBook cases, IWriteDoor door, IEngine engine, IdSource ids, TimeProvider time)
{
    /// <param name="Reason">A word of the site's list.</param>
    /// <param name="Words">What is wrong, in a few words; nobody but moderators reads them.</param>
    public sealed record Request(string? Reason, string? Words = null);

    /// <param name="AuthorToken">For somebody new: by it they are known again.</param>
    public sealed record Reported(LiveSite Site, string? AuthorToken);

    private sealed record Draft(LiveSite Site, Comment Comment, Reason Reason, string? Words, Person? Known, Person? Guest);

    public async Task<Outcome<Reported>> Handle(HttpContext http, string id, Request request, CancellationToken cancellation)
    {
        var draft = await Judge(http, id, request, cancellation);
        if (draft.Refusal is { } refusal)
            return refusal;
        try
        {
            var written = await door.Write<Outcome<Reported>>(db => Save(db, draft.Value!), cancellation);
            return written.Value.Refusal is { } late ? late : new Reported(draft.Value!.Site, draft.Value.Guest is { } guest ? tokens.TokenOf(guest.Id) : null);
        }
        catch (DbUpdateException failure) when (engine.IsDuplicate(failure))
        {
            return new Refusal("reported-already", 409);
        }
    }

    private async Task<Outcome<Draft>> Judge(HttpContext http, string id, Request request, CancellationToken cancellation)
    {
        if (await comments.Listed(id, cancellation) is not { } found || await stories.ById(found.Comment.StoryId, cancellation) is not { } story)
            return Refusal.NotFound("comment");
        var caller = await callers.Read(http, found.Site, cancellation);
        if (caller.Refusal is { } unknown)
            return unknown;
        var reader = caller.Value;
        if (await gate.MayRead(http, story, cancellation) is { } closed)
            return closed;
        if ((AccessRules.May(story.Access.Report, reader) ?? (reader is null ? null : StandingRules.MayWrite(reader, time.Now))) is { } refused)
            return refused;
        if (ReportRules.MayReport(found.Comment, reader?.Id) is { } unfit)
            return unfit;
        if (ReasonRules.Find(found.Site.Settings.Reasons, request.Reason) is not { } reason)
            return new Refusal("report-reason", 422, "reason");
        var words = CleanText.Line(request.Words ?? "");
        if (ReportRules.WordsMayBe(words) is { } tooLong)
            return tooLong;
        var guest = reader is null ? NewGuest(found.Site.Id) : null;
        return new Draft(found.Site, found.Comment, reason, words.Length == 0 ? null : words, reader, guest);
    }

    private Person NewGuest(SiteId site)
    {
        var id = ids.New<PersonId>();
        return Person.Unnamed(site, id, tokens.SecretOf(id), time.Now);
    }

    /// <summary>Inside the door: the reader's report, and the case it opens or weighs on.</summary>
    private async Task<Outcome<Reported>> Save(ParleyContext db, Draft draft)
    {
        var (now, site) = (time.Now, draft.Site.Id);
        var comment = await db.Comments.SingleAsync(one => one.SiteId == site && one.Id == draft.Comment.Id);
        if (ReportRules.MayReport(comment, draft.Known?.Id) is { } unfit)
            return unfit;
        var reporter = draft.Known?.Id ?? draft.Guest!.Id;
        if (draft.Known is not null && await db.Reports.AnyAsync(one => one.SiteId == site && one.CommentId == comment.Id && one.ReporterId == reporter))
            return new Refusal("reported-already", 409);
        if (draft.Guest is { } guest)
            db.Add(guest);
        var accuracy = draft.Guest is null ? await Accuracy.Of(db, site, reporter) : default;
        var isNewcomer = ReportRules.IsNewcomer(draft.Known, now);
        db.Add(new Report(
            site, ids.New<ReportId>(), comment.Id, reporter, draft.Reason.Code, draft.Words, comment.Revision,
            ReportRules.WeightOf(accuracy.Upheld, accuracy.Dismissed, isNewcomer), isNewcomer, now));
        await db.SaveChangesAsync();
        await cases.Reported(db, draft.Site, comment, draft.Reason, now);
        return new Reported(draft.Site, null);
    }
}
