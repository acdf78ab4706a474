namespace Parley.Transfer.PageText;

/// <summary>The story above the comments.</summary>
/// <param name="Title">The headline, plain text.</param>
/// <param name="Author">Who the by-line names; null without one.</param>
/// <param name="Paragraphs">Plain text as it stood, headline left out.</param>
/// <param name="Body">The same as Markdown source.</param>
internal sealed record PageArticle(string Title, string? Author, IReadOnlyList<string> Paragraphs, string Body);
