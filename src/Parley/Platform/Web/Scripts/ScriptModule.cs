using System.Text.RegularExpressions;

namespace Parley.Platform.Web.Scripts;

/// <summary>One source file of a script, read: what it takes from others, what it gives, and its code without either.</summary>
/// <remarks>
/// Our modules keep to one plain form, <c>import { a, b } from "./other.js";</c> and <c>export</c> before a declaration
/// that begins a line. Anything else of the module syntax is an error, never passed on half understood.
/// </remarks>
internal sealed partial class ScriptModule
{
    private ScriptModule(string name) => Name = name;

    /// <summary>File name.</summary>
    public string Name { get; }

    /// <summary>Names taken, by the module they come from, in the order of the file.</summary>
    public required IReadOnlyList<(string From, IReadOnlyList<string> Names)> Imports { get; init; }

    public required IReadOnlyList<string> Exports { get; init; }

    /// <summary>Everything declared outside of any function: joined modules share one scope.</summary>
    public required IReadOnlyList<string> Declared { get; init; }

    public required string Code { get; init; }

    /// <exception cref="FormatException">It holds module syntax of another form.</exception>
    public static ScriptModule Read(string name, string source)
    {
        var text = ScriptText.Strip(source);
        var imports = Import().Matches(text)
            .Select(match => (match.Groups["from"].Value, (IReadOnlyList<string>)SplitNames(match.Groups["names"].Value)))
            .ToList();
        var withoutImports = Import().Replace(text, "");
        var exports = Export().Matches(withoutImports).Select(match => match.Groups["name"].Value).ToList();
        var code = Export().Replace(withoutImports, match => match.Value["export ".Length..]);
        if (OtherSyntax().Match(code) is { Success: true } other)
            throw new FormatException($"{name}: cannot join \"{other.Value.Trim()}\"");
        return new(name)
        {
            Imports = imports,
            Exports = exports,
            Declared = [.. Declaration().Matches(code).Select(match => match.Groups["name"].Value)],
            Code = string.Join('\n', code.Split('\n').Select(line => line.TrimStart())),
        };
    }

    private static string[] SplitNames(string names) =>
        names.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    [GeneratedRegex("""^import \{(?<names>[\s\w,$]*)\} from "\./(?<from>[\w-]+\.js)";\n""", RegexOptions.Multiline)]
    private static partial Regex Import();

    /// <summary>What changes later (<c>let</c>) cannot be handed to another script as a value, so it is not exported.</summary>
    [GeneratedRegex(@"^export (?:async function|function|const|class) (?<name>[\w$]+)", RegexOptions.Multiline)]
    private static partial Regex Export();

    [GeneratedRegex(@"^(?:async function|function|const|let|class) (?<name>[\w$]+)", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"^(?:\s*(?:import|export)\b|var\b|(?:const|let) [\[{]).*", RegexOptions.Multiline)]
    private static partial Regex OtherSyntax();
}
