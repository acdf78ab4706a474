namespace Parley.Transfer.PageText;

/// <summary>A comment cut out of the page, before anything is inferred about it.</summary>
/// <param name="Line">Where it begins: its name, or its words.</param>
/// <param name="Name">As the page has it; null when not preserved.</param>
/// <param name="Body">Empty when nothing is left of it.</param>
/// <param name="Pasted">The article its body holds; null for its author's own words.</param>
/// <param name="Parts">How many in a row it was joined from.</param>
internal sealed record PlainComment(int Line, string? Name, IReadOnlyList<Paragraph> Body, PastedArticle? Pasted = null, int Parts = 1)
{
    public bool IsEmptied => Body.Count == 0;

    public string Text { get; } = string.Join("\n\n", Body.Select(paragraph => paragraph.Text));

    public string? NameKey { get; } = Name is null ? null : PageText.NameKey.Of(Name);
}
