using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Parley.Platform.Web.Pages;

/// <summary>Draws a page: a component and its parameters in, HTML out. Pages are templates; nothing stays alive behind them.</summary>
internal sealed class PageRenderer(IServiceProvider services, ILoggerFactory logs)
{
    /// <summary>The page as it goes over the wire and into the cache.</summary>
    /// <param name="parameters">The component's parameters by name (<c>nameof</c>).</param>
    public async Task<ReadOnlyMemory<byte>> Utf8<TPage>(IDictionary<string, object?> parameters) where TPage : IComponent
    {
        var bytes = new ArrayBufferWriter<byte>(InitialBytes);
        await using var writer = new Utf8Writer(bytes);
        await Write<TPage>(parameters, writer);
        await writer.FlushAsync();
        return bytes.WrittenMemory;
    }

    /// <summary>The page as text, for mail and tests.</summary>
    public async Task<string> Text<TPage>(IDictionary<string, object?> parameters) where TPage : IComponent =>
        Encoding.UTF8.GetString((await Utf8<TPage>(parameters)).Span);

    /// <summary>Room for a usual page of a thread, so that the buffer grows once at most.</summary>
    private const int InitialBytes = 64 * 1024;

    private async Task Write<TPage>(IDictionary<string, object?> parameters, TextWriter writer) where TPage : IComponent
    {
        await using var renderer = new HtmlRenderer(services, logs);
        await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var page = await renderer.RenderComponentAsync<TPage>(ParameterView.FromDictionary(parameters));
            page.WriteHtmlTo(writer);
        });
    }
}
