using Parley.Platform.Data;
using Parley.Sites;

namespace Parley.Accounts;

/// <summary>Keeps every change of a setting or a key in the record of what staff did.</summary>
internal sealed class SettingChanges(IdSource ids, IRecord record) : IChangeLog
{
    private const string Made = "made";

    public void Add(ParleyContext db, SiteId site, string setting, string? former, string latter, long? by, DateTimeOffset at) =>
        Add(db, site, StaffMatter.Setting, setting, (former, latter), by, at);

    public void AddKey(ParleyContext db, SiteId site, string key, bool isMade, long? by, DateTimeOffset at) =>
        Add(db, site, StaffMatter.Key, key, isMade ? (null, Made) : (Made, null), by, at);

    private void Add(
        ParleyContext db, SiteId site, StaffMatter matter, string subject, (string? Former, string? Latter) values, long? by, DateTimeOffset at) =>
        record.Add(db, new StaffChange(
            ids.New<StaffChangeId>(), site, matter, subject, values.Former, values.Latter,
            by is { } account ? Actor.Staff(new AccountId(account)) : Actor.Operator, at));
}
