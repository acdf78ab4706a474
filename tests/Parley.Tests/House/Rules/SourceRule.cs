using System.Text.RegularExpressions;

namespace Parley.Tests.House.Rules;

/// <summary>What the text of the repository must not hold.</summary>
/// <remarks>The patterns are written so that they do not match themselves.</remarks>
internal static partial class SourceRule
{
    public const int MaxLines = 400;

    private static readonly string[] Code = [".cs", ".razor", ".css", ".js", ".sql"];

    public static IEnumerable<Offence> Check(IEnumerable<SourceFile> files) => files.SelectMany(Check);

    private static IEnumerable<Offence> Check(SourceFile file)
    {
        if (file.Path.StartsWith("src/", StringComparison.Ordinal) && Code.Contains(Path.GetExtension(file.Path))
            && file.Lines.Count > MaxLines)
            yield return new Offence(file.Path, $"has {file.Lines.Count} lines, above {MaxLines}; look for the second thing hiding in it");

        for (var at = 0; at < file.Lines.Count; at++)
            if (Complaint(file.Lines[at]) is { } complaint)
                yield return new Offence($"{file.Path}:{at + 1}", complaint);
    }

    private static string? Complaint(string line) =>
        SwitchedOff().IsMatch(line) ? "switches a warning off; mend what it warns of"
        : MachinePath().IsMatch(line) ? "names a path of one machine"
        : LeftToDo().IsMatch(line) ? "leaves something to do; do it, or open an issue"
        : null;

    [GeneratedRegex(@"^\s*#pragma[ ]warning[ ]disable")]
    private static partial Regex SwitchedOff();

    /// <summary>A home, a mount or a temporary folder as it is called on somebody's machine.</summary>
    [GeneratedRegex(@"(?<![\w.:/~}])/(home|root|Users|tmp|mnt|work)/\w|\b[A-Za-z]:\\{1,2}(Users|Windows|work)\b")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"\b(TO[D]O|FIX[M]E|HA[C]K|X[X]X)\b")]
    private static partial Regex LeftToDo();
}
