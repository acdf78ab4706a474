using Mono.Cecil;

namespace Parley.Tests.House.Rules;

/// <summary>No method is longer than a screen, as the symbols tell its lines.</summary>
/// <remarks>Constructors are left out: the lines of field initialisers, spread over the type, count as theirs.</remarks>
internal sealed class LengthRule(int maxLines) : IHouseRule
{
    public IEnumerable<Offence> Check(Codebase code) =>
        from method in code.Methods
        where method.HasBody && !method.IsConstructor
        let lines = Lines(method)
        where lines > maxLines
        select new Offence(Names.Place(method), $"is {lines} lines long, above {maxLines}; look for the second thing hiding in it");

    private static int Lines(MethodDefinition method)
    {
        // Markup of a template and generated code are not methods anyone wrote.
        var points = method.DebugInformation.SequencePoints
            .Where(point => !point.IsHidden && point.Document.Url.EndsWith(".cs", StringComparison.Ordinal)
                && !point.Document.Url.EndsWith(".g.cs", StringComparison.Ordinal))
            .ToList();
        return points.Count == 0 ? 0 : points.Max(point => point.EndLine) - points.Min(point => point.StartLine) + 1;
    }
}
