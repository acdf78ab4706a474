using System.Net;
using System.Text;
using Microsoft.IdentityModel.Protocols;
using Parley.Platform.Web;

namespace Parley.Accounts.OpenId;

/// <summary>Fetches what providers publish for the library that reads it, through the one outgoing client.</summary>
internal sealed class OutboundDocuments(Outbound outbound) : IDocumentRetriever
{
    /// <exception cref="IOException">It could not be read; why stands in the log.</exception>
    public async Task<string> GetDocumentAsync(string address, CancellationToken cancel) =>
        Uri.TryCreate(address, UriKind.Absolute, out var where)
        && await outbound.Send(OutboundRequest.Get(where), cancel) is OutboundAnswer { Status: HttpStatusCode.OK } answer
            ? Encoding.UTF8.GetString(answer.Body)
            : throw new IOException(OutboundFailure.Words);
}
