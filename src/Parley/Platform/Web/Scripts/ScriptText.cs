using System.Text;

namespace Parley.Platform.Web.Scripts;

/// <summary>Takes out of a script what only its readers need: comments, empty lines and spaces at line ends.</summary>
/// <remarks>
/// It knows strings, templates and regular expressions, so that nothing in them is taken for a comment. Line breaks stay:
/// some of them end a statement.
/// </remarks>
internal sealed class ScriptText
{
    /// <summary>Words after which a slash begins a regular expression; after any other word or a bracket it divides.</summary>
    private static readonly string[] BeforeExpression =
        ["return", "typeof", "case", "in", "of", "delete", "void", "throw", "new", "else", "do", "await", "yield"];

    private readonly string _source;
    private readonly StringBuilder _kept;

    /// <summary>Braces open inside each template's <c>${…}</c>, the innermost last.</summary>
    private readonly Stack<int> _templates = new();

    private int _at;

    private ScriptText(string source) => (_source, _kept) = (source, new StringBuilder(source.Length));

    /// <exception cref="FormatException">Something is not closed, or a template goes on in another line.</exception>
    public static string Strip(string source) => new ScriptText(source.ReplaceLineEndings("\n")).Strip();

    private string Strip()
    {
        while (_at < _source.Length)
            Step();
        var lines = _kept.ToString().Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0);
        return string.Join('\n', lines) + "\n";
    }

    private void Step()
    {
        switch (_source[_at])
        {
            case '/' when Next is '/':
                _at = End("\n");
                break;
            case '/' when Next is '*':
                _at = End("*/") + 2;
                break;
            case '/' when BeginsExpression():
                KeepExpression();
                break;
            case '\'' or '"':
                KeepString(_source[_at]);
                break;
            case '`':
                KeepTemplate();
                break;
            case '{' when _templates.Count > 0:
                _templates.Push(_templates.Pop() + 1);
                Keep();
                break;
            case '}' when _templates.Count > 0:
                CloseBrace();
                break;
            default:
                Keep();
                break;
        }
    }

    private char Next => _at + 1 < _source.Length ? _source[_at + 1] : '\0';

    private void Keep() => _kept.Append(_source[_at++]);

    /// <summary>Where a text begins next; at the end of a last line without a break, the end.</summary>
    private int End(string text)
    {
        var end = _source.IndexOf(text, _at, StringComparison.Ordinal);
        return end >= 0 ? end : text == "\n" ? _source.Length : throw NotClosed(text);
    }

    private void KeepString(char quote)
    {
        for (Keep(); _at < _source.Length && _source[_at] != quote; Keep())
        {
            if (_source[_at] == '\n')
                throw NotClosed(quote.ToString());
            if (_source[_at] == '\\')
                Keep();
        }
        KeepClosing(quote);
    }

    /// <summary>Up to the closing backtick, or to an expression inside, which is read as code.</summary>
    private void KeepTemplate()
    {
        for (Keep(); _at < _source.Length && _source[_at] != '`'; Keep())
        {
            if (_source[_at] == '\n')
                throw new FormatException($"A template goes on in another line: {Around()}");
            if (_source[_at] == '\\')
                Keep();
            else if (_source[_at] == '$' && Next == '{')
            {
                _kept.Append("${");
                _at += 2;
                _templates.Push(0);
                return;
            }
        }
        KeepClosing('`');
    }

    private void CloseBrace()
    {
        var open = _templates.Pop();
        if (open == 0)
        {
            // The brace that closes an expression: what follows is the template again.
            KeepTemplate();
            return;
        }
        _templates.Push(open - 1);
        Keep();
    }

    private void KeepExpression()
    {
        var inClass = false;
        for (Keep(); _at < _source.Length && (_source[_at] != '/' || inClass); Keep())
        {
            if (_source[_at] == '\n')
                throw NotClosed("/");
            if (_source[_at] == '\\')
                Keep();
            else
                inClass = _source[_at] == '[' || (inClass && _source[_at] != ']');
        }
        KeepClosing('/');
    }

    private void KeepClosing(char closing)
    {
        if (_at >= _source.Length)
            throw NotClosed(closing.ToString());
        Keep();
    }

    private bool BeginsExpression()
    {
        var end = _kept.Length;
        while (end > 0 && char.IsWhiteSpace(_kept[end - 1]))
            end--;
        if (end == 0 || "(,=:[!&|?{};+-*%~^<>".Contains(_kept[end - 1], StringComparison.Ordinal))
            return true;
        var start = end;
        while (start > 0 && char.IsAsciiLetter(_kept[start - 1]))
            start--;
        return BeforeExpression.Contains(_kept.ToString(start, end - start));
    }

    private FormatException NotClosed(string what) => new($"{what} is missing after: {Around()}");

    private string Around() => _kept.ToString(Math.Max(0, _kept.Length - 40), Math.Min(40, _kept.Length));
}
