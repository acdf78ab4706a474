using System.Net;

namespace Parley.Platform.Web;

/// <summary>A call to another machine.</summary>
/// <param name="Headers">Sent to the machine that was asked, and not taken along to another by a redirect.</param>
internal sealed record OutboundRequest(HttpMethod Method, Uri Address, IReadOnlyList<(string Name, string Value)> Headers)
{
    public byte[]? Body { get; init; }

    public string? ContentType { get; init; }

    public static OutboundRequest Get(Uri address) => new(HttpMethod.Get, address, []);

    public static OutboundRequest Post(
        Uri address, byte[] body, string contentType, params IReadOnlyList<(string Name, string Value)> headers) =>
        new(HttpMethod.Post, address, headers) { Body = body, ContentType = contentType };
}

/// <summary>What came of a call: <see cref="OutboundAnswer"/> or <see cref="OutboundFailure"/>.</summary>
internal abstract record OutboundResult;

/// <summary>An answer, whatever its status.</summary>
/// <param name="Address">Where it came from, after redirects.</param>
/// <param name="Headers">By name, whatever its case; several values are joined by ", ".</param>
/// <param name="Body">Whole and decompressed.</param>
internal sealed record OutboundAnswer(
    Uri Address, HttpStatusCode Status, IReadOnlyDictionary<string, string> Headers, byte[] Body) : OutboundResult;

/// <summary>
/// No answer. Why is in the log alone: whether a port is open, closed or forbidden must not be told to those who
/// chose the address, or they could look around in the operator's network.
/// </summary>
internal sealed record OutboundFailure : OutboundResult
{
    public const string Words = "That address could not be reached.";
}
