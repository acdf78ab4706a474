using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Parley.Tests.Hosting;

namespace Parley.Tests.Platform.Installation;

/// <summary>The command line as an operator meets it: help everywhere, and mistakes answered in words.</summary>
public sealed partial class CommandLineTest
{
    [Fact]
    public async Task Every_command_has_its_own_help()
    {
        await using var database = await TestDatabase.Create(Engines.Sqlite);

        var commands = await Below(database, []);

        Assert.Superset(
            new HashSet<string> { "serve", "migrate", "site add", "site key", "site list", "setting list", "setting get", "setting set", "story", "comment", "import parley", "import page-text", "export" },
            commands.ToHashSet());
        Assert.False(File.Exists(Path.Combine(database.DataFolder, "parley.db")), "asking for help made a database");
    }

    [Theory]
    [InlineData("is not an address to listen on", "serve", "--urls", "nonsense")]
    [InlineData("is not an address to listen on", "serve", "--urls", "http://localhost:8080/path")]
    [InlineData("Name an address", "serve", "--urls", "")]
    [InlineData("is not an address like", "serve", "--public-url", "talk")]
    [InlineData("is not a network", "serve", "--trusted-proxy", "everybody")]
    [InlineData("is not HOST:PORT", "serve", "--allow-outbound", "intranet")]
    [InlineData("Could not find", "serve", "--secret-file", "/nowhere/secret")]
    [InlineData("given as Host=", "migrate", "--database", "nonsense")]
    [InlineData("The database cannot be used", "migrate", "--database", "Host=127.0.0.1;Port=1;Timeout=2")]
    [InlineData("lower-case letters", "site", "add", "Bad Name", "--title", "x", "--origin", "https://news.example")]
    [InlineData("no path", "site", "add", "news", "--title", "x", "--origin", "https://news.example/path")]
    [InlineData("'--title' is required", "site", "add", "news")]
    [InlineData("no site by that name", "site", "key", "nowhere")]
    [InlineData("no site by that name", "setting", "list", "--site", "nowhere")]
    [InlineData("Unrecognized command", "nonsense")]
    public async Task A_mistake_is_answered_in_words(string words, params string[] arguments)
    {
        await using var database = await TestDatabase.Create(Engines.Sqlite);

        var ended = await ParleyProcess.Run(database, arguments);

        Refused(ended, words);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_named_and_left_alone()
    {
        await using var database = await TestDatabase.Create(Engines.Sqlite);
        var file = Path.Combine(database.DataFolder, "parley.db");
        await File.WriteAllTextAsync(file, "My diary.");

        Refused(await ParleyProcess.Run(database, "migrate"), file);
        Assert.Equal("My diary.", await File.ReadAllTextAsync(file));
    }

    [Fact]
    public async Task A_port_in_use_and_a_secret_too_short_are_said_at_the_start()
    {
        await using var database = await TestDatabase.Create(Engines.Sqlite);
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var secret = Path.Combine(database.DataFolder, "short");
        await File.WriteAllTextAsync(secret, "short");

        var port = await ParleyProcess.Run(database, "serve", "--urls", $"http://{taken.LocalEndpoint}");
        var weak = await ParleyProcess.Run(database, "serve", "--urls", "http://127.0.0.1:0", "--secret-file", secret);

        Assert.Equal(1, port.Code);
        Assert.Contains("address already in use", port.Error, StringComparison.Ordinal);
        Refused(weak, "shorter than 16 bytes");
    }

    [Fact]
    public async Task The_data_folder_is_made_for_its_owner_alone_and_the_secret_at_once()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows keeps rights in another way.");
            return;
        }
        await using var database = await TestDatabase.Create(Engines.Sqlite);
        var folder = Path.Combine(database.DataFolder, "new", "data");
        await using (await ParleyProcess.Serve(database, $"set -- serve --data '{folder}' --urls http://127.0.0.1:0 --no-demo"))
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, "secret")));
        }
    }

    private static void Refused(Ended ended, string words)
    {
        Assert.Equal(1, ended.Code);
        Assert.Contains(words, ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ended.Error + ended.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled", ended.Error, StringComparison.Ordinal);
    }

    /// <summary>All commands below one, found by reading its help as a person would.</summary>
    private static async Task<IReadOnlyList<string>> Below(TestDatabase database, string[] command)
    {
        var help = await ParleyProcess.Run(database, [.. command, "--help"]);
        Assert.True(help.Code == 0, help.Error);
        Assert.Contains("Usage:", help.Output, StringComparison.Ordinal);
        Assert.Matches(@"Description:\s+\S", help.Output);
        var listed = help.Output.Split("Commands:") is [_, var after]
            ? CommandName().Matches(after).Select(name => name.Value).ToList()
            : [];
        var found = new List<string>();
        foreach (var name in listed)
        {
            found.Add(string.Join(' ', command.Append(name)));
            found.AddRange(await Below(database, [.. command, name]));
        }
        return found;
    }

    [GeneratedRegex("(?<=^  )[a-z-]+", RegexOptions.Multiline)]
    private static partial Regex CommandName();
}
