namespace Parley.Transfer.PageText;

/// <summary>What whoever runs the import knows about the page or asks of it.</summary>
internal sealed record PageTextOptions
{
    /// <summary>Confidence, 0..1, from which a proposed parent is attached: four in five is the least a reader should be asked to trust.</summary>
    public const double DefaultAttachAt = 0.8;

    /// <summary>Characters past which a comment is folded: the length a site allows before an author has to say "continued".</summary>
    public const int DefaultLongFromChars = 5_000;

    /// <summary>Names of people known to have commented, as they stand on the page.</summary>
    public IReadOnlyCollection<string> KnownNames { get; init; } = [];

    /// <summary>0..1; a parent proposed with less confidence is reported and not attached.</summary>
    public double AttachAt { get; init; } = DefaultAttachAt;

    public int LongFromChars { get; init; } = DefaultLongFromChars;

    /// <summary>Reads a list of names, one a line; blank lines are passed over.</summary>
    public static IReadOnlyCollection<string> NamesIn(string list) =>
        [.. list.ReplaceLineEndings("\n").Split('\n').Select(NameKey.Clean).Where(name => name.Length > 0).Distinct()];
}
