using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Parley.Tests.House.Rules;

/// <summary>No database engine's name or type, and no raw SQL, outside the places that are there for it.</summary>
/// <param name="places">Folders and types (<c>Platform.Data</c>, <c>Transfer.BulkImport</c>) that may.</param>
internal sealed class EngineRule(params IReadOnlyCollection<string> places) : IHouseRule
{
    private static readonly string[] Assemblies =
        ["Npgsql", "Microsoft.Data.Sqlite", "SQLitePCL", "Microsoft.EntityFrameworkCore.Sqlite"];

    private static readonly string[] Words = ["sqlite", "postgres", "npgsql"];
    private static readonly string[] RawSql = ["FromSql", "ExecuteSql", "SqlQuery"];

    public IEnumerable<Offence> Check(Codebase code) => InUses(code).Concat(InStrings(code));

    private IEnumerable<Offence> InUses(Codebase code) =>
        from use in code.Uses
        where !IsAllowed(code, use.By)
        let complaint = Complaint(use)
        where complaint is not null
        select new Offence(use.Place, complaint);

    private IEnumerable<Offence> InStrings(Codebase code) =>
        from method in code.Methods
        where method.HasBody && !IsAllowed(code, method.DeclaringType)
        from instruction in method.Body.Instructions
        where instruction.OpCode == OpCodes.Ldstr
        from word in Words
        where ((string)instruction.Operand).Contains(word, StringComparison.OrdinalIgnoreCase)
        select new Offence(Names.Place(method), $"says \"{word}\"; what depends on the engine belongs behind IEngine");

    private static string? Complaint(Use use)
    {
        if (Array.Exists(Assemblies, name => IsFrom(use.Type, name)))
            return $"uses {use.Type.FullName}; an engine's types belong in Platform.Data";
        return use.Member is MethodReference method && IsRawSql(method)
            ? $"calls {method.DeclaringType.Name}.{method.Name}; raw SQL belongs in Platform.Data, Search or a place listed here"
            : null;
    }

    private static bool IsFrom(TypeReference type, string assembly) =>
        type.Scope is AssemblyNameReference { Name: var name }
        && (name == assembly || name.StartsWith(assembly + ".", StringComparison.Ordinal));

    private static bool IsRawSql(MethodReference method) =>
        method.DeclaringType.Namespace.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal)
            ? Array.Exists(RawSql, start => method.Name.StartsWith(start, StringComparison.Ordinal))
            : method.Name == "set_CommandText" && method.DeclaringType.Namespace.StartsWith("System.Data", StringComparison.Ordinal);

    private bool IsAllowed(Codebase code, TypeReference type)
    {
        var name = code.NameOf(type);
        return places.Any(place => name == place || name.StartsWith(place + ".", StringComparison.Ordinal));
    }
}
