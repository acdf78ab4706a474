using System.Diagnostics.CodeAnalysis;

namespace Parley.Transfer.PageText;

/// <summary>Either a reading or the words of why there is none; never both.</summary>
internal sealed record PageTextResult
{
    private PageTextResult(PageTextReading? reading, string? refusal) => (Reading, Refusal) = (reading, refusal);

    public PageTextReading? Reading { get; }

    /// <summary>A sentence for whoever ran the import: what is wrong with the file and what would help.</summary>
    public string? Refusal { get; }

    [MemberNotNullWhen(true, nameof(Reading))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsRead => Reading is not null;

    public static PageTextResult Read(PageTextReading reading) => new(reading, null);

    public static PageTextResult Refused(string words) => new(null, words);
}
