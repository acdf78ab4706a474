using System.Text;

namespace Parley.Platform.Web.Scripts;

/// <summary>Makes a joined script small: its own names short, and no space that nothing needs.</summary>
/// <remarks>
/// A name is shortened everywhere alike, whatever scope it stands in, so scopes stay as they are. Only names the script
/// itself declares are; those of properties never. It knows the plain style our modules are written in: declarations one
/// by one, semicolons at the end of statements, none of them empty, no labels, no switch.
/// </remarks>
internal sealed class ScriptPacking
{
    /// <summary>What is never a name of ours, even where something inside is called alike.</summary>
    private static readonly HashSet<string> Kept =
    [
        .. ("await async break case catch class const constructor continue default delete do else extends false finally for function get if in "
            + "instanceof let new null of return set static super this throw true try typeof undefined var void while yield "
            + "window document location history navigator console performance crypto name status event top parent self length "
            + "innerHeight innerWidth scrollX scrollY scrollBy scroll localStorage sessionStorage customElements "
            + "Array Date Error Infinity Intl JSON Map Math Number Object Promise Reflect RegExp Set String TypeError URL WeakMap").Split(' '),
    ];

    private readonly IReadOnlyList<ScriptToken> _tokens;
    private readonly ScriptPlaces _places;

    private ScriptPacking(string code)
    {
        _tokens = ScriptToken.Read(code);
        _places = new ScriptPlaces(_tokens);
    }

    /// <exception cref="FormatException">It holds something unknown.</exception>
    public static string Pack(string code) => new ScriptPacking(ScriptText.Strip(code)).Pack();

    private string Pack()
    {
        var names = ShortNames();
        var packed = new StringBuilder();
        var joined = Joined();
        ScriptToken? before = null;
        for (var at = 0; at < _tokens.Count; at++)
        {
            if (IsNeedless(at))
                continue;
            var token = _tokens[at];
            if (joined.Contains(at))
            {
                // In place of the semicolon that ended the one before.
                packed[^1] = ',';
                before = null;
                continue;
            }
            if (before is { } last)
                packed.Append(Between(last, token));
            packed.Append(Shortened(at, names));
            before = token;
        }
        return packed.Append('\n').ToString();
    }

    private string Shortened(int at, Dictionary<string, string> names)
    {
        var (text, place) = (_tokens[at].Text, _places.Of(at));
        // Whoever wrote it has seen to it that nothing is set twice.
        if (_tokens[at].Is("const") && place == NamePlace.Alone)
            return "let";
        if (_tokens[at].Kind != ScriptTokenKind.Word || !names.TryGetValue(text, out var name))
            return text;
        return place switch
        {
            NamePlace.Alone => name,
            NamePlace.Short => text + ":" + name,
            _ => text,
        };
    }

    /// <summary>The last semicolon of a block, and the parentheses around an arrow's only parameter.</summary>
    private bool IsNeedless(int at) =>
        (Is(at, ";") && Is(at + 1, "}"))
        || (Is(at, "(") && Is(at + 2, ")") && IsArrow(at + 3, parameter: at + 1))
        || (Is(at, ")") && Is(at - 2, "(") && IsArrow(at + 1, parameter: at - 1));

    private bool IsArrow(int at, int parameter) => Is(at, "=>") && _tokens[parameter].Kind == ScriptTokenKind.Word;

    private bool Is(int at, string text) => at >= 0 && at < _tokens.Count && _tokens[at].Is(text);

    /// <summary>Where a <c>const</c> follows another one in the same block: one keyword does for both.</summary>
    private HashSet<int> Joined()
    {
        var joined = new HashSet<int>();
        // For each bracket that is open, and for the script: whether its last statement declares constants.
        var declares = new Stack<bool>([false]);
        for (var at = 0; at < _tokens.Count; at++)
        {
            var token = _tokens[at];
            var begins = at > 0 && _tokens[at - 1].Is(";");
            if (token.Is("const") && _places.Of(at) == NamePlace.Alone)
            {
                if (begins && declares.Peek())
                    joined.Add(at);
                declares.Pop();
                declares.Push(true);
            }
            else if (begins)
            {
                declares.Pop();
                declares.Push(false);
            }
            if (token.IsAny("{", "(", "["))
                declares.Push(false);
            else if (token.IsAny("}", ")", "]"))
                declares.Pop();
        }
        return joined;
    }

    /// <summary>The most used names get the shortest ones.</summary>
    private Dictionary<string, string> ShortNames()
    {
        var taken = _tokens.Where(token => token.Kind == ScriptTokenKind.Word).Select(token => token.Text).ToHashSet();
        var own = Enumerable.Range(0, _tokens.Count)
            .Where(at => _tokens[at].Kind == ScriptTokenKind.Word && _places.Of(at) is NamePlace.Alone or NamePlace.Short)
            .GroupBy(at => _tokens[at].Text)
            .Where(uses => uses.Any(_places.IsDeclaration) && !Kept.Contains(uses.Key))
            .OrderByDescending(uses => uses.Count()).ThenBy(uses => uses.Key, StringComparer.Ordinal)
            .Select(uses => uses.Key);
        var names = new Dictionary<string, string>();
        var number = 0;
        foreach (var name in own)
        {
            string made;
            do
                made = NameOf(number++);
            while (taken.Contains(made) || Kept.Contains(made));
            if (made.Length < name.Length)
                names[name] = made;
        }
        return names;
    }

    private static string NameOf(int number)
    {
        const string letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
        var first = letters[number % letters.Length].ToString();
        return number < letters.Length ? first : NameOf((number / letters.Length) - 1) + first;
    }

    /// <summary>What must stand between two tokens: a space between words, a line break where it may end a statement.</summary>
    private static string Between(ScriptToken before, ScriptToken after)
    {
        if (after.BeginsLine && MayEnd(before) && MayBegin(after))
            return "\n";
        var (last, first) = (before.Text[^1], after.Text[0]);
        var wouldJoin = (IsOfWord(last) && IsOfWord(first)) || (last == first && last is '+' or '-');
        return wouldJoin ? " " : "";
    }

    private static bool MayEnd(ScriptToken token) => token.Kind != ScriptTokenKind.Mark || token.IsAny(")", "]", "}", "++", "--");

    private static bool MayBegin(ScriptToken token) =>
        token.Kind != ScriptTokenKind.Mark || token.IsAny("(", "[", "{", "+", "-", "++", "--", "!", "~");

    private static bool IsOfWord(char letter) => char.IsLetterOrDigit(letter) || letter is '_' or '$' or '#';
}
