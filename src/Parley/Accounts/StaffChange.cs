using Parley.Platform.Data;

namespace Parley.Accounts;

internal readonly record struct StaffChangeId(long Value) : IId<StaffChangeId>
{
    public static StaffChangeId From(long value) => new(value);
}

/// <summary>What of a site or the installation was changed.</summary>
internal enum StaffMatter
{
    Setting,
    Role,
    Key,
    Mail,
    Export,
    Owner,
    Provider,
}

/// <summary>Who changed what, from what to what and when. Rows are only added.</summary>
/// <param name="site">Null for what is the installation's.</param>
/// <param name="subject">The setting's name, or the id of the person or key.</param>
internal sealed class StaffChange(
    StaffChangeId id, SiteId? siteId, StaffMatter matter, string subject, string? former, string? latter, Actor actor, DateTimeOffset at)
{
    private StaffChange()
        : this(default, null, default, "", null, null, default, default)
    {
    }

    public StaffChangeId Id { get; private set; } = id;

    public SiteId? SiteId { get; private set; } = siteId;

    public StaffMatter Matter { get; private set; } = matter;

    public string Subject { get; private set; } = subject;

    public string? Former { get; private set; } = former;

    public string? Latter { get; private set; } = latter;

    public ActorKind Actor { get; private set; } = actor.Kind;

    public long? ActorId { get; private set; } = actor.Id;

    public DateTimeOffset At { get; private set; } = at;

    /// <summary>As the record keeps it. A role's subject is the name of whom it was given to.</summary>
    public Deed ToDeed() => new(SiteId, EnumWord.Of(Matter), Matter == StaffMatter.Setting ? Subject : EnumWord.Of(Matter), null, EnumWord.Of(Actor), ActorId, At)
    {
        Facts = [new("former", Former), new("latter", Latter)],
        Personal = Matter == StaffMatter.Setting ? [] : [new("subject", Subject)],
    };
}

internal static class StaffRecord
{
    /// <summary>Keeps a change by staff, in its own table and in the record.</summary>
    public static void Add(this IRecord record, ParleyContext db, StaffChange change)
    {
        db.Add(change);
        record.Add(db, change.ToDeed());
    }
}
