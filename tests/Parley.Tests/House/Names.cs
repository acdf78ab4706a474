using Mono.Cecil;

namespace Parley.Tests.House;

/// <summary>Names of types and members as the source has them, whatever the compiler made of them.</summary>
internal static class Names
{
    public static TypeReference Outermost(this TypeReference type) =>
        type.DeclaringType is null ? type : type.DeclaringType.Outermost();

    /// <returns><c>Parley.Comments.PostComment</c>; for a generated type the type whose code it holds.</returns>
    public static string Place(TypeReference type) =>
        IsGenerated(type) && type.DeclaringType is not null
            ? Place(type.DeclaringType)
            : type.FullName.Replace('/', '.');

    /// <returns><c>Parley.Comments.PostComment.Handle</c>, also for code in its lambdas and state machine.</returns>
    public static string Place(MethodDefinition method) =>
        $"{Place(method.DeclaringType)}.{Written(method.Name) ?? Written(method.DeclaringType) ?? method.Name}";

    /// <summary>Whether the compiler made a type up: its name cannot be written in C#.</summary>
    public static bool IsGenerated(TypeReference type) => type.Name.StartsWith('<');

    /// <returns>The method a generated type stands for; null when the type was written.</returns>
    private static string? Written(TypeReference type) =>
        IsGenerated(type) ? Written(type.Name) ?? (type.DeclaringType is null ? null : Written(type.DeclaringType)) : null;

    /// <returns><c>Handle</c> of <c>&lt;Handle&gt;b__0</c>; null for a name that was written.</returns>
    private static string? Written(string name)
    {
        var end = name.IndexOf('>', StringComparison.Ordinal);
        return name.StartsWith('<') && end > 1 && !name.EndsWith('$') ? name[1..end].TrimStart('<') : null;
    }
}
