using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
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
    private static readonly string[] Said = ["failed", "again"];

    private static readonly ScriptBundle Reading = ScriptBundle.Join("embed.js", ReadSource);

    private static readonly ScriptBundle Writing = ScriptBundle.Join("compose.js", ReadSource, Reading);

    /// <summary>It is a file of its own, so letters of all scripts may stand as they are.</summary>
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Fetched on first use.</summary>
    public static Asset Composing { get; } = new("compose", "js", Encoding.UTF8.GetBytes(Second(Writing)));

    /// <summary>The loader of a site: one classic script.</summary>
    public static ReadOnlyMemory<byte> Loader(LiveSite site, AllWords words, Uri? root) =>
        Encoding.UTF8.GetBytes(First(Settings(site, words, root).ToJsonString(Plain), Reading, Writing));

    /// <summary>The script a page loads. It hands the second one what that one shares with it.</summary>
    /// <param name="settings">What its modules know as SETTINGS.</param>
    public static string First(string settings, ScriptBundle first, ScriptBundle second) =>
        Wrap($"const SETTINGS = {settings};\n" + ScriptPacking.Pack($"{first.Code}const SHARED = {{ {Names(second)} }};\n"));

    /// <summary>The script fetched on first use. It finds what it shares with the first on its own script element.</summary>
    public static string Second(ScriptBundle second) =>
        Wrap(ScriptPacking.Pack($"const {{ {Names(second)} }} = document.currentScript.parley;\n{second.Code}"));

    public static string ReadSource(string module) => Asset.ReadText("Embed.Scripts." + module);

    private static JsonObject Settings(LiveSite site, AllWords words, Uri? root) => new()
    {
        ["site"] = site.Name,
        ["root"] = root?.GetLeftPart(UriPartial.Authority),
        ["language"] = site.View.Language,
        ["style"] = EmbedStyle.Asset.Path,
        ["composing"] = Composing.Path,
        ["words"] = new JsonObject(words.Languages
            .OrderBy(language => language.Language, StringComparer.Ordinal)
            .Select(language => KeyValuePair.Create(language.Language, (JsonNode?)Words(language)))),
    };

    private static JsonArray Words(Words language) => new([.. Said.Select(word => (JsonNode)language["embed." + word])]);

    private static string Wrap(string code) => "(() => {\n\"use strict\";\n" + code + "})();\n";

    private static string Names(ScriptBundle second) => string.Join(", ", second.Taken.Order(StringComparer.Ordinal));
}
