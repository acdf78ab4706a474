using Parley.Platform.Web.Languages;

namespace Parley.Platform.Mail;

/// <summary>What a mail says, in the order it is read; the same as text and as HTML.</summary>
/// <param name="Words">Of the language it is written in.</param>
/// <param name="From">Who writes: the site's title.</param>
/// <param name="Lines">Sentences before the code or the link, a paragraph each.</param>
/// <param name="Code">A code to type in, set large.</param>
/// <param name="Link">Where a button leads, with its words.</param>
/// <param name="Foot">Why this mail came and what to do if it was not asked for.</param>
public sealed record Letter(
    Words Words, string From, string Subject, IReadOnlyList<string> Lines, string? Code, LetterLink? Link, IReadOnlyList<string> Foot)
{
    /// <summary>Ends mails of this kind at one press (RFC 8058); null for those that were asked for.</summary>
    public LetterLink? Stop { get; init; }
}

/// <param name="Address">Absolute.</param>
public sealed record LetterLink(string Words, string Address);
