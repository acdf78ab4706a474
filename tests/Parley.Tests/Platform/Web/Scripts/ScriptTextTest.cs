using Parley.Platform.Web.Scripts;

namespace Parley.Tests.Platform.Web.Scripts;

public sealed class ScriptTextTest
{
    [Theory]
    [InlineData("a(); // said once", "a();")]
    [InlineData("// alone\na();", "a();")]
    [InlineData("/** Why.\n * It is so. */\na();", "a();")]
    [InlineData("a(/* here */ b);", "a( b);")]
    [InlineData("a();   \n\n\n  b();", "a();\n  b();")]
    public void Comments_and_empty_lines_go(string source, string kept) => Assert.Equal(kept + "\n", ScriptText.Strip(source));

    [Theory]
    [InlineData("a('// no comment');")]
    [InlineData("a(\"/* none */\");")]
    [InlineData("a(\"an \\\"escaped\\\" // quote\");")]
    [InlineData("a(`https://host/${b({ c: `//${d}` })}//e`);")]
    [InlineData("a(/\\/\\/[/*]/.test(b));")]
    [InlineData("if (x) return /[\"'`]//2;")]
    [InlineData("const half = (a + b) / 2 / c;")]
    [InlineData("list[0] / 2; other[1] / 3;")]
    public void Strings_templates_and_expressions_stay_as_they_are(string source) =>
        Assert.Equal(source + "\n", ScriptText.Strip(source));

    [Theory]
    [InlineData("a('never closed)\n;")]
    [InlineData("a(`over\ntwo lines`);")]
    [InlineData("a(`never closed);")]
    [InlineData("/* never closed")]
    [InlineData("a(/never closed\n);")]
    public void What_is_not_closed_is_an_error(string source) => Assert.Throws<FormatException>(() => ScriptText.Strip(source));
}
