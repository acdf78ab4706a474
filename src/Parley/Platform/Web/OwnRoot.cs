using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Parley.Platform.Web;

/// <summary>Where publishers' pages and links in mails reach Parley.</summary>
internal sealed class OwnRoot(PublicUrl publicUrl, IServiceProvider services)
{
    /// <summary>
    /// The public address, or on a developer's machine the one listened on; else null: a request's own host is not
    /// believed.
    /// </summary>
    public Uri? Value => publicUrl.Value ?? Listening();

    /// <summary>An address of ours in full; null where nobody said where that is.</summary>
    public string? Of(string path) => Value is { } root ? new Uri(root, path).AbsoluteUri : null;

    private Uri? Listening()
    {
        // Commands serve nothing, but write mails too.
        var text = services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
        return Uri.TryCreate(text, UriKind.Absolute, out var address)
            && (address.Host == "localhost" || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip)))
                ? address
                : null;
    }
}
