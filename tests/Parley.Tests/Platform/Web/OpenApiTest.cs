using System.Text.Json;
using Parley.Tests.Hosting;

namespace Parley.Tests.Platform.Web;

/// <summary>The description at /openapi/v1.json is true: a client made from it can call the API.</summary>
public sealed class OpenApiTest
{
    private static readonly Dictionary<string, string[]> Fields = new()
    {
        ["POST /api/v1/stories/{id}/comments"] = ["asItIs", "body", "continued", "name", "parentId", "site", "storyId", "storyUrl"],
        ["POST /api/v1/comments"] = ["asItIs", "body", "continued", "name", "parentId", "site", "storyId", "storyUrl"],
        ["PATCH /api/v1/comments/{id}"] = ["asItIs", "body", "continued"],
        ["POST /api/v1/comments/{id}/correction"] = ["asItIs", "text"],
        ["POST /api/v1/comments/{id}/state"] = ["reason", "state"],
        ["POST /api/v1/comments/{id}/marks"] = ["authorBadge", "featured", "offTopic"],
        ["POST /api/v1/stories/{id}/merge"] = ["into"],
        ["POST /api/v1/preview"] = ["body", "continued", "site"],
    };

    [Fact]
    public async Task Each_call_is_described_with_the_fields_it_takes()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        var described = (await Call.Get(app, "/openapi/v1.json").Send()).Must(200).Json;

        foreach (var (call, fields) in Fields)
        {
            var schema = Operation(described, call).GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema");
            Assert.Equal(fields, Resolve(described, schema).GetProperty("properties").EnumerateObject().Select(one => one.Name).Order(StringComparer.Ordinal));
        }
        var story = Resolve(described, Operation(described, "POST /api/v1/stories").GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema"));
        Assert.Contains("title", story.GetProperty("properties").EnumerateObject().Select(one => one.Name));
    }

    [Fact]
    public async Task Each_call_says_what_it_does_and_how_it_is_refused_and_shows_its_caller_the_same_way()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        var described = (await Call.Get(app, "/openapi/v1.json").Send()).Must(200).Json;

        foreach (var path in described.GetProperty("paths").EnumerateObject())
            foreach (var operation in path.Value.EnumerateObject())
            {
                Assert.True(operation.Value.TryGetProperty("summary", out _), $"{operation.Name} {path.Name} says nothing");
                Assert.True(operation.Value.GetProperty("responses").TryGetProperty("default", out var refusal), $"{operation.Name} {path.Name} has no refusal");
                Assert.True(refusal.GetProperty("content").TryGetProperty("application/problem+json", out _));
            }
        Assert.Equal("bearer", described.GetProperty("components").GetProperty("securitySchemes").GetProperty("bearer").GetProperty("scheme").GetString());
    }

    private static JsonElement Operation(JsonElement described, string call)
    {
        var parts = call.Split(' ');
        return described.GetProperty("paths").GetProperty(parts[1]).GetProperty(parts[0].ToLowerInvariant());
    }

    private static JsonElement Resolve(JsonElement described, JsonElement schema) =>
        schema.TryGetProperty("$ref", out var reference)
            ? described.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1])
            : schema;
}
