using System.Text;
using System.Text.Json.Nodes;
using Parley.Platform.Web;
using Parley.Platform.Web.Languages;
using Parley.Platform.Web.Scripts;
using Parley.Sites;

namespace Parley.Embed;

/// <summary>The scripts of a publisher's page: the loader, and what it fetches when a reader first writes.</summary>
internal static class EmbedScripts
{
    /// <summary>What the loader says itself, because it must when Parley cannot be reached.</summary>
    private static readonly string[] Said = ["failed", "again", "notServed", "copied"];

    private static readonly ScriptBundle Reading = ScriptBundle.Join("embed.js", ReadSource);

    private static readonly ScriptBundle Writing = ScriptBundle.Join("compose.js", ReadSource, Reading);

    /// <summary>The loader without what it knows of a site. It hands the second script what that one shares with it.</summary>
    private static readonly string Body = $"{Reading.Code}const SHARED = {{ {string.Join(", ", Writing.Taken.Order())} }};\n";

    /// <summary>Fetched on first use. It finds what it shares with the loader on its own script element.</summary>
    public static Asset Composing { get; } = new("compose", "js", Encoding.UTF8.GetBytes(
        Wrap($"const {{ {string.Join(", ", Writing.Taken.Order())} }} = document.currentScript.parley;\n{Writing.Code}")));

    /// <summary>The loader of a site: one classic script.</summary>
    public static ReadOnlyMemory<byte> Loader(LiveSite site, AllWords words, Uri? root) =>
        Encoding.UTF8.GetBytes(Wrap($"const SETTINGS = {Settings(site, words, root).ToJsonString()};\n{Body}"));

    private static JsonObject Settings(LiveSite site, AllWords words, Uri? root) => new()
    {
        ["site"] = site.Name,
        ["root"] = root?.GetLeftPart(UriPartial.Authority),
        ["language"] = site.View.Language,
        ["origins"] = new JsonArray([.. site.Origins.Select(origin => (JsonNode)origin)]),
        ["style"] = EmbedStyle.Asset.Path,
        ["composing"] = Composing.Path,
        ["words"] = new JsonObject(words.Languages
            .OrderBy(language => language.Language, StringComparer.Ordinal)
            .Select(language => KeyValuePair.Create(language.Language, (JsonNode?)Words(language)))),
    };

    private static JsonArray Words(Words language) => new([.. Said.Select(word => (JsonNode)language["embed." + word])]);

    private static string Wrap(string code) => "(() => {\n\"use strict\";\n" + code + "})();\n";

    private static string ReadSource(string module) => Asset.ReadText("Embed.Scripts." + module);
}
