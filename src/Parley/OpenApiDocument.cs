using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Parley.Platform.Installation;

namespace Parley;

/// <summary>What the API's description says of itself.</summary>
internal static class OpenApiDocument
{
    private const string Bearer = "bearer";

    public static void Describe(OpenApiOptions options)
    {
        options.ShouldInclude = description => description.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
        // A request is named after what it asks for: many of them are called Request where they stand.
        options.CreateSchemaReferenceId = type => OpenApiOptions.CreateDefaultSchemaReferenceId(type) is { } name
            ? type.Type.DeclaringType?.Name + name
            : null;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Parley";
            document.Info.Version = Product.Version;
            document.Info.Description =
                "Authorization: Bearer with an API key of the site (a publisher's server) or an author token (whoever wrote a comment). "
                + "Refusals are problem details (RFC 9457) with a stable code and the field at fault.";
            DescribeCallers(document);
            foreach (var operation in document.Paths.SelectMany(path => path.Value.Operations ?? []).Select(one => one.Value))
                DescribeRefusals(operation);
            return Task.CompletedTask;
        });
    }

    /// <summary>A token may be shown everywhere and must be nowhere, since many calls are anyone's.</summary>
    private static void DescribeCallers(Microsoft.OpenApi.OpenApiDocument document)
    {
        document.Components ??= new();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Bearer] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = Bearer },
        };
        document.Security = [new() { [new(Bearer, document)] = [] }, new()];
    }

    /// <summary>One status stands for all a call may be refused with.</summary>
    private static void DescribeRefusals(OpenApiOperation operation)
    {
        var one = StatusCodes.Status422UnprocessableEntity.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (operation.Responses?.Remove(one, out var refusal) != true)
            return;
        refusal!.Description = "Refused, with the reason in words and a stable code";
        operation.Responses["default"] = refusal;
    }
}
