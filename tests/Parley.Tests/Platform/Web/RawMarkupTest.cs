using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Parley.Platform.Web;

namespace Parley.Tests.Platform.Web;

/// <summary>Raw markup has one door. Templates may write markup that was typed into them; nothing else may.</summary>
public sealed class RawMarkupTest
{
    [Fact]
    public void Only_SafeHtml_draws_markup_that_is_not_a_constant()
    {
        var offenders = Instructions()
            .Where(found => Calls(found.At, nameof(RenderTreeBuilder.AddMarkupContent)) && found.At.Previous.OpCode != OpCodes.Ldstr)
            .Select(found => Outermost(found.In.DeclaringType));

        Assert.Equal([typeof(SafeHtml).FullName], offenders.Distinct());
    }

    [Fact]
    public void Nothing_makes_a_MarkupString()
    {
        var offenders = Instructions()
            .Where(found => found.At.Operand?.ToString()?.Contains(nameof(MarkupString), StringComparison.Ordinal) == true)
            .Select(found => Outermost(found.In.DeclaringType));

        Assert.Empty(offenders);
    }

    private static bool Calls(Instruction at, string method) => at.Operand is MethodReference reference && reference.Name == method;

    private static string Outermost(TypeDefinition type) => type.DeclaringType is null ? type.FullName : Outermost(type.DeclaringType);

    private static IEnumerable<(MethodDefinition In, Instruction At)> Instructions() =>
        from type in AssemblyDefinition.ReadAssembly(typeof(SafeHtml).Assembly.Location).MainModule.GetTypes()
        from method in type.Methods
        where method.HasBody
        from instruction in method.Body.Instructions
        select (method, instruction);
}
