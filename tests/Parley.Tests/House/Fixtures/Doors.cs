using System.Net.Sockets;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Parley.Tests.House.Fixtures.Platform.Web
{
    internal static class SafeHtml
    {
        public static MarkupString Make(string html) => new(html);
    }

    internal sealed class OutboundClient
    {
        public static object Make() => new HttpClient();
    }
}

namespace Parley.Tests.House.Fixtures.Embed
{
    internal sealed class Doors
    {
        public static object Constructed(string html) => new MarkupString(html);

        public static object Cast(string html) => (MarkupString)html;

        public static object Html(string html) => new Microsoft.AspNetCore.Html.HtmlString(html);

        public static void Written(RenderTreeBuilder builder, string html) => builder.AddMarkupContent(0, html);

        public static void Fixed(RenderTreeBuilder builder) => builder.AddMarkupContent(0, "<hr>");

        public static MarkupString Handed(string html) => Platform.Web.SafeHtml.Make(html);

        public static Task<string> Dialled(HttpClient client) => client.GetStringAsync("/");

        public static object Handler() => new SocketsHttpHandler();

        public static void Connected(Socket socket) => socket.Connect("localhost", 1);

        public static Socket Accepted(Socket socket) => socket.Accept();
    }
}
