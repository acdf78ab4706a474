using System.Globalization;
using System.Text;

namespace Parley.Platform.Web.Languages;

/// <summary>Fills one message with its arguments.</summary>
internal readonly ref struct MessageWriter(
    Words words, string key, ReadOnlySpan<(string Name, object Value)> arguments)
{
    // First strong isolate and pop directional isolate: a name of the other direction must not drag the
    // punctuation and numbers beside it along.
    private const char Isolate = '\u2068', EndIsolate = '\u2069';

    private readonly ReadOnlySpan<(string Name, object Value)> arguments = arguments;

    public string Write(Message message)
    {
        var written = new StringBuilder();
        Write(message, written);
        return written.ToString();
    }

    private void Write(Message message, StringBuilder written)
    {
        foreach (var part in message.Parts)
            Write(part, written);
    }

    private void Write(MessagePart part, StringBuilder written)
    {
        switch (part)
        {
            case LiteralPart literal:
                written.Append(literal.Text);
                break;
            case ArgumentPart { IsNumber: false } argument when Find(argument.Name) is var value && !IsNumber(value):
                WriteText(value, written);
                break;
            case ArgumentPart argument:
                written.Append(Number(Find(argument.Name)));
                break;
            case PluralNumberPart number:
                written.Append(Number(Find(number.Name)));
                break;
            case PluralPart plural:
                Write(Choose(plural, Find(plural.Name)), written);
                break;
            case SelectPart select:
                Write(Case(select, Convert.ToString(Find(select.Name), CultureInfo.InvariantCulture)), written);
                break;
            default:
                throw new InvalidOperationException($"A {part.GetType().Name} cannot be written.");
        }
    }

    private void WriteText(object value, StringBuilder written)
    {
        var text = Convert.ToString(value, words.Culture);
        if (words.IsRightToLeft && text is not [Isolate, .., EndIsolate])
            written.Append(Isolate).Append(text).Append(EndIsolate);
        else
            written.Append(text);
    }

    private Message Choose(PluralPart plural, object value)
    {
        var number = Operands(value);
        var exact = "=" + Convert.ToDecimal(value, CultureInfo.InvariantCulture).ToString("0.#########", CultureInfo.InvariantCulture);
        return plural.Cases.TryGetValue(exact, out var message) ? message : Case(plural, words.Plurals.Choose(number));
    }

    private static Message Case(ChoicePart choice, string? label) =>
        label is not null && choice.Cases.TryGetValue(label, out var message) ? message : choice.Cases[ChoicePart.Other];

    private object Find(string name)
    {
        foreach (var argument in arguments)
            if (argument.Name == name)
                return argument.Value;
        throw new ArgumentException($"The words \"{key}\" ({words.Language}) need an argument \"{name}\".");
    }

    private static bool IsNumber(object value) => value is int or long or decimal;

    private string Number(object value) => value switch
    {
        int whole => words.Number(whole),
        long whole => words.Number(whole),
        decimal number => words.Number(number),
        _ => throw NotANumber(value),
    };

    private PluralOperands Operands(object value) => value switch
    {
        int whole => PluralOperands.Of(whole),
        long whole => PluralOperands.Of(whole),
        decimal number => PluralOperands.Of(number),
        _ => throw NotANumber(value),
    };

    private ArgumentException NotANumber(object value) =>
        new($"The words \"{key}\" ({words.Language}) need a whole or decimal number, not a {value.GetType().Name}.");
}
