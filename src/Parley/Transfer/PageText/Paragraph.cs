namespace Parley.Transfer.PageText;

/// <summary>Lines that stand together between blank ones.</summary>
/// <param name="Index">Place among the page's paragraphs, from 0.</param>
/// <param name="Line">Line of the file, from 1.</param>
/// <param name="Missing">How many paragraphs the blank lines above say are gone; see <see cref="PageLayout"/>.</param>
internal sealed record Paragraph(int Index, int Line, int Missing, IReadOnlyList<string> Lines)
{
    public string Text { get; } = string.Join('\n', Lines);

    public bool IsSingleLine => Lines.Count == 1;

    public bool EndsWithColon => Text.EndsWith(':');
}
