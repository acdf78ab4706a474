using Parley.Accounts;
using Parley.Platform.Data;

namespace Parley.Stories;

internal readonly record struct StateChangeId(long Value) : IId<StateChangeId>
{
    public static StateChangeId From(long value) => new(value);
}

internal enum StateSubject
{
    Story,
    Comment,
}

/// <summary>The record of a change of state: of what, from what to what, who, why and when.</summary>
internal sealed class StateChange
{
    public StateChange(
        SiteId site, StateChangeId id, StateSubject subject, long subjectId, string? from, string to, Actor actor, string? reason, DateTimeOffset at)
    {
        (SiteId, Id, Subject, SubjectId, FromState, ToState) = (site, id, subject, subjectId, from, to);
        (Actor, ActorId, Reason, At) = (actor.Kind, actor.Id, reason, at);
    }

    private StateChange() => ToState = "";

    public StateChangeId Id { get; private set; }

    public SiteId SiteId { get; private set; }

    public StateSubject Subject { get; private set; }

    public long SubjectId { get; private set; }

    public string? FromState { get; private set; }

    public string ToState { get; private set; }

    public ActorKind Actor { get; private set; }

    public long? ActorId { get; private set; }

    public string? Reason { get; private set; }

    public DateTimeOffset At { get; private set; }

    /// <summary>As the record keeps it.</summary>
    public Deed ToDeed() => new(SiteId, "state", EnumWord.Of(Subject), SubjectId, EnumWord.Of(Actor), ActorId, At)
    {
        Facts = [new("from", FromState), new("to", ToState)],
        Personal = [new("reason", Reason)],
    };
}

internal static class StateRecord
{
    /// <summary>Keeps a change of state, and in the record what authors did not do to their own words themselves.</summary>
    public static void Add(this IRecord record, ParleyContext db, StateChange change)
    {
        db.Add(change);
        if (change.Actor is not (ActorKind.Author or ActorKind.Import))
            record.Add(db, change.ToDeed());
    }
}
