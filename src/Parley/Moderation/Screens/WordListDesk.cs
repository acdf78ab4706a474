using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Moderation.Screens.Pages;
using Parley.Moderation.Screens.Wording;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Platform.Web.Pages;
using Parley.Sites;

namespace Parley.Moderation.Screens;

/// <summary>Shows and takes lists of words.</summary>
internal sealed class WordListDesk(StaffPages pages, SaveWordList saving, IDbContextFactory<ParleyContext> reading)
{
    /// <summary>The name under which the page of a list nobody has written yet is opened.</summary>
    private const string New = "new";

    /// <summary>Parley's lists and the site's.</summary>
    public async Task<IReadOnlyList<WordListView>> Of(LiveSite site, CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var own = await db.WordLists.Where(one => one.SiteId == site.Id).OrderBy(one => one.Name).ToListAsync(cancellation);
        var used = HouseWords.For(site.Settings).Select(entry => entry.List).ToHashSet();
        return
        [
            .. own.Select(one => new WordListView(one.Name, WordListText.Read(one.Name, one.Lines).Entries.Count, one.IsOn, true)),
            .. HouseWords.Languages.Select(language => new WordListView("house-" + language, HouseWords.Of(language).Count, used.Contains("house-" + language), false)),
        ];
    }

    public async Task<IResult> Show(HttpContext http, string name, bool done, CancellationToken cancellation)
    {
        var site = Entered.Of(http).Site!;
        if (HouseWords.Languages.FirstOrDefault(language => "house-" + language == name) is { } house)
            return await Draw(http, name, HouseWords.TextOf(house), true, isOwn: false, done, [], 0, null);
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var list = await db.WordLists.SingleOrDefaultAsync(one => one.SiteId == site.Id && one.Name == name, cancellation);
        return list is null && name != New
            ? pages.Refuse(http, Refusal.NotFound("word-list"))
            : await Draw(http, list?.Name ?? "", list?.Lines ?? "", list?.IsOn ?? true, isOwn: true, done, [], 0, null);
    }

    public async Task<IResult> Save(HttpContext http, string name, FormText form, CancellationToken cancellation)
    {
        var (site, by) = (Entered.Of(http).Site!, Entered.Of(http).Account.Id.Value);
        var wanted = name == New ? CleanText.Line(form["name"] ?? "") : name;
        if (form.IsTicked("drop"))
            return await saving.Drop(site.Id, wanted, by, cancellation) is { } none
                ? pages.Refuse(http, none)
                : pages.SeeOther(http, Links.StaffSite(site.Name, "screens/words"));
        var (lines, isOn) = (form["lines"] ?? "", form.IsTicked("on"));
        var saved = await saving.Handle(site.Id, wanted, lines, isOn, by, cancellation);
        if (saved.Refusal is { } refusal)
            return await Draw(http, wanted, lines, isOn, true, false, [], 0, refusal);
        return saved.Value!.IsStored
            ? pages.SeeOther(http, Links.StaffSite(site.Name, "word-lists/" + wanted) + "?done=yes")
            : await Draw(http, wanted, lines, isOn, true, false, saved.Value.Faults, saved.Value.FaultCount, new Refusal("setting-wrong", 422));
    }

    private Task<IResult> Draw(
        HttpContext http, string name, string lines, bool isOn, bool isOwn, bool done, IReadOnlyList<WordFault> faults, int count, Refusal? refusal) =>
        pages.Show<WordListPage>(http, refusal, new()
        {
            [nameof(WordListPage.Words)] = pages.Words(http),
            [nameof(WordListPage.Site)] = Entered.Of(http).Site!.View,
            [nameof(WordListPage.Name)] = name,
            [nameof(WordListPage.Lines)] = lines,
            [nameof(WordListPage.IsOn)] = isOn,
            [nameof(WordListPage.IsOwn)] = isOwn,
            [nameof(WordListPage.Done)] = done,
            [nameof(WordListPage.Faults)] = faults.Select(one => new WordFaultView(one.Line, one.Fault, one.Shown)).ToArray(),
            [nameof(WordListPage.FaultCount)] = count,
            [nameof(WordListPage.Wrong)] = refusal is null || count > 0 ? null : PrivatePages.Say(refusal, pages.Words(http)),
        });
}
