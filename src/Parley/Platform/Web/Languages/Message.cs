namespace Parley.Platform.Web.Languages;

/// <summary>A text in one language with places for what is only known later; parsed once, written often.</summary>
internal sealed record Message(IReadOnlyList<MessagePart> Parts)
{
    /// <summary>The text, when nothing in it has to be filled in.</summary>
    public string? Constant { get; } = Parts switch
    {
        [] => "",
        [LiteralPart only] => only.Text,
        _ => null,
    };

    /// <summary>Every part, those inside the cases of a plural or select as well.</summary>
    public IEnumerable<MessagePart> AllParts =>
        Parts.SelectMany(part => part is ChoicePart choice
            ? choice.Cases.Values.SelectMany(message => message.AllParts).Prepend(part)
            : [part]);
}

internal abstract record MessagePart;

internal sealed record LiteralPart(string Text) : MessagePart;

/// <summary><c>{name}</c>, and <c>{name, number}</c> when <paramref name="IsNumber"/>.</summary>
internal sealed record ArgumentPart(string Name, bool IsNumber) : MessagePart;

/// <summary>A part that picks one of its cases by an argument.</summary>
internal abstract record ChoicePart(string Name, IReadOnlyDictionary<string, Message> Cases) : MessagePart
{
    public const string Other = "other";
}

/// <summary><c>{n, plural, =0 {…} one {…} other {…}}</c>; exact cases are kept under "=0".</summary>
internal sealed record PluralPart(string Name, IReadOnlyDictionary<string, Message> Cases) : ChoicePart(Name, Cases);

/// <summary><c>{who, select, author {…} other {…}}</c>.</summary>
internal sealed record SelectPart(string Name, IReadOnlyDictionary<string, Message> Cases) : ChoicePart(Name, Cases);

/// <summary><c>#</c>: the number of the plural around it.</summary>
internal sealed record PluralNumberPart(string Name) : MessagePart;
