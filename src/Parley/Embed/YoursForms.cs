using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Parley.Accounts;
using Parley.Comments;
using Parley.Comments.Screening;
using Parley.Embed.Pages;
using Parley.Moderation.Decisions;
using Parley.Moderation.Orders;
using Parley.Notifications;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Embed;

/// <summary>The private page of a comment, where its author edits, corrects and deletes it without script.</summary>
internal static class YoursForms
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/comments/{id}/yours", Show).ForAnyone().ExcludeFromDescription();
        app.MapPost("/comments/{id}/edit", Edit).WritesForAuthors().ExcludeFromDescription();
        app.MapPost("/comments/{id}/correction", Correct).WritesForAuthors().ExcludeFromDescription();
        app.MapPost("/comments/{id}/delete", Delete).WritesForAuthors().ExcludeFromDescription();
        app.MapPost("/comments/{id}/mail", LeaveMail).WritesForAuthors().Mails().ExcludeFromDescription();
    }

    private static async Task<IResult> Show(string id, HttpContext http, YoursDesk yours, CancellationToken cancellation) =>
        await yours.Draw(http, id, StatusCodes.Status200OK, null, null, cancellation);

    private static Task<IResult> Edit(string id, HttpContext http, YoursDesk yours, AuthorChanges changes, CancellationToken cancellation) =>
        yours.Handle(http, id, "edit", form => changes.Edit(http, id, form["body"], form.IsTicked("continued"), form.IsTicked(ScreeningRules.Meant), cancellation), cancellation);

    private static Task<IResult> Correct(string id, HttpContext http, YoursDesk yours, AuthorChanges changes, CancellationToken cancellation) =>
        yours.Handle(http, id, "correction", form => changes.Correct(http, id, form["text"], form.IsTicked(ScreeningRules.Meant), cancellation), cancellation);

    private static Task<IResult> Delete(string id, HttpContext http, YoursDesk yours, AuthorChanges changes, CancellationToken cancellation) =>
        yours.Handle(http, id, "delete", _ => changes.Delete(http, id, cancellation), cancellation);

    private static Task<IResult> LeaveMail(string id, HttpContext http, YoursDesk yours, CancellationToken cancellation) =>
        yours.LeaveMail(http, id, cancellation);
}

/// <summary>Draws the private page and takes its forms.</summary>
internal sealed class YoursDesk(
    CommentFinder comments,
    StoryFinder stories,
    Callers callers,
    ThreadReader threads,
    SharedPages pages,
    ThreadMailDesk mails,
    StatementDesk statements,
    OrderTold orders,
    InstallationSecret secret,
    TimeProvider time)
{
    /// <summary>Takes a form of the page: its token is checked, then it is done or shown again.</summary>
    public async Task<IResult> Handle(
        HttpContext http, string id, string form, Func<FormText, Task<Outcome<ChangedComment>>> change, CancellationToken cancellation)
    {
        var typed = await FormText.Read(http, cancellation);
        if (typed.Refusal is { } unreadable)
            return pages.Refuse(http, unreadable);
        var fields = typed.Value!;
        var (found, reader) = await Find(http, id, cancellation);
        if (found is null)
            return pages.Refuse(http, Refusal.NotFound("comment"));
        var body = new DraftView(fields["body"] ?? fields["text"], Continued: fields.IsTicked("continued"));
        if (reader is null || !IsToken(fields["token"], found.Comment, reader))
            return await Again(http, id, form, body, new Refusal("not-meant", 403), found.Site, cancellation);
        if (form == "edit" && fields.IsTicked("preview"))
            return WriterPage.Preview(body, found.Site, out var unfit) is { } preview
                ? await Draw(http, id, StatusCodes.Status200OK, preview, null, cancellation)
                : await Again(http, id, form, body, unfit!, found.Site, cancellation);
        var changed = await change(fields);
        return changed.Refusal is { } refusal
            ? await Again(http, id, form, body, refusal, found.Site, cancellation)
            : WriterPage.SeeOther(
                pages.Language(http, found.Site.View.Language),
                // What has to wait now stands without its words where others see it.
                changed.Value!.Comment.State == CommentState.Held ? Links.Yours(id) : Links.Comment(id), changed.Value!.Comment.Id, changed.Value.Position);
    }

    /// <summary>A guest leaves an address to be told of answers; it is kept once its owner confirms it.</summary>
    public async Task<IResult> LeaveMail(HttpContext http, string id, CancellationToken cancellation)
    {
        var typed = await FormText.Read(http, cancellation);
        if (typed.Refusal is { } unreadable)
            return pages.Refuse(http, unreadable);
        var (found, reader) = await Find(http, id, cancellation);
        if (found is null)
            return pages.Refuse(http, Refusal.NotFound("comment"));
        var language = pages.Language(http, found.Site.View.Language);
        var refusal = reader is null || !IsToken(typed.Value!["token"], found.Comment, reader)
            ? new Refusal("not-meant", 403)
            : await mails.Ask(found, reader, typed.Value!["mail"], language.Words, cancellation);
        var said = refusal is null ? null : SharedPages.Say(refusal, language.Words);
        return await Draw(
            http, id, refusal?.Status ?? StatusCodes.Status200OK, null, null, cancellation, new LeftMailView(typed.Value!["mail"], said));
    }

    public async Task<IResult> Draw(
        HttpContext http, string id, int status, DraftView? draft, DraftView? correction, CancellationToken cancellation, LeftMailView? mail = null)
    {
        var (found, reader) = await Find(http, id, cancellation);
        if (found is null)
            return pages.Refuse(http, Refusal.NotFound("comment"));
        var isTheirs = reader?.Id == found.Comment.AuthorId;
        var until = found.Comment.RewordUntil ?? (found.Comment.PostedAt + found.Site.Settings.EditWindow);
        var language = pages.Language(http, found.Site.View.Language);
        return await pages.Private<YoursPage>(http, status, new()
        {
            [nameof(YoursPage.Words)] = language.Words,
            [nameof(YoursPage.Site)] = found.Site.View,
            [nameof(YoursPage.Comment)] = isTheirs
                ? await threads.ReadOwn(found.Comment, found.Site, cancellation)
                : await threads.ReadOne(found.Comment, found.Site, cancellation),
            [nameof(YoursPage.IsModerator)] = await callers.IsModerator(http, found.Site, cancellation),
            [nameof(YoursPage.IsKnown)] = reader is not null,
            [nameof(YoursPage.Token)] = isTheirs ? TokenFor(found.Comment, reader!) : null,
            [nameof(YoursPage.Statement)] = isTheirs ? await WhyOf(found.Comment, cancellation) : null,
            [nameof(YoursPage.Asked)] = isTheirs ? await statements.Asked(found.Comment, found.Site, cancellation) : null,
            [nameof(YoursPage.EditUntil)] = isTheirs && until >= time.Now ? until : null,
            [nameof(YoursPage.TakesMail)] = isTheirs && found.Comment.State != CommentState.Removed && await stories.ById(found.Comment.StoryId, cancellation) is { } story
                && ThreadMailRules.MayLeave(reader!, story, time.Now) is null,
            [nameof(YoursPage.Mail)] = mail,
            [nameof(YoursPage.Draft)] = draft,
            [nameof(YoursPage.Correction)] = correction,
        });
    }

    /// <summary>Where it is told why the comment is restricted: by the site, or since an authority ordered it.</summary>
    private async Task<string?> WhyOf(Comment comment, CancellationToken cancellation) =>
        await statements.About(comment, cancellation) is { } statement ? Links.Statement(statement)
        : await orders.About(comment, cancellation) is { } order ? Links.OrderTold(order)
        : null;

    /// <summary>The page with a form that was refused, holding what was typed and saying why.</summary>
    private async Task<IResult> Again(
        HttpContext http, string id, string form, DraftView typed, Refusal refusal, LiveSite site, CancellationToken cancellation)
    {
        refusal.Announce(http);
        var wrong = typed with
        {
            ErrorField = refusal.Field,
            IsNudged = refusal.Confirm is not null,
            Passage = refusal.Passage,
            Statement = refusal.Statement,
            Error = SharedPages.Say(refusal, pages.Language(http, site.View.Language).Words),
        };
        return form switch
        {
            "edit" => await Draw(http, id, refusal.Status, wrong, null, cancellation),
            "correction" => await Draw(http, id, refusal.Status, null, wrong, cancellation),
            _ => pages.Refuse(http, refusal, back: Links.Yours(id)),
        };
    }

    /// <summary>The comment, when this reader may know of it, and who the reader is.</summary>
    private async Task<(FoundComment? Found, Person? Reader)> Find(HttpContext http, string id, CancellationToken cancellation)
    {
        if (await comments.Any(id, cancellation) is not { } found || await stories.ById(found.Comment.StoryId, cancellation) is null)
            return (null, null);
        var reader = (await callers.Read(http, found.Site, cancellation)).Value;
        return found.Comment.IsListed || reader?.Id == found.Comment.AuthorId ? (found, reader) : (null, null);
    }

    /// <summary>A second proof that a form was meant: only this reader's own private page holds it.</summary>
    private string TokenFor(Comment comment, Person reader) =>
        Base64Url.EncodeToString(secret.Derive("form-token", Encoding.ASCII.GetBytes($"{comment.Id}{reader.Id}")).AsSpan(0, 16));

    private bool IsToken(string? shown, Comment comment, Person reader) =>
        shown is not null && CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(shown), Encoding.UTF8.GetBytes(TokenFor(comment, reader)));
}
