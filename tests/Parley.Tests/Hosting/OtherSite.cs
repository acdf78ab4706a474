using Microsoft.Extensions.DependencyInjection;
using Parley.Sites;

namespace Parley.Tests.Hosting;

/// <summary>Another publisher's site in the same installation.</summary>
internal sealed record OtherSite(string Name, string ApiKey)
{
    public static async Task<OtherSite> Make(ParleyApp app, string name = "other", string origin = "https://other.example", string title = "The Other")
    {
        var saving = app.Services.GetRequiredService<SaveSite>();
        var made = await saving.Add(name, title, "en", [origin], default);
        var key = await saving.AddKey(made.Value, default);
        await app.CatchUp();
        return new(name, key);
    }
}
