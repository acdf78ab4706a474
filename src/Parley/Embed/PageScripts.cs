using System.Text;
using Parley.Platform.Web;
using Parley.Platform.Web.Scripts;

namespace Parley.Embed;

/// <summary>The scripts of our own pages: the same for every site.</summary>
internal static class PageScripts
{
    private static readonly ScriptBundle ReadingCode = ScriptBundle.Join("page.js", EmbedScripts.ReadSource);

    private static readonly ScriptBundle WritingCode = ScriptBundle.Join("answering.js", EmbedScripts.ReadSource, ReadingCode);

    /// <summary>Fetched when a reader first writes.</summary>
    public static Asset Writing { get; } = new("answering", "js", Encoding.UTF8.GetBytes(EmbedScripts.Second(WritingCode)));

    /// <summary>What makes reading quicker: live updates, keys, times as a reader says them.</summary>
    public static Asset Reading { get; } = new("page", "js", Encoding.UTF8.GetBytes(
        EmbedScripts.First($"{{\"composing\":\"{Writing.Path}\"}}", ReadingCode, WritingCode)));
}
