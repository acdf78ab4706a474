using System.Text;
using System.Text.Json.Nodes;
using Parley.Platform.Web;
using Parley.Platform.Web.Scripts;
using Parley.Sites;

namespace Parley.Embed;

/// <summary>The small script of a publisher's lists of stories: it fills in how many comments each has.</summary>
internal static class CountScript
{
    private static readonly string Body = ScriptBundle.Join("counts.js", module => Asset.ReadText("Embed.Scripts." + module)).Code;

    /// <summary>The script of a site: one classic script.</summary>
    public static ReadOnlyMemory<byte> Of(LiveSite site, Uri? root)
    {
        var settings = new JsonObject { ["site"] = site.Name, ["root"] = root?.GetLeftPart(UriPartial.Authority) };
        return Encoding.UTF8.GetBytes($"(() => {{\n\"use strict\";\nconst SETTINGS = {settings.ToJsonString()};\n{Body}}})();\n");
    }
}
