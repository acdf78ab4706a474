using Parley.Moderation.Desk;
using Parley.Platform.Web;

namespace Parley.Moderation.Misuse;

/// <summary>What staff do about misuse of notices; about misuse of comments they decide as about any person.</summary>
internal static class MisuseDoor
{
    public static void AddMisuse(this IServiceCollection services) => services.AddSingleton<MisuseDesk>();

    public static void Map(IEndpointRouteBuilder app)
    {
        var senders = app.MapGroup("/desk/{site}/senders").ExcludeFromDescription();
        senders.MapPost("/warn", (HttpContext http, DeskPages desk, MisuseDesk misuse, CancellationToken cancellation) =>
            desk.Take(http, async (staff, form, place) =>
                await misuse.Warn(staff.Site!, staff.Account.Id, form["notice"], cancellation) is { } refusal
                    ? await desk.Show(http, place, form, refusal, cancellation)
                    : desk.BackTo(http, staff, place))).WritesFor(Caller.Moderator);
        senders.MapPost("/suspend", (HttpContext http, DeskPages desk, MisuseDesk misuse, CancellationToken cancellation) =>
            desk.Take(http, async (staff, form, place) =>
                await misuse.Suspend(staff.Site!, staff.Account.Id, form["notice"], cancellation) is { } refusal
                    ? await desk.Show(http, place, form, refusal, cancellation)
                    : desk.BackTo(http, staff, place))).WritesFor(Caller.Moderator);
    }
}
