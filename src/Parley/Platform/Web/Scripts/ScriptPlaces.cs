namespace Parley.Platform.Web.Scripts;

/// <summary>What a word in a script is.</summary>
internal enum NamePlace
{
    /// <summary>A keyword, a property, a key, a member of a class.</summary>
    Other,

    /// <summary>A name by itself.</summary>
    Alone,

    /// <summary>A name that is key and value at once: <c>{ name }</c>, in a pattern as in an object.</summary>
    Short,
}

/// <summary>Tells of each word of a script what it is, and where names are declared.</summary>
internal sealed class ScriptPlaces
{
    private enum Bracket
    {
        Block,
        Object,
        Class,
        Round,
        Square,
    }

    private static readonly string[] Control = ["if", "for", "while", "switch", "with"];

    private readonly IReadOnlyList<ScriptToken> _tokens;
    private readonly NamePlace[] _places;
    private readonly bool[] _declares;
    private readonly int[] _closing;

    public ScriptPlaces(IReadOnlyList<ScriptToken> tokens)
    {
        _tokens = tokens;
        _places = new NamePlace[tokens.Count];
        _declares = new bool[tokens.Count];
        _closing = new int[tokens.Count];
        Place();
        Declare();
    }

    public NamePlace Of(int at) => _places[at];

    public bool IsDeclaration(int at) => _declares[at];

    private ScriptToken At(int at) => at >= 0 && at < _tokens.Count ? _tokens[at] : default;

    private void Place()
    {
        var open = new Stack<(Bracket Kind, int At)>();
        var isClass = false;
        for (var at = 0; at < _tokens.Count; at++)
        {
            var token = _tokens[at];
            isClass |= token.Is("class") && !At(at - 1).IsAny(".", "?.") && !At(at + 1).Is(":");
            if (token.Kind == ScriptTokenKind.Word)
                _places[at] = PlaceOf(at, open.TryPeek(out var around) ? around.Kind : Bracket.Block);
            else if (token.IsAny("{", "(", "["))
            {
                open.Push((token.Is("(") ? Bracket.Round : token.Is("[") ? Bracket.Square : isClass ? Bracket.Class : KindOf(at), at));
                isClass &= !token.Is("{");
            }
            else if (token.IsAny("}", ")", "]"))
                _closing[open.Pop().At] = at;
        }
    }

    private Bracket KindOf(int at) =>
        at == 0 || At(at - 1).IsAny(";", "{", "}", ")", "=>", "else", "try", "finally", "do", "catch") ? Bracket.Block : Bracket.Object;

    private NamePlace PlaceOf(int at, Bracket around)
    {
        var (before, after) = (At(at - 1), At(at + 1));
        if (_tokens[at].Text[0] == '#' || before.IsAny(".", "?.") || around == Bracket.Class)
            return NamePlace.Other;
        if (around != Bracket.Object)
            return NamePlace.Alone;
        if (after.Is("(") && before.IsAny("{", ",", "async", "get", "set"))
            return NamePlace.Other;
        if (!before.IsAny("{", ","))
            return NamePlace.Alone;
        return after.Is(":") ? NamePlace.Other
            : after.IsAny(",", "}", "=") ? NamePlace.Short
            : NamePlace.Alone;
    }

    private void Declare()
    {
        for (var at = 0; at < _tokens.Count; at++)
        {
            if (_tokens[at].IsAny("const", "let", "function", "class") && _places[at] == NamePlace.Alone)
                DeclareAt(at + 1);
            else if (_tokens[at].Is("(") && IsParameters(at))
                DeclareWithin(at);
            else if (At(at + 1).Is("=>") && _tokens[at].Kind == ScriptTokenKind.Word)
                _declares[at] = true;
        }
    }

    /// <summary>A name, or a pattern of names.</summary>
    private void DeclareAt(int at)
    {
        if (At(at).IsAny("{", "["))
            DeclareWithin(at);
        else if (At(at).Kind == ScriptTokenKind.Word)
            _declares[at] = true;
    }

    /// <summary>Everything in the brackets that stands where a name is bound, not where its default is said.</summary>
    private void DeclareWithin(int open)
    {
        for (var at = open + 1; at < _closing[open]; at++)
            if (_tokens[at].Kind == ScriptTokenKind.Word && _places[at] != NamePlace.Other
                && At(at - 1).IsAny("(", "{", "[", ",", ":", "..."))
                _declares[at] = true;
    }

    private bool IsParameters(int open)
    {
        var after = At(_closing[open] + 1);
        return after.Is("=>") || (after.Is("{") && !At(open - 1).IsAny(Control) && At(open - 1).Kind == ScriptTokenKind.Word);
    }
}
