namespace Parley.Platform.Data;

/// <summary>The record of what staff did, and Parley by itself. It is only added to; the feature that moderates keeps it.</summary>
internal interface IRecord
{
    /// <summary>Called inside the write door: a deed and its row are saved together or not at all.</summary>
    void Add(ParleyContext db, Deed deed);
}

/// <summary>Something done that must be answered for.</summary>
/// <param name="Site">Null for what is the installation's.</param>
/// <param name="Kind">A stable word: <c>setting</c>, <c>state</c>, <c>decision</c>…</param>
/// <param name="Subject">What it was done to, in a word or a setting's name.</param>
/// <param name="SubjectId">Its id; null where it has none.</param>
/// <param name="Actor">Who did it, as <c>ActorKind</c> names it.</param>
/// <param name="ActorId">Their account, person or key; null where there is none.</param>
internal sealed record Deed(SiteId? Site, string Kind, string Subject, long? SubjectId, string Actor, long? ActorId, DateTimeOffset At)
{
    /// <summary>What changed, in words that say nothing of any person: states, settings, reasons, lengths of time.</summary>
    public IReadOnlyList<DeedValue> Facts { get; init; } = [];

    /// <summary>What may tell of a person: names, free text. It lies apart and can be destroyed without harm to the record.</summary>
    public IReadOnlyList<DeedValue> Personal { get; init; } = [];

    /// <summary>Whom <see cref="Personal"/> tells of; null where that is nobody of the site.</summary>
    public long? PersonId { get; init; }
}

/// <param name="Value">Null for what there was not.</param>
internal readonly record struct DeedValue(string Name, string? Value);
