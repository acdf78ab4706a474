using System.Text.RegularExpressions;
using Parley.Accounts;

namespace Parley.Stories;

/// <summary>Who may do something: anyone, whoever signed in, or the holders of a claim such as <c>subscriber</c>.</summary>
internal readonly partial record struct Audience
{
    private Audience(string word) => Word = word;

    public static Audience Anyone { get; } = new("anyone");

    public static Audience SignedIn { get; } = new("signed-in");

    /// <summary><c>anyone</c>, <c>signed-in</c>, or the claim.</summary>
    public string Word { get; }

    public bool IsAnyone => Word == Anyone.Word;

    /// <returns>Null for what is no such word.</returns>
    public static Audience? Read(string? word) => word is not null && Shape().IsMatch(word) ? new(word) : null;

    /// <summary>Whether a reader is one of them. Whoever works for the site is one of any.</summary>
    /// <param name="reader">Null for nobody known.</param>
    public bool Has(Person? reader) =>
        IsAnyone
        || (reader?.Kind == PersonKind.Account
            && (Word == SignedIn.Word || reader.Role != Role.Member || reader.ClaimWords.Contains(Word)));

    [GeneratedRegex("^[a-z0-9](?:[a-z0-9_-]{0,48}[a-z0-9])?\\z")]
    private static partial Regex Shape();
}

/// <summary>Who may do what in one thread.</summary>
internal sealed record Access(Audience Read, Audience Write, Audience Vote, Audience Report)
{
    /// <summary>Whether the thread is a shared page like any other, or nobody's who is not let in.</summary>
    public bool IsPublic => Read.IsAnyone;
}

/// <summary>What a story, or a section, says about who may; null where it says nothing.</summary>
internal sealed record AccessWords(string? Read = null, string? Write = null, string? Vote = null, string? Report = null)
{
    public static AccessWords None { get; } = new();
}
