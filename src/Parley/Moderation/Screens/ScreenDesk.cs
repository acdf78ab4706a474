using Parley.Accounts;
using Parley.Comments.Screening;
using Parley.Moderation.Screens.Measures;
using Parley.Moderation.Screens.Pages;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Platform.Web.Pages;
using Parley.Sites;

namespace Parley.Moderation.Screens;

/// <summary>Shows and takes the settings of screens, and tries them on the last comments.</summary>
internal sealed class ScreenDesk(
    StaffPages pages, TextScreening screens, StoredComments stored, MeasuresNow measures, WordListDesk lists, SaveSite saving, TimeProvider time)
{
    /// <summary>Comments shown of those a screen would have stopped.</summary>
    private const int Samples = 25;

    /// <summary>Words shown around a passage, in characters.</summary>
    private const int Around = 60;

    public Task<IResult> ShowAll(HttpContext http, Refusal? refusal)
    {
        var site = Entered.Of(http).Site!;
        return pages.Show<ScreensPage>(http, refusal, new()
        {
            [nameof(ScreensPage.Words)] = pages.Words(http),
            [nameof(ScreensPage.Site)] = site.View,
            [nameof(ScreensPage.Screens)] = Names().Select(name => new ScreenView(name, ModeOf(name, site.Settings), ReasonOf(name))).ToArray(),
            [nameof(ScreensPage.Measures)] = measures.Of(site.Id, time.Now).Select(View).ToArray(),
            [nameof(ScreensPage.Wrong)] = refusal is null ? null : PrivatePages.Say(refusal, pages.Words(http)),
        });
    }

    /// <param name="typed">What was typed and what is wrong with it, when the form comes back.</param>
    public async Task<IResult> Show(
        HttpContext http, string screen, bool done, IReadOnlyDictionary<string, (string Value, string? Wrong)>? typed, CancellationToken cancellation)
    {
        if (!Names().Contains(screen))
            return pages.Refuse(http, Refusal.NotFound("page"));
        var site = Entered.Of(http).Site!;
        var isWrong = typed?.Values.Any(one => one.Wrong is not null) == true;
        var tried = isWrong ? null : await Try(With(site, typed), screen, cancellation);
        return await pages.Show<ScreenPage>(http, isWrong ? new Refusal("setting-wrong", 422) : null, new()
        {
            [nameof(ScreenPage.Words)] = pages.Words(http),
            [nameof(ScreenPage.Site)] = site.View,
            [nameof(ScreenPage.View)] = new ScreenPageView(
                screen,
                [.. SettingsOf(screen).Select(one => SettingsDesk.View(one, site.Settings, typed))],
                tried,
                screen == "words" ? await lists.Of(site, cancellation) : []),
            [nameof(ScreenPage.Done)] = done,
        });
    }

    /// <summary>Saves what differs, all of it or nothing; or tries it only.</summary>
    public async Task<IResult> Save(HttpContext http, string screen, FormText form, CancellationToken cancellation)
    {
        var staff = Entered.Of(http);
        var words = pages.Words(http);
        var typed = SettingsOf(screen).Where(one => form.Has(one.Name)).ToDictionary(
            one => one.Name,
            one =>
            {
                var value = CleanText.Lines(form[one.Name] ?? "");
                return (Value: value, Wrong: one.MayBe(value) is { } refusal ? PrivatePages.Say(refusal, words) : null);
            });
        if (form.IsTicked("try") || typed.Values.Any(one => one.Wrong is not null))
            return await Show(http, screen, false, typed, cancellation);
        var changed = typed
            .Where(one => SettingDeclaration.Find(one.Key)!.Read(staff.Site!.Settings).ReplaceLineEndings("\n") != one.Value.Value)
            .ToDictionary(one => one.Key, one => one.Value.Value);
        await saving.Set(staff.Site!.Id, changed, staff.Account.Id.Value, cancellation);
        return pages.SeeOther(http, Links.StaffSite(staff.Site.Name, "screens/" + screen) + "?done=yes");
    }

    private async Task<TriedScreenView?> Try(LiveSite site, string name, CancellationToken cancellation)
    {
        if (screens.All.FirstOrDefault(screen => screen.Name == name) is not { IsOutside: false } screen)
            return null;
        var (found, among) = await stored.Try(site, screen, cancellation);
        var counts = found.GroupBy(one => one.Said.Findings[0].Verdict).OrderByDescending(group => group.Key)
            .Select(group => (EnumWord.Of(group.Key), group.Count()));
        return new(among, [.. counts], [.. found.Take(Samples).Select(View)]);
    }

    private static TriedView View(Rescreened one)
    {
        var (finding, body) = (one.Said.Findings[0], one.Comment.Body);
        var (id, verdict) = (one.Comment.Id.ToString(), EnumWord.Of(finding.Verdict));
        if (finding.Passages is not [var place, ..] || place.Length > 2 * Around || place.At >= body.Length)
            return new(id, verdict, finding.Reason, body.Length <= 2 * Around ? body : body[..(2 * Around)] + "…", null, "");
        var (from, to) = (Math.Max(0, place.At - Around), Math.Min(body.Length, place.At + place.Length + Around));
        return new(
            id, verdict, finding.Reason,
            (from > 0 ? "…" : "") + body[from..place.At], place.Of(body), body[Math.Min(to, place.At + place.Length)..to] + (to < body.Length ? "…" : ""));
    }

    private static MeasureView View(Measure one) => new(EnumWord.Of(one.Kind), IdText.Write(one.SubjectId), one.Seconds, one.IsByRule, one.EndsAt);

    /// <summary>The site as it would be.</summary>
    private static LiveSite With(LiveSite site, IReadOnlyDictionary<string, (string Value, string? Wrong)>? typed) => typed is null ? site : site with
    {
        Settings = SettingDeclaration.Apply(SettingDeclaration.All.Select(one => KeyValuePair.Create(
            one.Name, typed.TryGetValue(one.Name, out var value) ? value.Value : one.Read(site.Settings)))),
    };

    /// <summary>In the order in which they look.</summary>
    private IEnumerable<string> Names() => screens.All.Select(screen => screen.Name).Append("outside")
        .Where(name => SettingsOf(name).Any());

    private static IEnumerable<SettingDeclaration> SettingsOf(string screen) => SettingDeclaration.All.Where(one => one.Screen == screen);

    private static SettingDeclaration ModeSetting(string screen) => SettingDeclaration.Find("screen-" + screen)!;

    private static string ModeOf(string screen, SiteSettings settings) => ModeSetting(screen).Read(settings);

    private static string ReasonOf(string screen) => ModeSetting(screen).Reason;
}
