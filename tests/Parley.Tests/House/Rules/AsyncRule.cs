using Mono.Cecil;

namespace Parley.Tests.House.Rules;

/// <summary>Nothing waits by blocking, and every asynchronous method can be awaited.</summary>
internal sealed class AsyncRule : IHouseRule
{
    private static readonly string[] Waits = ["get_Result", "Wait", "WaitAll", "WaitAny"];

    public IEnumerable<Offence> Check(Codebase code) =>
        from method in code.Methods
        from complaint in Complaints(method)
        select new Offence(Names.Place(method), complaint);

    private static IEnumerable<string> Complaints(MethodDefinition method)
    {
        if (method.ReturnType.FullName == "System.Void" && IsAsync(method))
            yield return "is async void; return a Task, so that failures are seen";
        // The compiler itself waits in the entry point it makes around an asynchronous Main.
        if (!method.HasBody || method.Name == "<Main>")
            yield break;

        var calls = method.Body.Instructions.Select(one => one.Operand).OfType<MethodReference>().ToList();
        if (calls.Find(IsWait) is { } wait)
            yield return $"blocks a thread in {wait.DeclaringType.Name}.{wait.Name}; await it";
        // An await asks whether its awaiter is done before it takes the result; blocking code does not ask.
        if (calls.Count(call => IsAwaiter(call, "GetResult")) > calls.Count(call => IsAwaiter(call, "get_IsCompleted")))
            yield return "blocks a thread in GetAwaiter().GetResult(); await it";
    }

    private static bool IsAsync(MethodDefinition method) =>
        method.CustomAttributes.Any(attribute => attribute.AttributeType.Name == "AsyncStateMachineAttribute");

    private static bool IsWait(MethodReference call) =>
        call.DeclaringType.Namespace == "System.Threading.Tasks"
        && call.DeclaringType.Name is "Task" or "Task`1" or "ValueTask" or "ValueTask`1"
        && Waits.Contains(call.Name);

    private static bool IsAwaiter(MethodReference call, string name) =>
        call.Name == name && call.DeclaringType.GetElementType().Name.Split('`')[0].EndsWith("Awaiter", StringComparison.Ordinal);
}
