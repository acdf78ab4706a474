using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Parley.Tests.House.Rules;

/// <summary>No ambient clock or chance; only the root hands the system's clock to the others.</summary>
/// <remarks>A pause may run on the system's clock: it tells no one what time it is, and a test's clock would never end it.</remarks>
internal sealed class AmbientRule : IHouseRule
{
    private static readonly string[] Pauses =
    [
        "System.Threading.Tasks.Task::Delay", "System.Threading.Tasks.Task::WaitAsync",
        "System.Threading.PeriodicTimer::.ctor", "System.Threading.CancellationTokenSource::.ctor",
    ];

    public IEnumerable<Offence> Check(Codebase code) =>
        from use in code.Uses
        let method = use.Member as MethodReference
        where method is not null
        let what = Ambient.What(method)
        where what is not null && !IsSystemClockInItsPlace(code, use)
        select new Offence(
            use.Place,
            $"reads {what} from {method.DeclaringType.Name}.{method.Name}; "
                + "take the time as an argument or from an injected TimeProvider, and ids from IdSource");

    private static bool IsSystemClockInItsPlace(Codebase code, Use use) =>
        use.Type.FullName == "System.TimeProvider" && (code.FolderOf(use.By) == "" || IsForPause(use.At!));

    /// <summary>Whether the call that takes the clock just loaded is a pause.</summary>
    private static bool IsForPause(Instruction clock)
    {
        for (var next = clock.Next; next is not null; next = next.Next)
            if (next.Operand is MethodReference call && (call.DeclaringType.Name == "TimeProvider" || TakesClock(call)))
                return Pauses.Contains($"{call.DeclaringType.GetElementType().FullName}::{call.Name}");
        return false;
    }

    private static bool TakesClock(MethodReference call) =>
        call.Parameters.Any(parameter => parameter.ParameterType.FullName == "System.TimeProvider");
}
