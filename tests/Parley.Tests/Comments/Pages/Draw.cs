using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Parley.Platform.Web.Languages;
using Parley.Platform.Web.Pages;

namespace Parley.Tests.Comments.Pages;

/// <summary>Draws a component as the product does.</summary>
internal static class Draw
{
    private static readonly AllWords Languages = AllWords.Load();

    public static Words English => Languages.Find("en");

    public static Words Words(string language) => Languages.Find(language);

    public static PageRenderer Renderer { get; } = new(new ServiceCollection().BuildServiceProvider(), NullLoggerFactory.Instance);

    public static Task<string> Page<T>(params (string Name, object? Value)[] parameters) where T : IComponent =>
        In<T>(English, parameters);

    public static Task<string> In<T>(Words words, params (string Name, object? Value)[] parameters) where T : IComponent
    {
        var all = parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value);
        all["Words"] = words;
        return Renderer.Text<T>(all);
    }
}
