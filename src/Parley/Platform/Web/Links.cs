namespace Parley.Platform.Web;

/// <summary>Every address Parley emits, relative to its own root.</summary>
internal static class Links
{
    public const string Home = "/";

    public static string Story(string id, string? sort = null, string? after = null) =>
        $"/stories/{id}" + Query(("sort", sort), ("after", after));

    /// <summary>Where the form of a new comment or reply is sent.</summary>
    public static string Post(string storyId) => $"/stories/{storyId}/comments";

    /// <summary>A comment in its place; <paramref name="after"/> goes on with the replies below it.</summary>
    public static string Comment(string id, string? after = null) => $"/comments/{id}" + Query(("after", after));

    /// <summary>The private page of a comment: edit, correct, delete.</summary>
    public static string Yours(string id) => $"/comments/{id}/yours";

    public static string Edit(string id) => $"/comments/{id}/edit";

    public static string Correct(string id) => $"/comments/{id}/correction";

    public static string Delete(string id) => $"/comments/{id}/delete";

    /// <summary>Fragment of a comment within a page.</summary>
    public static string Anchor(string id) => $"#parley-{id}";

    private static string Query(params ReadOnlySpan<(string Name, string? Value)> pairs)
    {
        var query = "";
        foreach (var (name, value) in pairs)
            if (value is not null)
                query += (query == "" ? "?" : "&") + name + "=" + Uri.EscapeDataString(value);
        return query;
    }
}
