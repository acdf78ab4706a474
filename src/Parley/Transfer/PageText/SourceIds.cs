using System.Security.Cryptography;
using System.Text;

namespace Parley.Transfer.PageText;

/// <summary>Gives each comment an id that a second run of the same page finds again.</summary>
/// <remarks>
/// A hash of name and words, and a number where the same were met before. Line numbers have no part in it, so that
/// a line added to the story leaves every comment its id.
/// </remarks>
internal static class SourceIds
{
    /// <summary>60 bits: two of a million comments share an id by chance once in two million pages, and then are numbered.</summary>
    private const int Letters = 15;

    public static IReadOnlyList<string> Of(IReadOnlyList<PlainComment> comments)
    {
        var met = new Dictionary<string, int>();
        var ids = new string[comments.Count];
        for (var place = 0; place < ids.Length; place++)
        {
            var above = comments[place].IsEmptied && place > 0 ? ids[place - 1] : "";
            var hash = Hash($"{comments[place].NameKey}\n{comments[place].Text}\n{above}");
            var times = met[hash] = met.GetValueOrDefault(hash) + 1;
            ids[place] = times == 1 ? hash : $"{hash}-{times}";
        }

        return ids;
    }

    private static string Hash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..Letters];
}
