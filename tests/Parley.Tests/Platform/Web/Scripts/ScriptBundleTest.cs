using Parley.Platform.Web.Scripts;

namespace Parley.Tests.Platform.Web.Scripts;

public sealed class ScriptBundleTest
{
    [Fact]
    public void A_module_stands_after_those_it_imports_and_once()
    {
        var bundle = Join(
            "main.js",
            ("main.js", "import { a } from \"./a.js\";\nimport { b } from \"./b.js\";\na(b);"),
            ("a.js", "import { b } from \"./b.js\";\nexport function a() {\n  return b;\n}"),
            ("b.js", "export const b = 1;"));

        Assert.Equal("const b = 1;\nfunction a() {\nreturn b;\n}\na(b);\n", bundle.Code);
    }

    [Fact]
    public void A_second_script_takes_from_the_first_what_that_one_has()
    {
        var first = Join("first.js", ("first.js", "export const a = 1;\nexport const b = 2;"));

        var second = ScriptBundle.Join(
            "second.js",
            Reader([("second.js", "import { b } from \"./first.js\";\nimport { c } from \"./own.js\";\nb(c);"), ("own.js", "export const c = 3;")]),
            first);

        Assert.Equal(["b"], second.Taken);
        Assert.Equal("const c = 3;\nb(c);\n", second.Code);
    }

    [Theory]
    [InlineData("import a from \"./a.js\";\na();")]
    [InlineData("import * as a from \"./a.js\";\na();")]
    [InlineData("import { a as b } from \"./a.js\";\nb();")]
    [InlineData("import \"./a.js\";")]
    [InlineData("export default 1;")]
    [InlineData("export { a };")]
    [InlineData("export let a = 1;")]
    [InlineData("const { a } = b;")]
    [InlineData("import { missing } from \"./a.js\";")]
    [InlineData("import { a } from \"./a.js\";\nconst a = 2;\nconst b = 1;\nfunction b() {}")]
    [InlineData("import { main } from \"./circle.js\";")]
    public void Anything_else_of_the_module_syntax_is_an_error(string source) =>
        Assert.Throws<FormatException>(() => Join(
            "main.js",
            ("main.js", source),
            ("a.js", "export function a() {}"),
            ("circle.js", "import { x } from \"./main.js\";\nexport const main = 1;")));

    private static ScriptBundle Join(string entry, params (string Name, string Source)[] modules) => ScriptBundle.Join(entry, Reader(modules));

    private static Func<string, string> Reader((string Name, string Source)[] modules) =>
        name => modules.Single(module => module.Name == name).Source;
}
