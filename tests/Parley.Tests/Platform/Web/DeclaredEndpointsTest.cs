using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Parley.Platform.Web;

namespace Parley.Tests.Platform.Web;

/// <summary>What nobody said who may call is called by nobody.</summary>
public sealed class DeclaredEndpointsTest
{
    [Fact]
    public async Task An_endpoint_without_a_caller_is_shut() => Assert.Equal((404, false), await Ask());

    [Fact]
    public async Task An_endpoint_with_a_caller_is_asked() => Assert.Equal((200, true), await Ask(new CallerRule(Caller.Anyone)));

    private static async Task<(int Status, bool IsAsked)> Ask(params object[] metadata)
    {
        var isAsked = false;
        var http = new DefaultHttpContext();
        http.SetEndpoint(new RouteEndpoint(_ => Task.CompletedTask, RoutePatternFactory.Parse("/new"), 0, new EndpointMetadataCollection(metadata), null));

        await new DeclaredEndpoints(_ =>
        {
            isAsked = true;
            return Task.CompletedTask;
        }).Invoke(http);

        return (http.Response.StatusCode, isAsked);
    }
}
