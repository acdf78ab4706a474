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
}
