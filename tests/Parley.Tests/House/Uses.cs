using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Parley.Tests.House;

/// <summary>One use of a type, and of a member of it where there is one.</summary>
/// <param name="By">The type that uses it, as written or as generated.</param>
/// <param name="Place">The type and member in the source.</param>
/// <param name="At">The instruction; null in a signature, a base type or an attribute.</param>
internal sealed record Use(
    TypeDefinition By, string Place, TypeReference Type, MemberReference? Member = null, Instruction? At = null);

/// <summary>Walks all that a type names: bases, fields, signatures, attributes and the code of its methods.</summary>
internal static class Uses
{
    public static IEnumerable<Use> Of(TypeDefinition type)
    {
        var place = Names.Place(type);
        IEnumerable<TypeReference> shape =
        [
            .. type.BaseType is null ? [] : Flatten(type.BaseType),
            .. type.Interfaces.SelectMany(face => Flatten(face.InterfaceType)),
            .. Constraints(type),
            .. Attributes(type),
            .. type.Fields.SelectMany(field => Flatten(field.FieldType).Concat(Attributes(field))),
            .. type.Properties.SelectMany(Attributes),
        ];
        return shape.Select(used => new Use(type, place, used))
            .Concat(type.Methods.SelectMany(method => Of(type, method)));
    }

    private static IEnumerable<Use> Of(TypeDefinition type, MethodDefinition method)
    {
        var place = Names.Place(method);
        IEnumerable<TypeReference> shape =
        [
            .. Flatten(method.ReturnType),
            .. method.Parameters.SelectMany(parameter => Flatten(parameter.ParameterType).Concat(Attributes(parameter))),
            .. Constraints(method),
            .. Attributes(method),
            .. method.HasBody ? method.Body.Variables.SelectMany(variable => Flatten(variable.VariableType)) : [],
            .. method.HasBody ? method.Body.ExceptionHandlers.SelectMany(handler => Flatten(handler.CatchType)) : [],
        ];
        foreach (var used in shape)
            yield return new Use(type, place, used);
        if (!method.HasBody)
            yield break;
        foreach (var instruction in method.Body.Instructions)
            foreach (var (used, member) in Operand(instruction.Operand))
                yield return new Use(type, place, used, member, instruction);
    }

    private static IEnumerable<(TypeReference Type, MemberReference? Member)> Operand(object? operand) => operand switch
    {
        MethodReference method => OfMethod(method),
        FieldReference field => Flatten(field.DeclaringType).Select(type => (type, (MemberReference?)field))
            .Concat(Flatten(field.FieldType).Select(type => (type, (MemberReference?)null))),
        TypeReference type => Flatten(type).Select(part => (part, (MemberReference?)null)),
        _ => [],
    };

    private static IEnumerable<(TypeReference Type, MemberReference? Member)> OfMethod(MethodReference method)
    {
        var others = Flatten(method.ReturnType)
            .Concat(method.Parameters.SelectMany(parameter => Flatten(parameter.ParameterType)))
            .Concat(method is GenericInstanceMethod generic ? generic.GenericArguments.SelectMany(Flatten) : []);
        return Flatten(method.DeclaringType).Select((type, at) => (type, at == 0 ? (MemberReference?)method : null))
            .Concat(others.Select(type => (type, (MemberReference?)null)));
    }

    /// <summary>The types a type is made of: the type itself first, then its arguments; an array's element.</summary>
    private static IEnumerable<TypeReference> Flatten(TypeReference? type) => type switch
    {
        null or GenericParameter or FunctionPointerType => [],
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Flatten).Prepend(generic.ElementType),
        IModifierType modified => Flatten(modified.ElementType).Concat(Flatten(modified.ModifierType)),
        TypeSpecification made => Flatten(made.ElementType),
        _ => [type],
    };

    private static IEnumerable<TypeReference> Constraints(IGenericParameterProvider generic) =>
        generic.GenericParameters.SelectMany(parameter => parameter.Constraints)
            .SelectMany(constraint => Flatten(constraint.ConstraintType));

    private static IEnumerable<TypeReference> Attributes(ICustomAttributeProvider bearer) =>
        bearer.CustomAttributes.SelectMany(attribute => Flatten(attribute.AttributeType).Concat(
            attribute.ConstructorArguments
                .Concat(attribute.Properties.Select(property => property.Argument))
                .SelectMany(Types)));

    private static IEnumerable<TypeReference> Types(CustomAttributeArgument argument) => argument.Value switch
    {
        TypeReference type => Flatten(type),
        CustomAttributeArgument[] many => many.SelectMany(Types),
        CustomAttributeArgument one => Types(one),
        _ => [],
    };
}
