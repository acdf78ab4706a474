using System.Buffers.Text;
using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Parley.Sites;
using Parley.Tests.Hosting;
using Parley.Tests.House;

namespace Parley.Tests.Accounts.Publisher;

/// <summary>The examples of docs/let-your-readers-in.md as they stand there, run, and shown to Parley.</summary>
public sealed partial class DocumentedTokensTest : IDisposable
{
    private const string Page = "docs/let-your-readers-in.md";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("parley-example-");

    public static TheoryData<string, string> Programs => new()
    {
        { "js", "node" },
        { "php", "php" },
    };

    [Theory, MemberData(nameof(Programs))]
    public async Task A_token_made_by_the_example_is_taken(string language, string program)
    {
        Assert.SkipUnless(IsHere(program), $"No {program} here to run the example with: run the tests through ./test.");
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        var secret = await Trust(app);

        var token = await Run(program, language == "js" ? ("token.mjs", JavaScript()) : ("token.php", Php()), secret);

        await IsTaken(app, token);
    }

    [Fact]
    public async Task A_token_made_by_the_example_in_CSharp_is_taken()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        var secret = await Trust(app);

        var assembly = await Compile(CSharp());
        var token = (string)assembly.GetType("Documented")!.GetMethod("Make")!.Invoke(null, [secret])!;

        await IsTaken(app, token);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>The one block of a language that makes a token.</summary>
    private static string Example(string language, string name) => Assert.Single(
        Blocks().Matches(File.ReadAllText(Path.Combine(Repository.Root, Page)).ReplaceLineEndings("\n")),
        block => block.Groups["language"].Value == language && block.Groups["code"].Value.Contains(name, StringComparison.Ordinal)).Groups["code"].Value;

    private static string JavaScript() => Example("js", "tokenFor") + """

        process.stdout.write(tokenFor(
          { id: "reader-7", displayName: "Rosa Blum", mail: "rosa@reader.example", isMailConfirmed: true, isSubscriber: true }, process.argv[2]));
        """;

    private static string Php() => "<?php\n" + Example("php", "token_for") + """

        echo token_for(
            ['id' => 'reader-7', 'display_name' => 'Rosa Blum', 'mail' => 'rosa@reader.example', 'mail_confirmed' => true, 'subscriber' => true], $argv[1]);
        """;

    /// <summary>The example is a function of a program; here it stands in a class.</summary>
    private static string CSharp()
    {
        const string Function = "string TokenFor(";
        var example = Example("csharp", Function);
        return "using System; using System.Collections.Generic;\n" + example.Replace(Function, "public static class Documented { public static " + Function, StringComparison.Ordinal) + """

            public static string Make(string secret) => TokenFor(new Reader("reader-7", "Rosa Blum", "rosa@reader.example", true, true), secret);
            }
            public sealed record Reader(string Id, string DisplayName, string Mail, bool IsMailConfirmed, bool IsSubscriber);
            """;
    }

    private static bool IsHere(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    private async Task<string> Run(string program, (string Name, string Text) source, params string[] arguments)
    {
        var path = Path.Combine(_folder.FullName, source.Name);
        await File.WriteAllTextAsync(path, source.Text);
        return await Start(program, [path, .. arguments]);
    }

    /// <summary>Compiles with the SDK's own compiler, against what these tests run on.</summary>
    private async Task<Assembly> Compile(string source)
    {
        var (code, library) = (Path.Combine(_folder.FullName, "token.cs"), Path.Combine(_folder.FullName, "token.dll"));
        await File.WriteAllTextAsync(code, source);
        var root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../.."));
        var compiler = Directory.GetFiles(Path.Combine(root, "sdk"), "csc.dll", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Last();
        var known = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => $"-r:\"{path}\"");
        var answers = Path.Combine(_folder.FullName, "token.rsp");
        await File.WriteAllLinesAsync(answers, ["-nologo", "-t:library", $"-out:\"{library}\"", .. known, $"\"{code}\""]);
        await Start(Path.Combine(root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"), ["exec", compiler, "@" + answers]);
        return Assembly.Load(await File.ReadAllBytesAsync(library));
    }

    private static async Task<string> Start(string program, IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (said, complained) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await said + await complained);
        return await said;
    }

    /// <summary>The site takes tokens as the examples make them.</summary>
    private static async Task<string> Trust(ParleyApp app)
    {
        await app.Set("publisher-accounts", "secret");
        await app.Set("publisher-issuer", "https://courier.example");
        await app.Set("publisher-audience", "courier");
        var site = app.Services.GetRequiredService<SiteDirectory>().Find(ParleyApp.SiteName)!;
        var secret = await app.Services.GetRequiredService<SaveSite>().AddSecret(site.Id, default);
        await app.CatchUp();
        return secret;
    }

    private static async Task IsTaken(ParleyApp app, string token)
    {
        var entered = (await Call.Post(app, "/embed/news/enter").With("Origin", ParleyApp.SiteOrigin).With("Parley-Exchange", "1").Json(new { token }).Send()).Must(200);

        Assert.Equal("Rosa Blum", entered.Json.GetProperty("name").GetString());
        var payload = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token.Split('.')[1]));
        Assert.Contains("\"subscriber\"", payload, StringComparison.Ordinal);
    }

    [GeneratedRegex("```(?<language>csharp|js|php)\n(?<code>.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
