using Microsoft.AspNetCore.Components;

namespace Parley.Platform.Web.Pages;

/// <summary>Draws a page: a component and its parameters in, HTML out. Pages are templates; nothing stays alive behind them.</summary>
internal sealed class PageRenderer(IServiceProvider services, ILoggerFactory logs)
{
    /// <summary>The page as it goes over the wire and into the cache.</summary>
    /// <param name="parameters">The component's parameters by name (<c>nameof</c>).</param>
    /// <param name="address">Turns each address of ours into one that leads there from where the page will stand; null on our own pages.</param>
    public async Task<ReadOnlyMemory<byte>> Utf8<TPage>(IDictionary<string, object?> parameters, Func<string, string>? address = null)
        where TPage : IComponent
    {
        await using var text = new PageText();
        await Write<TPage>(parameters, text, address);
        return text.ToUtf8();
    }

    /// <summary>The page as text, for mail and tests.</summary>
    public async Task<string> Text<TPage>(IDictionary<string, object?> parameters) where TPage : IComponent
    {
        await using var text = new PageText();
        await Write<TPage>(parameters, text, null);
        return text.ToString();
    }

    private async Task Write<TPage>(IDictionary<string, object?> parameters, PageText text, Func<string, string>? address)
        where TPage : IComponent
    {
        await using var pages = new PageWriter(services, logs, address);
        await pages.Dispatcher.InvokeAsync(async () =>
        {
            var page = pages.BeginRenderingComponent(typeof(TPage), ParameterView.FromDictionary(parameters));
            await page.QuiescenceTask;
            page.WriteHtmlTo(text);
        });
    }
}
