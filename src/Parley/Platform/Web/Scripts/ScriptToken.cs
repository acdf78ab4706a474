using System.Text.RegularExpressions;

namespace Parley.Platform.Web.Scripts;

internal enum ScriptTokenKind
{
    /// <summary>A name, a keyword, a private name.</summary>
    Word,

    Number,

    /// <summary>A string, a regular expression, a part of a template: kept letter by letter.</summary>
    Literal,

    /// <summary>Punctuation.</summary>
    Mark,
}

/// <summary>The smallest part of a script that means something.</summary>
/// <param name="BeginsLine">Whether a line break stood before it.</param>
internal readonly partial record struct ScriptToken(ScriptTokenKind Kind, string Text, bool BeginsLine)
{
    public bool Is(string text) => Kind is ScriptTokenKind.Word or ScriptTokenKind.Mark && Text == text;

    public bool IsAny(params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
            if (Is(text))
                return true;
        return false;
    }

    /// <summary>Reads a script that <see cref="ScriptText.Strip"/> has freed of its comments.</summary>
    /// <exception cref="FormatException">It holds something unknown.</exception>
    public static IReadOnlyList<ScriptToken> Read(string code)
    {
        var tokens = new List<ScriptToken>();
        // For each template that is open: how many braces stood open when its expression began.
        var templates = new Stack<int>();
        var (at, braces, beginsLine) = (0, 0, true);
        while (at < code.Length)
        {
            if (char.IsWhiteSpace(code[at]))
            {
                beginsLine |= code[at++] == '\n';
                continue;
            }
            var token = Next(code, at, beginsLine, templates.TryPeek(out var open) && open == braces, MayDivide(tokens));
            braces += token.Is("{") ? 1 : token.Is("}") ? -1 : 0;
            if (token.Kind == ScriptTokenKind.Literal)
                Follow(token.Text, templates, braces);
            tokens.Add(token);
            (at, beginsLine) = (at + token.Text.Length, false);
        }
        return tokens;
    }

    private static ScriptToken Next(string code, int at, bool beginsLine, bool endsExpression, bool mayDivide)
    {
        var (kind, shape) = code[at] switch
        {
            '`' => (ScriptTokenKind.Literal, Template()),
            '}' when endsExpression => (ScriptTokenKind.Literal, Template()),
            '"' or '\'' => (ScriptTokenKind.Literal, Quoted()),
            '/' when !mayDivide => (ScriptTokenKind.Literal, Expression()),
            '#' or '_' or '$' => (ScriptTokenKind.Word, Name()),
            var letter when char.IsLetter(letter) => (ScriptTokenKind.Word, Name()),
            var digit when char.IsAsciiDigit(digit) => (ScriptTokenKind.Number, Digits()),
            _ => (ScriptTokenKind.Mark, Punctuation()),
        };
        var match = shape.Match(code, at);
        return match.Success && match.Index == at
            ? new(kind, match.Value, beginsLine)
            : throw new FormatException($"A script holds something unknown: {code[at..Math.Min(code.Length, at + 40)]}");
    }

    /// <summary>After a value a slash divides; anywhere else it begins a regular expression.</summary>
    private static bool MayDivide(List<ScriptToken> before) => before.Count > 0 && (before[^1].Kind switch
    {
        ScriptTokenKind.Word => !before[^1].IsAny("return", "typeof", "case", "in", "of", "delete", "void", "throw", "new", "else", "do", "await", "yield"),
        ScriptTokenKind.Mark => before[^1].IsAny(")", "]", "}"),
        _ => true,
    });

    private static void Follow(string literal, Stack<int> templates, int braces)
    {
        if (literal[0] == '}')
            templates.Pop();
        if (literal.EndsWith("${", StringComparison.Ordinal))
            templates.Push(braces);
    }

    /// <summary>From its beginning, or from the brace that ends an expression in it, to its end or the next expression.</summary>
    [GeneratedRegex(@"\G[`}](?:[^`\\$]|\\.|\$(?!\{))*(?:`|\$\{)", RegexOptions.Singleline)]
    private static partial Regex Template();

    [GeneratedRegex("""\G(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')""")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\G/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*")]
    private static partial Regex Expression();

    [GeneratedRegex(@"\G#?[\p{L}_$][\p{L}\p{Nd}_$]*")]
    private static partial Regex Name();

    [GeneratedRegex(@"\G[0-9][0-9a-zA-Z_.]*")]
    private static partial Regex Digits();

    [GeneratedRegex(@"\G(?:\.\.\.|=>|[=!]==?|\*\*=?|&&=?|\|\|=?|\?\?=?|\?\.(?![0-9])|\+\+|--|[-+*/%<>&|^]=|[-+*/%<>&|^!~?:;,.=(){}\[\]])")]
    private static partial Regex Punctuation();
}
