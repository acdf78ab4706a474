using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components.HtmlRendering.Infrastructure;
using Microsoft.AspNetCore.Components.RenderTree;

namespace Parley.Platform.Web.Pages;

/// <summary>Writes what the components drew as HTML.</summary>
/// <remarks>
/// The framework's own writer spells every letter outside ASCII as a character reference, which makes an Arabic page
/// three times as long, and loses a newline that begins a <c>textarea</c>.
/// </remarks>
internal sealed class PageWriter(IServiceProvider services, ILoggerFactory logs, Func<string, string>? address = null)
    : StaticHtmlRenderer(services, logs)
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    protected override void WriteComponentHtml(int componentId, TextWriter output)
    {
        var frames = GetCurrentRenderTreeFrames(componentId);
        WriteFrames(frames.Array, 0, frames.Count, output);
    }

    private void WriteFrames(RenderTreeFrame[] frames, int from, int to, TextWriter output)
    {
        for (var at = from; at < to;)
        {
            ref var frame = ref frames[at];
            switch (frame.FrameType)
            {
                case RenderTreeFrameType.Text:
                    Encoder.Encode(output, frame.TextContent);
                    at++;
                    break;
                case RenderTreeFrameType.Markup:
                    output.Write(frame.MarkupContent);
                    at++;
                    break;
                case RenderTreeFrameType.Element:
                    WriteElement(frames, at, output);
                    at += frame.ElementSubtreeLength;
                    break;
                case RenderTreeFrameType.Component:
                    WriteComponentHtml(frame.ComponentId, output);
                    at += frame.ComponentSubtreeLength;
                    break;
                case RenderTreeFrameType.Region:
                    at++;
                    break;
                default:
                    throw new InvalidOperationException($"A page of static HTML has no place for a {frame.FrameType}.");
            }
        }
    }

    private void WriteElement(RenderTreeFrame[] frames, int at, TextWriter output)
    {
        var name = frames[at].ElementName;
        var end = at + frames[at].ElementSubtreeLength;
        var isTextArea = name == "textarea";
        string? typed = null;

        output.Write('<');
        output.Write(name);
        for (at++; at < end && frames[at].FrameType == RenderTreeFrameType.Attribute; at++)
        {
            if (isTextArea && frames[at].AttributeName == "value")
                typed = frames[at].AttributeValue as string;
            else
                WriteAttribute(frames[at].AttributeName, frames[at].AttributeValue, output);
        }

        output.Write('>');
        if (IsVoid(name))
            return;
        if (isTextArea)
            WriteTyped(typed, output);
        WriteFrames(frames, at, end, output);
        output.Write("</");
        output.Write(name);
        output.Write('>');
    }

    private void WriteAttribute(string name, object? value, TextWriter output)
    {
        if (value is not (string or true))
            return;

        output.Write(' ');
        output.Write(name);
        if (value is not string text)
            return;

        output.Write("=\"");
        Encoder.Encode(output, address is not null && (name is "href" or "action" or "src") ? address(text) : text);
        output.Write('"');
    }

    /// <summary>A browser drops one newline after the opening tag, so one is given for it to drop.</summary>
    private static void WriteTyped(string? typed, TextWriter output)
    {
        if (string.IsNullOrEmpty(typed))
            return;

        output.Write('\n');
        Encoder.Encode(output, typed);
    }

    /// <summary>Elements HTML never closes, of those our pages use.</summary>
    private static bool IsVoid(string element) => element is "br" or "hr" or "img" or "input" or "link" or "meta" or "wbr";
}
