using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Comments;
using Parley.Platform.Data;
using Parley.Sites;

namespace Parley.Moderation.Terms;

/// <summary>A site's settings of the law as they were at a moment, from the changes that are kept of them.</summary>
internal sealed class TermsDesk(IDbContextFactory<ParleyContext> reading)
{
    private const int MaxLength = 20_000, MaxChanges = 200;

    /// <param name="at">Null for what holds now.</param>
    public async Task<TermsView> Read(LiveSite site, DateTimeOffset? at, CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var names = SiteSettings.Versioned.ToList();
        var changes = await db.StaffChanges
            .Where(one => one.SiteId == site.Id && one.Matter == StaffMatter.Setting && EF.Parameter(names).Contains(one.Subject))
            .OrderByDescending(one => one.Id)
            .Take(MaxChanges)
            .ToListAsync(cancellation);
        var settings = at is { } moment ? SettingsAt(site.Settings, changes, moment) : site.Settings;
        return new(
            changes.Where(one => at is null || one.At <= at).Select(one => (DateTimeOffset?)one.At).FirstOrDefault(),
            at is null ? null : changes.Where(one => one.At > at).Select(one => (DateTimeOffset?)one.At).LastOrDefault(),
            settings.Terms,
            settings.Terms.Length == 0 ? null : CommentText.RenderStored(settings.Terms, MaxLength, Fold.None).Html,
            settings.RuleLines,
            [.. ReasonRules.Read(settings.Reasons).Select(reason => new RestrictedView(reason.Code, EnumWord.Of(reason.Ground), reason.Clause))],
            Lines(settings.ContactAuthorities),
            Lines(settings.ContactReaders),
            [.. changes.Select(one => one.At).Distinct()]);
    }

    /// <summary>Takes back, from the newest on, what was changed after a moment.</summary>
    private static SiteSettings SettingsAt(SiteSettings now, IReadOnlyList<StaffChange> changes, DateTimeOffset moment)
    {
        var values = SiteSettings.Versioned.ToDictionary(name => name, name => SettingDeclaration.Find(name)!.Read(now));
        foreach (var later in changes.Where(one => one.At > moment))
            values[later.Subject] = later.Former ?? SettingDeclaration.Find(later.Subject)!.Default;
        return SettingDeclaration.Apply(values);
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
