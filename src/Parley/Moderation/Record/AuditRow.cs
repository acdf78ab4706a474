using System.Text.Json;
using System.Text.Json.Nodes;
using Parley.Platform.Data;

namespace Parley.Moderation.Record;

internal readonly record struct AuditId(long Value) : IId<AuditId>
{
    public static AuditId From(long value) => new(value);

    public static bool operator <(AuditId left, AuditId right) => left.Value < right.Value;

    public static bool operator >(AuditId left, AuditId right) => left.Value > right.Value;

    public override string ToString() => IdText.Write(Value);
}

/// <summary>A deed as the record keeps it. Written with the change, linked into the chain within a second, never changed after.</summary>
internal sealed class AuditRow
{
    public AuditRow(AuditId id, Deed deed)
    {
        (Id, SiteId, Kind, Subject, SubjectId) = (id, deed.Site, deed.Kind, deed.Subject, deed.SubjectId);
        (Actor, ActorId, At) = (deed.Actor, deed.ActorId, deed.At);
        Facts = new JsonObject(deed.Facts.Select(one => KeyValuePair.Create(one.Name, (JsonNode?)one.Value))).ToJsonString();
    }

    private AuditRow() => (Kind, Subject, Actor, Facts) = ("", "", "", "");

    public AuditId Id { get; private set; }

    public SiteId? SiteId { get; private set; }

    public string Kind { get; private set; }

    public string Subject { get; private set; }

    public long? SubjectId { get; private set; }

    public string Actor { get; private set; }

    public long? ActorId { get; private set; }

    /// <summary>JSON: what changed, in words that say nothing of any person.</summary>
    public string Facts { get; private set; }

    public DateTimeOffset At { get; private set; }

    /// <summary>Salted hashes of the personal values, <c>name=hex</c> with a space between; null until linked.</summary>
    public string? Digests { get; private set; }

    /// <summary>Place in the chain, from 1; null until linked.</summary>
    public long? Sequence { get; private set; }

    /// <summary>Covers this row and, through the one before, all before it.</summary>
    public byte[]? Hash { get; private set; }

    public void Link(long sequence, string digests, byte[] hash) => (Sequence, Digests, Hash) = (sequence, digests, hash);

    /// <summary>The facts, to be read.</summary>
    public IReadOnlyDictionary<string, string?> FactValues() => JsonSerializer.Deserialize<Dictionary<string, string?>>(Facts) ?? [];
}

/// <summary>A personal value of a row, with the salt of its hash. Without both nothing is left of it but a number.</summary>
internal sealed class AuditValue(AuditId auditId, string name, string value, byte[] salt, SiteId? siteId, long? personId, DateTimeOffset at)
{
    /// <summary>Enough that nobody finds the value by trying.</summary>
    public const int SaltBytes = 16;

    public AuditId AuditId { get; private set; } = auditId;

    public string Name { get; private set; } = name;

    public string Value { get; private set; } = value;

    public byte[] Salt { get; private set; } = salt;

    public SiteId? SiteId { get; private set; } = siteId;

    public long? PersonId { get; private set; } = personId;

    public DateTimeOffset At { get; private set; } = at;
}

/// <summary>Where the chain ends: one row, which of two linkers only one can move on.</summary>
internal sealed class AuditHead(string name, long sequence, byte[] hash)
{
    public const string Only = "log";

    public string Name { get; private set; } = name;

    public long Sequence { get; private set; } = sequence;

    public byte[] Hash { get; private set; } = hash;

    public void MoveTo(long sequence, byte[] hash) => (Sequence, Hash) = (sequence, hash);
}
