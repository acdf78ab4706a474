using Parley.Accounts;
using Parley.Moderation.Desk;
using Parley.Platform.Events;
using Parley.Platform.Web;
using Parley.Sites;

namespace Parley.Moderation.Misuse;

/// <summary>What staff do about misuse of notices and appeals; about misuse of comments they decide as about any person.</summary>
internal static class MisuseDoor
{
    public static void AddMisuse(this IServiceCollection services)
    {
        services.AddSingleton<MisuseDesk>();
        services.AddSingleton<AppealMisuse>();
        services.AddSingleton<IHeldOnPerson, HeldAppellants>();
        services.AddSingleton<IStoredReaction, MovedAppellants>();
    }

    public static void Map(IEndpointRouteBuilder app)
    {
        var senders = app.MapGroup("/desk/{site}/senders").ExcludeFromDescription();
        Step(senders, "warn", (site, by, form, notices, appeals, cancellation) =>
            form.Has("appeal") ? appeals.Warn(site, by, form["appeal"], cancellation) : notices.Warn(site, by, form["notice"], cancellation));
        Step(senders, "suspend", (site, by, form, notices, appeals, cancellation) =>
            form.Has("appeal") ? appeals.Suspend(site, by, form["appeal"], cancellation) : notices.Suspend(site, by, form["notice"], cancellation));
    }

    private static void Step(RouteGroupBuilder senders, string step, Func<LiveSite, AccountId, FormText, MisuseDesk, AppealMisuse, CancellationToken, Task<Refusal?>> change) =>
        senders.MapPost("/" + step, (HttpContext http, DeskPages desk, MisuseDesk notices, AppealMisuse appeals, CancellationToken cancellation) =>
            desk.Take(http, async (staff, form, place) =>
                await change(staff.Site!, staff.Account.Id, form, notices, appeals, cancellation) is { } refusal
                    ? await desk.Show(http, place, form, refusal, cancellation)
                    : desk.BackTo(http, staff, place))).WritesFor(Caller.Moderator);
}
