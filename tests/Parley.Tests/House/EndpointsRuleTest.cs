using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Platform.Web;
using Parley.Tests.House.Rules;

namespace Parley.Tests.House;

public sealed class EndpointsRuleTest
{
    [Fact]
    public void Declared_endpoints_pass() => Assert.Empty(Check(app =>
    {
        app.MapGet("/read", Answer).ForAnyone();
        app.MapPost("/write", Answer).WritesForAnyone();
        app.MapDelete("/write", Answer).WritesForAuthors();
    }));

    [Fact]
    public void An_endpoint_that_does_not_say_who_may_call_it_is_found() =>
        Assert.Contains("does not declare who may call it", Assert.Single(Check(app => app.MapGet("/read", Answer))), StringComparison.Ordinal);

    [Fact]
    public void A_write_without_proof_is_found() =>
        Assert.StartsWith("POST /write: takes a write without the proof", Assert.Single(Check(app => app.MapPost("/write", Answer).ForAnyone())), StringComparison.Ordinal);

    [Fact]
    public void An_endpoint_for_every_method_counts_as_a_write() =>
        Assert.Contains("without the proof", Assert.Single(Check(app => app.Map("/any", Answer).ForAnyone())), StringComparison.Ordinal);

    [Fact]
    public void A_write_without_a_rate_is_found() =>
        Assert.Contains(
            "without a rate",
            Assert.Single(Check(app => app.MapPut("/write", Answer).ForAnyone().WithMetadata(new WriteRule()))),
            StringComparison.Ordinal);

    private static string Answer() => "";

    private static IReadOnlyList<string> Check(Action<IEndpointRouteBuilder> map)
    {
        using var app = WebApplication.CreateSlimBuilder().Build();
        IEndpointRouteBuilder routes = app;
        map(routes);
        return [.. EndpointsRule.Check(routes.DataSources.SelectMany(source => source.Endpoints)).Select(offence => offence.ToString())];
    }
}
