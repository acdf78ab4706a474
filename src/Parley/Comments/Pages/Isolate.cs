namespace Parley.Comments.Pages;

/// <summary>Keeps the writing direction of a reader's words from turning the sentence they are put into.</summary>
internal static class Isolate
{
    private const char FirstStrong = '\u2068';
    private const char Pop = '\u2069';

    public static string Around(string text) => $"{FirstStrong}{text}{Pop}";
}
