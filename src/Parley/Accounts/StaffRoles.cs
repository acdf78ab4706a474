using Microsoft.EntityFrameworkCore;
using Parley.Accounts.Pages;
using Parley.Platform.Data;
using Parley.Platform.Mail;
using Parley.Platform.Web;
using Parley.Platform.Web.Pages;

namespace Parley.Accounts;

/// <summary>Somebody who acts on a site.</summary>
/// <param name="Role">As <c>staff.role</c> names it.</param>
/// <param name="MayChange">Whether the one who looks may change it.</param>
public sealed record StaffMemberView(string Id, string? Name, string? Mail, string Role, bool MayChange);

/// <summary>Who is who on a site: staff are invited by mail, and every change of a role is recorded.</summary>
internal static class StaffRoles
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var site = app.MapGroup("/staff/{site}").ExcludeFromDescription();
        site.MapGet("/people", (HttpContext http, string? done, RolesDesk desk, CancellationToken cancellation) =>
            desk.Show(http, done == "yes", null, null, cancellation)).For(Caller.Administrator);
        site.MapPost("/people/invite", Invite).WritesFor(Caller.Administrator, mustConfirm: true).Mails();
        site.MapPost("/people/role", Change).WritesFor(Caller.Administrator, mustConfirm: true);
    }

    private static Task<IResult> Invite(HttpContext http, StaffPages pages, RolesDesk desk, CancellationToken cancellation) =>
        pages.WithForm(http, async form =>
            await desk.Invite(http, form["mail"], form["name"], form["role"], cancellation) is { } refusal
                ? await desk.Show(http, false, refusal, form["mail"], cancellation)
                : Done(http, pages));

    private static Task<IResult> Change(HttpContext http, StaffPages pages, RolesDesk desk, CancellationToken cancellation) =>
        pages.WithForm(http, async form =>
            await desk.Change(http, form["person"], form["role"], cancellation) is { } refusal
                ? await desk.Show(http, false, refusal, null, cancellation)
                : Done(http, pages));

    private static IResult Done(HttpContext http, StaffPages pages) =>
        pages.SeeOther(http, Links.StaffSite(Entered.Of(http).Site!.Name, "people") + "?done=yes");
}

/// <summary>Shows and changes who acts on a site.</summary>
internal sealed class RolesDesk(
    StaffPages pages, AccountFinder accounts, StaffLinks links, Outbox outbox, IWriteDoor door, IDbContextFactory<ParleyContext> reading, IdSource ids, IRecord record, TimeProvider time)
{
    public async Task<IResult> Show(HttpContext http, bool done, Refusal? refusal, string? mail, CancellationToken cancellation)
    {
        var staff = Entered.Of(http);
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var members = await (
            from person in db.People
            join account in db.Accounts on person.AccountId equals account.Id
            where person.SiteId == staff.Site!.Id && person.Role != Role.Member
            orderby person.Id
            select new { Person = person, Account = account }).ToListAsync(cancellation);
        return await pages.Show<RolesPage>(http, refusal, new()
        {
            [nameof(RolesPage.Words)] = pages.Words(http),
            [nameof(RolesPage.Site)] = staff.Site!.View,
            [nameof(RolesPage.Members)] = members.ConvertAll(one => new StaffMemberView(
                one.Person.Id.ToString(),
                one.Person.Name,
                one.Account.Mail,
                EnumWord.Of(one.Person.Role),
                one.Account.Id != staff.Account.Id && !one.Account.IsOwner)),
            [nameof(RolesPage.Done)] = done,
            [nameof(RolesPage.Mail)] = mail,
            [nameof(RolesPage.Wrong)] = pages.WrongOf(http, refusal),
        });
    }

    /// <summary>Makes somebody staff of a site: with an account of theirs if there is one, else with a new one and a link to open it.</summary>
    public async Task<Refusal?> Invite(HttpContext http, string? typedMail, string? typedName, string? typedRole, CancellationToken cancellation)
    {
        var staff = Entered.Of(http);
        var mail = MailAddress.Read(typedMail);
        if (mail.Refusal is { } noMail)
            return noMail;
        var name = PersonName.Read(typedName);
        if (name.Refusal is { } nameless)
            return nameless;
        if (ReadRole(typedRole) is not { } role || role == Role.Member)
            return new Refusal("role", 422, "role");
        var known = await accounts.ByMail(null, mail.Value!, cancellation);
        var account = known ?? Account.OfStaff(ids.New<AccountId>(), mail.Value!, isOwner: false, AccountStore.NewStamp(), time.Now);
        var (link, address) = links.Make(account.Id);
        var words = pages.Words(http);
        var title = staff.Site!.Site.Title;
        var letter = await outbox.Draw(staff.Site.Id, mail.Value!.Text, new Letter(
            words,
            title,
            words.Format("mail.staff.subject", ("site", title)),
            [words.Format("mail.staff.line", ("site", title), ("role", words.Format("staff.role", ("role", EnumWord.Of(role)))))],
            null,
            new LetterLink(words["mail.staff.link"], known is null ? address : links.Home),
            [words.Format("mail.staff.foot", ("days", (int)StaffLinks.Lifetime.TotalDays))]));
        var written = await door.Write<Refusal?>(
            async db =>
            {
                if (await db.People.AnyAsync(person => person.SiteId == staff.Site.Id && person.AccountId == account.Id))
                    return new Refusal("staff-already", 409, "mail");
                if (known is null)
                {
                    db.Add(account);
                    db.Add(link);
                }
                var person = Person.OfAccount(staff.Site.Id, ids.New<PersonId>(), account.Id, name.Value!, time.Now);
                person.Wear(Badge.Staff);
                db.Add(person);
                Serve(db, staff, person, role);
                db.Add(letter);
                return null;
            },
            cancellation);
        return written.Value;
    }

    /// <summary>Gives somebody of the staff another role, or none. Nobody changes their own, and nobody the owner's.</summary>
    public async Task<Refusal?> Change(HttpContext http, string? id, string? typedRole, CancellationToken cancellation)
    {
        var staff = Entered.Of(http);
        if (ReadRole(typedRole) is not { } role)
            return new Refusal("role", 422, "role");
        if (!IdText.TryRead<PersonId>(id, out var personId))
            return new Refusal("person", 404);
        var written = await door.Write<Refusal?>(
            async db =>
            {
                var person = await db.People.AsTracking().SingleOrDefaultAsync(one => one.SiteId == staff.Site!.Id && one.Id == personId);
                var account = person?.AccountId is { } known ? await db.Accounts.SingleOrDefaultAsync(one => one.Id == known) : null;
                if (account is not { IsStaff: true })
                    return new Refusal("person", 404);
                if (account.Id == staff.Account.Id || account.IsOwner)
                    return new Refusal("role-own", 403);
                Serve(db, staff, person!, role);
                return null;
            },
            cancellation);
        return written.Value;
    }

    private static Role? ReadRole(string? typed) => typed is null ? null : EnumWord.Read<Role>(typed);

    private void Serve(ParleyContext db, Entered staff, Person person, Role role)
    {
        var now = time.Now;
        record.Add(db, new StaffChange(
            ids.New<StaffChangeId>(), staff.Site!.Id, StaffMatter.Role, person.Name ?? person.Id.ToString(), EnumWord.Of(person.Role), EnumWord.Of(role), Actor.Staff(staff.Account.Id), now));
        db.Record(staff.Site.Id, person.Serve(role), now);
    }
}
