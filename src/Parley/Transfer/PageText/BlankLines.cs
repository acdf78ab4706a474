namespace Parley.Transfer.PageText;

/// <summary>What the number of missing paragraphs says about the two that are left on either side.</summary>
/// <remarks>
/// A comment was a name and then words or pictures. Names of one word and pictures are gone, other names and words
/// are not. So one missing paragraph between words is a lost name; two are a lost picture besides; and a name right
/// below words, or words right below a name, miss nothing.
/// </remarks>
internal static class BlankLines
{
    private const double Impossible = double.PositiveInfinity;

    /// <summary>How unlikely the lower role is here, as a negative log likelihood; 0 is the ordinary case.</summary>
    /// <param name="missing">Paragraphs gone between the two.</param>
    /// <param name="colonAbove">The upper one announces something that may be what is gone.</param>
    public static double Cost(Role above, Role below, int missing, bool colonAbove) => (above, below) switch
    {
        (Role.Name, Role.Name) => BetweenNames(missing),
        (Role.Name, Role.Opens) => UnderEmptiedName(missing),
        (Role.Name, Role.GoesOn) => UnderItsName(missing),
        (_, Role.Name) => BeforeName(missing, colonAbove),
        (_, Role.Opens) => BeforeLostName(missing),
        _ => WithinComment(missing, colonAbove),
    };

    /// <summary>
    /// Comments of which nothing is left, that the missing paragraphs between these two must have been: each took
    /// a name and a picture. A comment under a name that is left took the picture only.
    /// </summary>
    public static int Emptied(Role above, Role below, int missing) => (above, below) switch
    {
        (Role.Name, Role.Name) => (missing - 1) / 2,
        (Role.Name, Role.Opens) => (missing - 2) / 2,
        (_, Role.Name) => missing / 2,
        (_, Role.Opens) => (missing - 1) / 2,
        _ => 0,
    };

    /// <summary>A name whose comment was a picture. With nothing missing there was no comment.</summary>
    private static double BetweenNames(int missing) => missing switch { 0 => Impossible, 1 => 0.5, 2 => 1.5, _ => 2 };

    /// <summary>A picture and a lost name at the least.</summary>
    private static double UnderEmptiedName(int missing) => missing switch { 0 => Impossible, 1 => 4, 2 => 0.3, _ => 1 };

    /// <summary>Pictures above the words are rare.</summary>
    private static double UnderItsName(int missing) => missing switch { 0 => 0, 1 => 2.5, _ => 4 };

    /// <summary>A picture at the end of the words above, or a comment of which nothing is left.</summary>
    private static double BeforeName(int missing, bool colonAbove) =>
        missing == 0 ? 0 : (missing == 1 ? 2 : 1.5) - (colonAbove ? 1.2 : 0);

    private static double BeforeLostName(int missing) => missing switch { 0 => Impossible, 1 => 0, 2 => 0.7, _ => 1 };

    /// <summary>A picture between the words.</summary>
    private static double WithinComment(int missing, bool colonAbove) => missing switch
    {
        0 => 0,
        1 => colonAbove ? 1 : 3,
        _ => 6,
    };
}
