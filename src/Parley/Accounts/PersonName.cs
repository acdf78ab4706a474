using Parley.Platform.Web;

namespace Parley.Accounts;

/// <summary>The name a person goes by.</summary>
internal static class PersonName
{
    public const int MaxLength = 60;

    /// <returns>The name as it will be shown, or why it cannot be.</returns>
    public static Outcome<string> Read(string? typed)
    {
        var name = CleanText.Line(typed ?? "");
        if (!CleanText.IsVisible(name))
            return new Refusal("name-missing", 422, "name");
        return name.Length <= MaxLength ? name : new Refusal("name-too-long", 422, "name", ("max", MaxLength));
    }
}
