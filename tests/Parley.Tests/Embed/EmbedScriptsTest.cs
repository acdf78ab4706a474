using System.Text;
using System.Text.RegularExpressions;
using Parley.Embed;
using Parley.Platform.Data;
using Parley.Platform.Events;
using Parley.Platform.Web;
using Parley.Platform.Web.Languages;
using Parley.Sites;
using Parley.Tests.House;

namespace Parley.Tests.Embed;

public sealed partial class EmbedScriptsTest(ITestOutputHelper output)
{
    private const int ReadingBytes = 10 * 1024;
    private const int WritingBytes = 8 * 1024;
    private const int StyleBytes = 8 * 1024;

    [Fact]
    public void What_reading_loads_fits_its_budget() => Fits(new Asset("loader", "js", Loader()), ReadingBytes);

    [Fact]
    public void What_writing_adds_fits_its_budget() => Fits(EmbedScripts.Composing, WritingBytes);

    [Fact]
    public void What_reading_loads_on_our_own_page_fits_its_budget() => Fits(PageScripts.Reading, ReadingBytes);

    [Fact]
    public void What_writing_adds_on_our_own_page_fits_its_budget() => Fits(PageScripts.Writing, WritingBytes);

    [Fact]
    public void The_style_of_an_embed_fits_its_budget() => Fits(EmbedStyle.Asset, StyleBytes);

    [Fact]
    public void No_comment_and_no_module_syntax_is_left()
    {
        foreach (var code in new[] { Text(Loader()), Text(EmbedScripts.Composing.Utf8) })
        {
            Assert.StartsWith("(() => {\n\"use strict\";\n", code, StringComparison.Ordinal);
            Assert.EndsWith("})();\n", code, StringComparison.Ordinal);
            Assert.DoesNotMatch(ModuleSyntax(), code);
        }
    }

    [Fact]
    public void The_loader_knows_its_site_and_speaks_every_language()
    {
        var code = Text(Loader());

        Assert.Contains("\"site\":\"news\"", code, StringComparison.Ordinal);
        Assert.Contains("\"root\":\"https://talk.example\"", code, StringComparison.Ordinal);
        foreach (var language in AllWords.Load().Languages)
            Assert.Contains($"\"{language.Language}\":[", code, StringComparison.Ordinal);
    }

    /// <summary>T4: text becomes markup in one place.</summary>
    [Fact]
    public void Only_one_module_makes_markup_and_only_two_touch_what_hosts_replace()
    {
        var sources = Repository.Files().Where(file => file.Path.StartsWith("src/Parley/Embed/Scripts/", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(sources);
        foreach (var source in sources.Where(file => !file.Path.EndsWith("/pristine.js", StringComparison.Ordinal)))
            foreach (var line in source.Lines.Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)))
            {
                Assert.DoesNotMatch(RawMarkup(), line);
                if (!source.Path.EndsWith("/dom.js", StringComparison.Ordinal))
                    Assert.DoesNotMatch(ReplacedByHosts(), line);
            }
    }

    private static ReadOnlyMemory<byte> Loader()
    {
        var site = new Site(new SiteId(1), "news", "The News", "en", ["https://news.example"], DateTimeOffset.UnixEpoch);
        return EmbedScripts.Loader(
            new LiveSite(site, new SiteSettings(), [], EventPosition.Start), AllWords.Load(), new Uri("https://talk.example"));
    }

    private void Fits(Asset asset, int budget)
    {
        output.WriteLine($"{asset.Brotli.Length} bytes of {budget}, {asset.Utf8.Length} uncompressed");
        Assert.InRange(asset.Brotli.Length, 1, budget);
    }

    private static string Text(ReadOnlyMemory<byte> utf8) => Encoding.UTF8.GetString(utf8.Span);

    [GeneratedRegex(@"^\s*(?:import|export)\b|^\s*//|/\*\*", RegexOptions.Multiline)]
    private static partial Regex ModuleSyntax();

    [GeneratedRegex(@"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|\.style(?:\.|\s*=)|\bJSON\.")]
    private static partial Regex RawMarkup();

    /// <summary>Methods of lists and elements that libraries of hosts put their own in place of; dom.js and plain loops do the same.</summary>
    [GeneratedRegex(@"(?<!native(?:\.\w+)?)\.(?:map|filter|forEach|includes|push|join|split|trim|startsWith|endsWith|querySelector(?:All)?|getAttribute|setAttribute|addEventListener|appendChild|replaceChildren|attachShadow|closest|matches|scrollIntoView|getBoundingClientRect)\(|(?<![\w.])(?:fetch|setTimeout)\(")]
    private static partial Regex ReplacedByHosts();
}
