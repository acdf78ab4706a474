using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Parley.Tests.House.Rules;

/// <summary>Nothing static changes: several nodes, and several hosts in one test process, must not share state by accident.</summary>
/// <param name="allowed">Fields (<c>Platform.Data.Pools.Shared</c>) that may, each with its reason in the test.</param>
internal sealed class StaticStateRule(params IReadOnlyCollection<string> allowed) : IHouseRule
{
    /// <summary>Types without another purpose than to change or to remember.</summary>
    private static readonly string[] Stateful =
    [
        "AsyncLocal`1", "Channel`1", "ConditionalWeakTable`2", "HttpClient", "Lock", "MemoryCache", "Random",
        "SemaphoreSlim", "StringBuilder", "StrongBox`1", "ThreadLocal`1", "Timer",
    ];

    private static readonly string[] Collections =
    [
        "Collection`1", "Dictionary`2", "HashSet`1", "LinkedList`1", "List`1", "OrderedDictionary`2", "PriorityQueue`2",
        "Queue`1", "SortedDictionary`2", "SortedList`2", "SortedSet`1", "Stack`1",
    ];

    private static readonly string[] Mutators =
        ["Add", "Append", "Clear", "Dequeue", "Enqueue", "Insert", "Pop", "Push", "Remove", "Reverse", "Sort", "Try", "set_"];

    public IEnumerable<Offence> Check(Codebase code) =>
        from type in code.Types
        where !type.Name.StartsWith("<>", StringComparison.Ordinal)
        from field in type.Fields
        where field.IsStatic && !field.IsLiteral && IsWritten(field) && !allowed.Contains($"{code.NameOf(type)}.{WrittenName(field)}")
        let complaint = Complaint(code, field)
        where complaint is not null
        select new Offence($"{Names.Place(type)}.{WrittenName(field)}", complaint);

    private static string? Complaint(Codebase code, FieldDefinition field)
    {
        if (!field.IsInitOnly)
            return "is static and can change; hold it in an object that is handed around";
        var kind = field.FieldType.GetElementType().Name;
        if (Stateful.Contains(kind) || kind.StartsWith("Concurrent", StringComparison.Ordinal))
            return $"is static state ({kind}); hold it in an object that is handed around";
        var isCollection = Collections.Contains(kind);
        if ((isCollection || field.FieldType.IsArray) && !IsPrivate(field))
            return "can be changed by anyone who sees it; make it private, immutable or a read-only view";
        return isCollection && code.Methods.Any(method => Changes(method, field))
            ? "is a static collection that changes; hold it in an object that is handed around"
            : null;
    }

    /// <summary>Fields the compiler made up for itself are its own business, except those behind a property.</summary>
    private static bool IsWritten(FieldDefinition field) =>
        !field.Name.StartsWith('<') || field.Name.EndsWith(">k__BackingField", StringComparison.Ordinal);

    private static string WrittenName(FieldDefinition field) => field.Name.Split('<', '>') is [_, var property, ..] ? property : field.Name;

    private static bool IsPrivate(FieldDefinition field) =>
        field.DeclaringType.Properties.FirstOrDefault(property => property.Name == WrittenName(field))?.GetMethod is { } getter
            ? getter.IsPrivate
            : field.IsPrivate;

    private static bool Changes(MethodDefinition method, FieldDefinition field)
    {
        if (!method.HasBody || method.Name == ".cctor")
            return false;
        var code = method.Body.Instructions;
        return code.Any(one => one.OpCode == OpCodes.Ldsfld && ((FieldReference)one.Operand).FullName == field.FullName)
            && code.Any(one => one.Operand is MethodReference call
                && call.DeclaringType.FullName == field.FieldType.FullName
                && call.Name != "TryGetValue"
                && Mutators.Any(start => call.Name.StartsWith(start, StringComparison.Ordinal)));
    }
}
