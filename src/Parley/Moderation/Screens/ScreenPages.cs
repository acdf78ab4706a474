using Parley.Accounts;
using Parley.Moderation.Screens.Measures;
using Parley.Platform.Data;
using Parley.Platform.Web;

namespace Parley.Moderation.Screens;

/// <summary>The pages on which administrators set the screens of a site.</summary>
internal static class ScreenPages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var site = app.MapGroup("/staff/{site}").ExcludeFromDescription();
        site.MapGet("/screens", (HttpContext http, ScreenDesk desk) => desk.ShowAll(http, null)).For(Caller.Administrator);
        site.MapGet("/screens/{screen}", ShowOne).For(Caller.Administrator);
        site.MapPost("/screens/{screen}", SaveOne).WritesFor(Caller.Administrator);
        site.MapPost("/measures", SetOne).WritesFor(Caller.Administrator);
        site.MapGet("/word-lists/{list}", ShowList).For(Caller.Administrator);
        site.MapPost("/word-lists/{list}", SaveList).WritesFor(Caller.Administrator);
    }

    private static Task<IResult> ShowOne(HttpContext http, string screen, string? done, ScreenDesk desk, CancellationToken cancellation) =>
        desk.Show(http, screen, done == "yes", null, cancellation);

    private static Task<IResult> SaveOne(HttpContext http, string screen, ScreenDesk desk, StaffPages pages, CancellationToken cancellation) =>
        pages.WithForm(http, form => desk.Save(http, screen, form, cancellation));

    private static Task<IResult> SetOne(HttpContext http, ScreenDesk desk, StaffPages pages, SetMeasure measures, CancellationToken cancellation) =>
        pages.WithForm(http, async form =>
        {
            var read = Read(form);
            var refusal = read.Refusal
                ?? await measures.Handle(Entered.Of(http).Site!.Id, read.Value!, Actor.Staff(Entered.Of(http).Account.Id), cancellation);
            return refusal is null
                ? pages.SeeOther(http, Links.StaffSite(Entered.Of(http).Site!.Name, "screens"))
                : await desk.ShowAll(http, refusal);
        });

    private static Outcome<SetMeasure.Request> Read(FormText form)
    {
        if (EnumWord.Read<MeasureKind>(form["kind"] ?? "") is not { } kind)
            return new Refusal("setting-range", 422, "kind", ("name", "kind"), ("range", "slow, newcomers, premoderation"));
        if (!IdText.TryRead<PersonIdText>(form["subject"] ?? "", out var subject))
            return Refusal.NotFound("story");
        var isOn = form["end"] is null;
        var seconds = int.TryParse(form["seconds"], System.Globalization.CultureInfo.InvariantCulture, out var typed) ? typed : 0;
        TimeSpan? hours = double.TryParse(form["hours"], System.Globalization.CultureInfo.InvariantCulture, out var span) && double.IsFinite(span) && Math.Abs(span) < 1e6
            ? TimeSpan.FromHours(span)
            : null;
        return new SetMeasure.Request(kind, subject.Value, isOn, kind == MeasureKind.Slow ? seconds : 0, hours);
    }

    private static Task<IResult> ShowList(HttpContext http, string list, string? done, WordListDesk desk, CancellationToken cancellation) =>
        desk.Show(http, list, done == "yes", cancellation);

    private static Task<IResult> SaveList(HttpContext http, string list, WordListDesk desk, StaffPages pages, CancellationToken cancellation) =>
        pages.WithForm(http, form => desk.Save(http, list, form, cancellation));

    /// <summary>An id of whatever kind: a story's or a person's.</summary>
    private readonly record struct PersonIdText(long Value) : IId<PersonIdText>
    {
        public static PersonIdText From(long value) => new(value);
    }
}
