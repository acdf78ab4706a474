using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Moderation.Cases;
using Parley.Moderation.Decisions;
using Parley.Moderation.Pages;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Platform.Web.Pages;
using Parley.Sites;

namespace Parley.Moderation.Desk;

/// <summary>The moderators' desk, on Parley's own origin.</summary>
internal static class DeskDoor
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/desk", Home).For(Caller.Staff).ExcludeFromDescription();
        var desk = app.MapGroup("/desk/{site}").ExcludeFromDescription();
        desk.MapGet("/", Show).For(Caller.Moderator);
        desk.MapPost("/decide", Decide).WritesFor(Caller.Moderator);
        desk.MapPost("/undo", Undo).WritesFor(Caller.Moderator);
        desk.MapPost("/appeal", Appeal).WritesFor(Caller.Editor);
        desk.MapPost("/claim", Claim).WritesFor(Caller.Moderator);
        desk.MapPost("/note", Note).WritesFor(Caller.Moderator);
        desk.MapGet("/comments/{id}", ToComment).For(Caller.Moderator);
        desk.MapPost("/open", Open).WritesFor(Caller.Moderator);
        desk.MapGet("/filter", Filter).For(Caller.Moderator);
        desk.MapPost("/filters", SaveFilter).WritesFor(Caller.Moderator);
        desk.MapPost("/filters/drop", DropFilter).WritesFor(Caller.Moderator);
    }

    /// <summary>Leads to the one site somebody moderates, or to the list of them.</summary>
    private static async Task<IResult> Home(
        HttpContext http, SiteDirectory sites, PrivatePages pages, IDbContextFactory<ParleyContext> reading, CancellationToken cancellation)
    {
        var account = Entered.Of(http).Account;
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var theirs = await db.People.Where(one => one.AccountId == account.Id && one.Role != Role.Member).Select(one => one.SiteId).ToListAsync(cancellation);
        return pages.SeeOther(http, theirs is [var only] && sites.Find(only) is { } site ? Links.Desk(site.Name) : Links.Staff);
    }

    private static Task<IResult> Show(
        HttpContext http, string? view, string? @case, string? after, string? done, DeskPages desk, CancellationToken cancellation) =>
        desk.Show(http, new DeskPlace(view, @case, after, done), null, null, cancellation);

    private static Task<IResult> ToComment(string id, HttpContext http, DeskPages desk, CancellationToken cancellation) => desk.ToComment(http, id, cancellation);

    /// <summary>Puts together what a filter's form says, and leads there.</summary>
    private static IResult Filter(
        HttpContext http, string? view, string? reason, string? screen, string? section, string? language, DeskPages desk)
    {
        var filter = QueueFilter.Read(view) with { Reason = reason, Screen = screen, Section = section?.Trim(), Language = language?.Trim().ToLowerInvariant() };
        return desk.BackTo(http, Entered.Of(http), new(filter.ToString(), null, null, null));
    }

    private static Task<IResult> Open(HttpContext http, DeskPages desk, CaseDesk cases, CancellationToken cancellation) =>
        desk.Take(http, async (staff, form, place) =>
        {
            var opened = await cases.Open(staff, form["comment"], cancellation);
            return opened.Refusal is { } refusal ? await desk.Show(http, place, form, refusal, cancellation) : desk.BackTo(http, staff, new(null, opened.Value.ToString(), null, null));
        });

    private static Task<IResult> SaveFilter(HttpContext http, DeskPages desk, FilterDesk filters, CancellationToken cancellation) =>
        desk.Take(http, async (staff, form, place) =>
            await filters.Save(staff, form["name"], place.View, form.IsTicked("shared"), cancellation) is { } refusal ? await desk.Show(http, place, form, refusal, cancellation) : desk.BackTo(http, staff, place));

    private static Task<IResult> DropFilter(HttpContext http, DeskPages desk, FilterDesk filters, CancellationToken cancellation) =>
        desk.Take(http, async (staff, form, place) =>
            await filters.Drop(staff, form["filter"], cancellation) is { } refusal ? await desk.Show(http, place, form, refusal, cancellation) : desk.BackTo(http, staff, place with { View = null }));

    private static Task<IResult> Decide(HttpContext http, DeskPages desk, DecideCase deciding, CancellationToken cancellation) =>
        desk.Take(http, async (staff, form, place) =>
        {
            var request = DeskForm.Read(form);
            if (request.Refusal is { } unreadable)
                return await desk.Show(http, place, form, unreadable, cancellation);
            var decided = await deciding.Handle(staff.Site!, staff.Account.Id, request.Value!, cancellation);
            return decided.Refusal is { } refusal
                ? await desk.Show(http, place, form, refusal, cancellation)
                : await desk.Next(http, staff, place, decided.Value!, cancellation);
        });

    private static Task<IResult> Undo(HttpContext http, DeskPages desk, UndoDecision undoing, CancellationToken cancellation) =>
        desk.Take(http, async (staff, form, place) =>
            !IdText.TryRead<DecisionId>(form["batch"], out var batch) ? desk.Refuse(http, new Refusal("decision", 422, "batch"))
            : await undoing.Handle(staff.Site!.Id, staff.Account.Id, batch, cancellation) is { } refusal ? await desk.Show(http, place, form, refusal, cancellation)
            : desk.BackTo(http, staff, place));

    private static Task<IResult> Appeal(HttpContext http, DeskPages desk, AppealDesk appeals, CancellationToken cancellation) =>
        desk.Take(http, async (staff, form, place) =>
            !IdText.TryRead<AppealId>(form["appeal"], out var id) || form["outcome"] is not ("reversed" or "upheld") ? desk.Refuse(http, new Refusal("decision", 422, "appeal"))
            : await appeals.Decide(staff.Site!, staff.Account.Id, id, form["outcome"] == "reversed", form.IsTicked("manifest"), form["words"], cancellation) is { } refusal ? await desk.Show(http, place, form, refusal, cancellation)
            : desk.BackTo(http, staff, place with { Case = null }));

    private static Task<IResult> Claim(HttpContext http, DeskPages desk, CaseDesk cases, CancellationToken cancellation) =>
        desk.Take(http, async (staff, form, place) =>
            await cases.Claim(staff, form["case"], cancellation) is { } refusal ? await desk.Show(http, place, form, refusal, cancellation) : desk.BackTo(http, staff, place));

    private static Task<IResult> Note(HttpContext http, DeskPages desk, CaseDesk cases, CancellationToken cancellation) =>
        desk.Take(http, async (staff, form, place) =>
            await cases.Note(staff, form["case"], form["to"], form["words"], cancellation) is { } refusal
                ? await desk.Show(http, place, form, refusal, cancellation)
                : desk.BackTo(http, staff, place));
}

/// <summary>Where a moderator is: which cases, which of them, from where on, and what they just did.</summary>
internal sealed record DeskPlace(string? View, string? Case, string? After, string? Done);

/// <summary>Claims cases, takes notes, passes cases on and brings back the answer.</summary>
internal sealed class CaseDesk(CaseBook book, IWriteDoor door, IRecord record, IdSource ids, TimeProvider time)
{
    /// <summary>Marks a case so that no two decide it; a second time gives it free.</summary>
    public Task<Refusal?> Claim(Entered staff, string? id, CancellationToken cancellation) => Change(staff, id, (_, found, now) =>
    {
        var holder = found.ClaimAt(now);
        if (holder is { } other && other != staff.Account.Id)
            return new Refusal("case-claimed", 409);
        found.Claim(holder is null ? staff.Account.Id : null, now);
        return null;
    }, cancellation);

    /// <summary>Makes a case of a comment, on a moderator's own account, so that it can be claimed, passed on or frozen.</summary>
    public async Task<Outcome<CaseId>> Open(Entered staff, string? comment, CancellationToken cancellation)
    {
        if (!IdText.TryRead<Comments.CommentId>(comment, out var typed))
            return new Refusal("decision", 422, "comment");
        var site = staff.Site!;
        var written = await door.Write<Outcome<CaseId>>(
            async db =>
            {
                if (await db.Set<Comments.Comment>().AsNoTracking().SingleOrDefaultAsync(one => one.SiteId == site.Id && one.Id == typed) is not { } found)
                    return Refusal.NotFound("comment");
                var opened = await book.Open(db, site, found, CaseSource.Own, Reason.Other with { Severity = 1 }, time.Now);
                record.Add(db, new Platform.Data.Deed(site.Id, "case-opened", "comment", found.Id.Value, EnumWord.Of(ActorKind.Staff), staff.Account.Id.Value, time.Now));
                return opened.Id;
            },
            cancellation);
        return written.Value;
    }

    /// <param name="to">The colleague it is passed to; none for a note alone, or for the answer to whoever asked.</param>
    public Task<Refusal?> Note(Entered staff, string? id, string? to, string? typed, CancellationToken cancellation)
    {
        var words = CleanText.Lines(typed ?? "");
        if (!CleanText.IsVisible(words))
            return Task.FromResult<Refusal?>(new Refusal("note-empty", 422, "words"));
        if (words.Length > CaseNote.MaxLength)
            return Task.FromResult<Refusal?>(new Refusal("too-long", 422, "words", ("max", CaseNote.MaxLength)));
        AccountId? colleague = IdText.TryRead<AccountId>(to, out var read) ? read : null;
        return Change(staff, id, (db, found, now) =>
        {
            var by = staff.Account.Id;
            var (kind, toId) = colleague is not null ? (CaseNoteKind.Passed, colleague)
                : found.PassedTo == by ? (CaseNoteKind.Answered, found.PassedBy)
                : (CaseNoteKind.Note, null);
            db.Add(new CaseNote(found.SiteId, ids.New<CaseNoteId>(), found.Id, kind, by, toId, words, now));
            if (kind == CaseNoteKind.Passed)
                found.Pass(by, toId);
            else if (kind == CaseNoteKind.Answered)
                found.Pass(by, null);
            record.Add(db, new Platform.Data.Deed(found.SiteId, "case-note", EnumWord.Of(kind), found.Id.Value, EnumWord.Of(ActorKind.Staff), by.Value, now)
            {
                Personal = [new("words", words)],
                PersonId = found.AuthorId.Value,
            });
            return null;
        }, cancellation);
    }

    private async Task<Refusal?> Change(Entered staff, string? id, Func<ParleyContext, Case, DateTimeOffset, Refusal?> change, CancellationToken cancellation)
    {
        if (!IdText.TryRead<CaseId>(id, out var typed))
            return new Refusal("decision", 422, "case");
        var site = staff.Site!.Id;
        var written = await door.Write<Refusal?>(
            async db =>
            {
                var found = await db.Cases.AsTracking().SingleOrDefaultAsync(one => one.SiteId == site && one.Id == typed);
                return found is null ? Refusal.NotFound("case") : change(db, found, time.Now);
            },
            cancellation);
        return written.Value;
    }
}
