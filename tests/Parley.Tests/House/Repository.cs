namespace Parley.Tests.House;

/// <summary>A text file of the repository.</summary>
/// <param name="Path">From the root, with forward slashes.</param>
internal sealed record SourceFile(string Path, IReadOnlyList<string> Lines);

/// <summary>The repository these tests were built from.</summary>
internal static class Repository
{
    private static readonly string[] Skipped = [".git", "bin", "obj", "artifacts", "data", "TestResults", ".vs", ".idea"];

    private static readonly string[] Texts =
    [
        ".cs", ".razor", ".css", ".js", ".html", ".sql", ".json", ".md", ".txt", ".props", ".csproj", ".slnx", ".sh", ".yml",
        ".jsonl", ".svg", "",
    ];

    public static string Root { get; } = FindRoot();

    /// <summary>Every text file that belongs to the project; what is built or downloaded is left out.</summary>
    public static IEnumerable<SourceFile> Files() => Files(new DirectoryInfo(Root));

    private static IEnumerable<SourceFile> Files(DirectoryInfo folder) =>
        folder.EnumerateFiles()
            .Where(file => Texts.Contains(file.Extension) || file.Extension == file.Name)
            // In a work tree .git is a file, and it names a path of the machine.
            .Where(file => file.Name is not (".git" or "packages.lock.json"))
            .Select(file => new SourceFile(Path.GetRelativePath(Root, file.FullName).Replace('\\', '/'), File.ReadAllLines(file.FullName)))
            .Concat(folder.EnumerateDirectories().Where(inner => !Skipped.Contains(inner.Name)).SelectMany(Files));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Parley.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
