using Microsoft.AspNetCore.OpenApi;
using Parley.Platform.Installation;

namespace Parley;

/// <summary>What the API's description says of itself.</summary>
internal static class OpenApiDocument
{
    public static void Describe(OpenApiOptions options)
    {
        options.ShouldInclude = description => description.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Parley";
            document.Info.Version = Product.Version;
            document.Info.Description =
                "Authorization: Bearer with an API key of the site (a publisher's server) or an author token (whoever wrote a comment). "
                + "Refusals are problem details (RFC 9457) with a stable code and the field at fault.";
            return Task.CompletedTask;
        });
    }
}
