using Parley.Platform.Data;
using Parley.Sites;

namespace Parley.Accounts;

/// <summary>Keeps every change of a setting in the record of what staff did.</summary>
internal sealed class SettingChanges(IdSource ids, IRecord record) : IChangeLog
{
    public void Add(ParleyContext db, SiteId site, string setting, string? former, string latter, long? by, DateTimeOffset at) =>
        record.Add(db, new StaffChange(
            ids.New<StaffChangeId>(),
            site,
            StaffMatter.Setting,
            setting,
            former,
            latter,
            by is { } account ? Actor.Staff(new AccountId(account)) : Actor.Operator,
            at));
}
