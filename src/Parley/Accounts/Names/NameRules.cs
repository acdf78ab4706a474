using Parley.Platform.Web;

namespace Parley.Accounts.Names;

/// <summary>Who may go by which name.</summary>
internal static class NameRules
{
    public static Refusal Taken { get; } = new("name-taken", 422, "name");

    /// <summary>Whose name is kept from others: whoever signed in, and whoever wears a badge.</summary>
    /// <returns>The name's skeleton; null when anyone may go by it too.</returns>
    public static string? Guarded(PersonKind kind, Badge badge, string? name) =>
        name is not null && (kind == PersonKind.Account || badge != Badge.None) ? NameSkeleton.Of(name) : null;

    /// <summary>Names of the house: nobody goes by the paper's own, or by one it keeps.</summary>
    /// <param name="skeleton">Of the name asked for.</param>
    public static Refusal? MayTake(string skeleton, string siteTitle, IEnumerable<string> kept) =>
        kept.Append(siteTitle).Any(name => NameSkeleton.Of(name) == skeleton) ? new("name-kept", 422, "name") : null;

    /// <summary>Below a story nobody but its author goes by the name in its byline, or in the newsroom's note.</summary>
    public static Refusal? MaySign(string name, string? byline, string? noteBy)
    {
        if (byline is null && noteBy is null)
            return null;
        var skeleton = NameSkeleton.Of(name);
        return (byline is not null && NameSkeleton.Of(byline) == skeleton) || (noteBy is not null && NameSkeleton.Of(noteBy) == skeleton)
            ? Taken
            : null;
    }
}
