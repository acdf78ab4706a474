using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Parley.Tests.House.Rules;

/// <summary>Inside the write door nothing renders, hashes, screens or goes to the network: others wait behind it.</summary>
/// <remarks>Follows each delegate handed to the door through the calls whose target is known.</remarks>
internal sealed class WriteDoorRule : IHouseRule
{
    private static readonly (string Start, string What)[] Slow =
    [
        ("Markdig.", "renders"),
        ("Ganss.Xss.", "renders"),
        ("AngleSharp.", "renders"),
        ("Microsoft.AspNetCore.Components.", "renders"),
        ("System.Security.Cryptography.SHA", "hashes"),
        ("System.Security.Cryptography.HMAC", "hashes"),
        ("System.Security.Cryptography.Rfc2898DeriveBytes", "hashes"),
        ("Microsoft.AspNetCore.Identity.PasswordHasher", "hashes"),
        ("Microsoft.AspNetCore.Identity.IPasswordHasher", "hashes"),
        ("System.Net.Http.", "goes to the network"),
        ("System.Net.Sockets.", "goes to the network"),
        ("System.Net.Dns", "goes to the network"),
    ];

    public IEnumerable<Offence> Check(Codebase code) =>
        from method in code.Methods
        where method.HasBody && method.Body.Instructions.Any(one => IsDoor(code, one))
        from work in Delegates(code, method)
        from complaint in Follow(code, work)
        select new Offence(Names.Place(method), complaint);

    private static bool IsDoor(Codebase code, Instruction instruction) =>
        instruction.Operand is MethodReference { Name: "Write" } call
        && code.IsOwn(call.DeclaringType)
        && code.NameOf(call.DeclaringType) is "Platform.Data.IWriteDoor" or "Platform.Data.WriteDoorShortcuts";

    /// <summary>The methods behind the delegates that take the writing context.</summary>
    private static IEnumerable<MethodDefinition> Delegates(Codebase code, MethodDefinition method) =>
        from instruction in method.Body.Instructions
        where instruction.OpCode == OpCodes.Ldftn && IsWork(instruction.Next)
        let work = Own(code, instruction.Operand)
        where work is not null
        select work;

    private static bool IsWork(Instruction made) =>
        made.Operand is MethodReference { DeclaringType: GenericInstanceType { GenericArguments: [{ Name: "ParleyContext" }, ..] } };

    private static IEnumerable<string> Follow(Codebase code, MethodDefinition work)
    {
        var waiting = new Stack<MethodDefinition>([work]);
        var seen = new HashSet<string> { work.FullName };
        while (waiting.TryPop(out var method))
        {
            foreach (var operand in Operands(method))
            {
                if (What(code, operand) is { } what)
                    yield return $"{what} inside the write door, in {Names.Place(method)}; do it before";
                if (Own(code, operand) is { } next && seen.Add(next.FullName))
                    waiting.Push(next);
            }
        }
    }

    /// <summary>What a method calls, in its own code or in that of its state machine.</summary>
    private static IEnumerable<object> Operands(MethodDefinition method)
    {
        var machine = method.CustomAttributes.FirstOrDefault(attribute => attribute.AttributeType.Name == "AsyncStateMachineAttribute")
            ?.ConstructorArguments[0].Value as TypeReference;
        return new[] { method }
            .Concat(machine?.Resolve().Methods ?? [])
            .Where(part => part.HasBody)
            .SelectMany(part => part.Body.Instructions)
            .Select(instruction => instruction.Operand)
            .Where(operand => operand is MethodReference);
    }

    private static string? What(Codebase code, object operand)
    {
        var type = ((MethodReference)operand).DeclaringType;
        if (code.IsOwn(type))
            return code.NameOf(type).EndsWith(".IScreen", StringComparison.Ordinal) ? "screens" : null;
        return Array.Find(Slow, one => type.FullName.StartsWith(one.Start, StringComparison.Ordinal)).What;
    }

    private static MethodDefinition? Own(Codebase code, object operand) =>
        operand is MethodReference method && code.IsOwn(method.DeclaringType) ? method.Resolve() : null;
}
