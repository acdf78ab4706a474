using Parley.Tests.House.Rules;

namespace Parley.Tests.House;

public sealed class SourceRuleTest
{
    // Put together here, so that this file keeps to the rule it tests.
    private const string Hash = "#";
    private const string Slash = "/";

    [Theory]
    [InlineData(Hash + "pragma warning disable CS1591", "switches a warning off")]
    [InlineData("    " + Hash + "pragma warning disable", "switches a warning off")]
    [InlineData("see " + Slash + "home/anna/parley", "one machine")]
    [InlineData("\"" + Slash + "tmp/parley.db\"", "one machine")]
    [InlineData("C:" + "\\Users\\anna", "one machine")]
    [InlineData("// TO" + "DO later", "leaves something to do")]
    public void A_line_that_breaks_a_rule_is_found_with_its_place(string line, string words)
    {
        var file = new SourceFile("tests/A.cs", ["fine", line]);

        var offence = Assert.Single(SourceRule.Check([file]));

        Assert.Equal("tests/A.cs:2", offence.Place);
        Assert.Contains(words, offence.Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Hash + "nullable enable")]
    [InlineData("https://example.org/home/page")]
    [InlineData("GET /stories/{id}/root/x")]
    [InlineData("Todo is a word in Spanish")]
    public void Other_lines_are_left_alone(string line) =>
        Assert.Empty(SourceRule.Check([new SourceFile("src/A.cs", [line])]));

    [Theory]
    [InlineData("src/Parley/A.cs", SourceRule.MaxLines, 0)]
    [InlineData("src/Parley/A.cs", SourceRule.MaxLines + 1, 1)]
    [InlineData("src/Parley/A.razor", SourceRule.MaxLines + 1, 1)]
    [InlineData("src/Parley/story.md", SourceRule.MaxLines + 1, 0)]
    [InlineData("tests/Parley.Tests/A.cs", SourceRule.MaxLines + 1, 0)]
    public void A_long_source_file_is_found(string path, int lines, int found) =>
        Assert.Equal(found, SourceRule.Check([new SourceFile(path, new string[lines].Select(_ => "").ToList())]).Count());

    [Fact]
    public void The_repository_is_read_without_what_was_built()
    {
        var paths = Repository.Files().Select(file => file.Path).ToList();

        Assert.Contains("test", paths);
        Assert.Contains("src/Parley/Program.cs", paths);
        Assert.DoesNotContain(paths, path => path.Contains("/obj/", StringComparison.Ordinal));
    }
}
