using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Parley.Tests.House.Rules;

/// <summary>Raw markup is made by <c>SafeHtml</c> alone; only <c>Outbound</c> dials out.</summary>
internal sealed class DoorsRule : IHouseRule
{
    private static readonly string[] Dialling =
    [
        "System.Net.Http.HttpClient", "System.Net.Http.HttpMessageInvoker", "System.Net.Http.HttpClientHandler",
        "System.Net.Http.SocketsHttpHandler", "System.Net.Http.IHttpClientFactory", "System.Net.WebRequest",
        "System.Net.HttpWebRequest", "System.Net.WebClient", "System.Net.Sockets.TcpClient",
        "System.Net.Sockets.UdpClient", "System.Net.WebSockets.ClientWebSocket",
    ];

    public IEnumerable<Offence> Check(Codebase code) =>
        from use in code.Uses
        let complaint = Markup(code, use) ?? Outgoing(code, use)
        where complaint is not null
        select new Offence(use.Place, complaint);

    private static string? Markup(Codebase code, Use use)
    {
        if (code.NameOf(use.By) == "Platform.Web.SafeHtml")
            return null;
        var isRaw = (use.Type.Name, use.Member?.Name) switch
        {
            ("MarkupString", ".ctor" or "op_Explicit") => true,
            ("HtmlString", ".ctor") => true,
            // Razor writes the fixed parts of a template this way; anything but a literal is raw.
            ("RenderTreeBuilder", "AddMarkupContent") => use.At!.Previous.OpCode != OpCodes.Ldstr,
            _ => false,
        };
        return isRaw ? $"makes raw markup through {use.Type.Name}; only SafeHtml does" : null;
    }

    private static string? Outgoing(Codebase code, Use use)
    {
        if (code.NameOf(use.By).StartsWith("Platform.Web.Outbound", StringComparison.Ordinal))
            return null;
        var dials = Dialling.Contains(use.Type.FullName)
            || (use.Type.FullName == "System.Net.Sockets.Socket"
                && use.Member is MethodReference method && method.Name.Contains("Connect", StringComparison.Ordinal));
        return dials ? $"dials out through {use.Type.Name}; only Outbound does" : null;
    }
}
