using System.Text.Json;
using Parley.Platform.Data;

namespace Parley.Platform.Events;

/// <summary>Something that happened. It holds ids only: never text, names or addresses.</summary>
internal abstract record Event;

/// <summary>An event that changes what is shown of one thing; one that names none may change anything of its site.</summary>
internal interface IAbout
{
    /// <summary>Id of the thing whose pages change.</summary>
    long Subject { get; }
}

/// <summary>Where an event stands in the log; every cursor is one.</summary>
/// <param name="Transaction">On PostgreSQL the transaction's id; on SQLite always 0, since one writer orders them all.</param>
/// <param name="Sequence">Order within the transaction.</param>
internal readonly record struct EventPosition(long Transaction, long Sequence) : IComparable<EventPosition>
{
    public static readonly EventPosition Start = new(0, 0);

    public int CompareTo(EventPosition other) =>
        Transaction != other.Transaction ? Transaction.CompareTo(other.Transaction) : Sequence.CompareTo(other.Sequence);

    public static bool operator <(EventPosition left, EventPosition right) => left.CompareTo(right) < 0;

    public static bool operator >(EventPosition left, EventPosition right) => left.CompareTo(right) > 0;

    public static bool operator <=(EventPosition left, EventPosition right) => left.CompareTo(right) <= 0;

    public static bool operator >=(EventPosition left, EventPosition right) => left.CompareTo(right) >= 0;

    public override string ToString() => $"{Transaction}.{Sequence}";

    public static bool TryParse(string? text, out EventPosition position)
    {
        position = default;
        var parts = text?.Split('.') ?? [];
        if (parts.Length != 2 || !TryNumber(parts[0], out var transaction) || !TryNumber(parts[1], out var sequence))
            return false;
        position = new(transaction, sequence);
        return true;
    }

    private static bool TryNumber(string text, out long number) =>
        long.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out number);
}

/// <summary>The kinds of event, each under a stable name: the name of its record in lower case with hyphens.</summary>
internal static class EventKinds
{
    private static readonly Dictionary<string, Type> Types = typeof(Event).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(Event)) && !type.IsAbstract)
        .ToDictionary(NameOf);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new IdJson() } };

    public static (string Kind, string Data) Write(Event happened) =>
        (NameOf(happened.GetType()), JsonSerializer.Serialize(happened, happened.GetType(), Json));

    /// <returns>Null for a kind this version does not know: a newer node may stand beside this one.</returns>
    public static Event? Read(string kind, string data) =>
        Types.TryGetValue(kind, out var type) ? (Event?)JsonSerializer.Deserialize(data, type, Json) : null;

    private static string NameOf(Type type) => string.Concat(type.Name.Select((letter, at) =>
        char.IsUpper(letter) ? (at == 0 ? "" : "-") + char.ToLowerInvariant(letter) : letter.ToString()));
}
