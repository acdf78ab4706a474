using Microsoft.AspNetCore.Routing;
using Parley.Platform.Installation;
using Parley.Platform.Web;
using Parley.Tests.Hosting;
using Parley.Tests.House.Rules;

namespace Parley.Tests.House;

/// <summary>The endpoint table of the whole product.</summary>
public sealed class EndpointTableTest
{
    [Fact]
    public async Task Every_endpoint_declares_who_may_call_it_and_every_write_its_guards()
    {
        await using var database = await TestDatabase.Create(Engines.Sqlite);
        var installation = new Installation(
            database.DataFolder, database.ConnectionString, ["http://localhost:0"], null, null, TrustedProxies.None, new OutboundOptions([]), false);
        await using var app = await ServeCommand.Build(installation, TestContext.Current.CancellationToken);
        var endpoints = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).ToList();

        var offences = EndpointsRule.Check(endpoints).ToList();

        Assert.True(endpoints.Count > 0, "the product maps no endpoint");
        Assert.True(offences.Count == 0, string.Join('\n', offences));
    }
}
