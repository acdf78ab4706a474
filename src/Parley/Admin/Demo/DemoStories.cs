using System.Text.Json;

namespace Parley.Admin.Demo;

/// <summary>Reads the stories an empty installation shows from the files beside this one.</summary>
internal static class DemoStories
{
    private const string Folder = "Parley.Admin.Demo.";

    /// <summary>Unknown, doubled or missing members are errors, so that a slip of the pen in a file fails a test and not an installation.</summary>
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    };

    /// <returns>All demo stories, oldest first.</returns>
    /// <exception cref="JsonException">A file has a member nobody knows, or lacks one.</exception>
    public static IReadOnlyList<DemoStory> Read() =>
        [.. typeof(DemoStories).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Select(ReadOne)
            .OrderByDescending(story => story.MinutesAgo)];

    private static DemoStory ReadOne(string name)
    {
        using var file = typeof(DemoStories).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The demo story {name} is not in the assembly.");
        return JsonSerializer.Deserialize<DemoStory>(file, Strict)
            ?? throw new JsonException($"The demo story {name} is empty.");
    }
}
