using System.Text;

namespace Parley.Platform.Web.Languages;

/// <summary>
/// Reads the ICU message form: <c>{name}</c>, <c>{n, number}</c>, <c>plural</c> and <c>select</c>, nested at will.
/// </summary>
/// <remarks>
/// An apostrophe begins quoted text only before a brace, or before <c>#</c> within a plural; two are one apostrophe
/// (ICU's default mode), so "don't" needs no care. <c>#</c> also holds inside a select within the plural.
/// </remarks>
internal sealed class MessageParser
{
    private readonly string text;
    private int position;

    private MessageParser(string text) => this.text = text;

    /// <exception cref="MessageFormatException">The text is not in the form; says at which column.</exception>
    public static Message Parse(string text)
    {
        var parser = new MessageParser(text);
        var message = parser.ReadMessage(pluralAround: null);
        return parser.AtEnd ? message : throw parser.Error("this brace closes nothing");
    }

    private bool AtEnd => position == text.Length;

    private Message ReadMessage(string? pluralAround)
    {
        var parts = new List<MessagePart>();
        var literal = new StringBuilder();
        while (!AtEnd && text[position] != '}')
        {
            if (text[position] == '{')
                Add(ReadArgument(pluralAround));
            else if (text[position] == '#' && pluralAround is not null)
                Add(ReadPluralNumber(pluralAround));
            else
                ReadLiteral(literal, pluralAround is not null);
        }

        Flush();
        return new(parts);

        void Add(MessagePart part)
        {
            Flush();
            parts.Add(part);
        }

        void Flush()
        {
            if (literal.Length > 0)
                parts.Add(new LiteralPart(literal.ToString()));
            literal.Clear();
        }
    }

    private PluralNumberPart ReadPluralNumber(string plural)
    {
        position++;
        return new(plural);
    }

    private void ReadLiteral(StringBuilder literal, bool inPlural)
    {
        var character = text[position++];
        if (character != '\'' || AtEnd)
            literal.Append(character);
        else if (text[position] == '\'')
            literal.Append(text[position++]);
        else if (text[position] is '{' or '}' || (inPlural && text[position] == '#'))
            ReadQuoted(literal);
        else
            literal.Append(character);
    }

    private void ReadQuoted(StringBuilder literal)
    {
        var start = position - 1;
        while (!AtEnd)
        {
            var character = text[position++];
            if (character != '\'')
                literal.Append(character);
            else if (!AtEnd && text[position] == '\'')
                literal.Append(text[position++]);
            else
                return;
        }

        position = start;
        throw Error("this quotation is never closed");
    }

    private MessagePart ReadArgument(string? pluralAround)
    {
        var start = position;
        position++;
        var name = ReadWord("a name");
        if (TryRead('}'))
            return new ArgumentPart(name, IsNumber: false);

        Read(',', start);
        SkipSpace();
        var kindAt = position;
        var kind = ReadWord("number, plural or select");
        switch (kind)
        {
            case "number":
                Read('}', start);
                return new ArgumentPart(name, IsNumber: true);
            case "plural":
                Read(',', start);
                return new PluralPart(name, ReadCases(start, pluralAround: name));
            case "select":
                Read(',', start);
                return new SelectPart(name, ReadCases(start, pluralAround));
            default:
                position = kindAt;
                throw Error($"\"{kind}\" is none of number, plural, select");
        }
    }

    private Dictionary<string, Message> ReadCases(int start, string? pluralAround)
    {
        var cases = new Dictionary<string, Message>(StringComparer.Ordinal);
        while (!TryRead('}'))
        {
            if (AtEnd)
                throw NeverClosed(start);
            var labelAt = position;
            var label = ReadWord("a case");
            Read('{', start);
            var message = ReadMessage(pluralAround);
            Read('}', start);
            if (!cases.TryAdd(label, message))
            {
                position = labelAt;
                throw Error($"the case \"{label}\" stands twice");
            }
        }

        if (cases.ContainsKey(ChoicePart.Other))
            return cases;
        position = start;
        throw Error("the case \"other\" is missing");
    }

    private string ReadWord(string wanted)
    {
        SkipSpace();
        var start = position;
        while (!AtEnd && (char.IsAsciiLetterOrDigit(text[position]) || text[position] is '_' or '-' or '='))
            position++;
        return position > start ? text[start..position] : throw Error($"expected {wanted}");
    }

    private void Read(char wanted, int start)
    {
        if (TryRead(wanted))
            return;
        throw AtEnd ? NeverClosed(start) : Error($"expected '{wanted}'");
    }

    private bool TryRead(char wanted)
    {
        SkipSpace();
        if (AtEnd || text[position] != wanted)
            return false;
        position++;
        return true;
    }

    private void SkipSpace()
    {
        while (!AtEnd && char.IsWhiteSpace(text[position]))
            position++;
    }

    private static MessageFormatException NeverClosed(int start) => new(start + 1, "this brace is never closed");

    private MessageFormatException Error(string what) => new(position + 1, what);
}
