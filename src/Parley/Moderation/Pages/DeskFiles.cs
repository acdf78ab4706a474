using System.Text;
using Parley.Platform.Web;

namespace Parley.Moderation.Pages;

/// <summary>The desk's own style sheet and its keys; without the script everything is a form.</summary>
internal static class DeskFiles
{
    public static Asset Style { get; } = new("desk", "css", Asset.Read("Moderation.Styles.desk.css"));

    public static Asset Script { get; } = new("desk", "js", Encoding.UTF8.GetBytes(
        "(() => {\n\"use strict\";\n" + Asset.ReadText("Moderation.Scripts.desk.js") + "})();\n"));
}
