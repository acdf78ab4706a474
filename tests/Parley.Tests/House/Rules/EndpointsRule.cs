using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Mono.Cecil;
using Parley.Platform.Web;

namespace Parley.Tests.House.Rules;

/// <summary>Every endpoint declares who may call it; every write has a rate and the proof that it was meant.</summary>
internal static class EndpointsRule
{
    private static readonly string[] Reads = [HttpMethods.Get, HttpMethods.Head, HttpMethods.Options];

    public static IEnumerable<Offence> Check(IEnumerable<Endpoint> endpoints) =>
        endpoints.OfType<RouteEndpoint>().SelectMany(Check);

    private static IEnumerable<Offence> Check(RouteEndpoint endpoint)
    {
        var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [];
        var place = $"{string.Join(',', methods)} {endpoint.RoutePattern.RawText}";
        var writes = endpoint.Metadata.GetMetadata<WriteRule>() is not null;
        var hasRate = endpoint.Metadata.GetMetadata<RateRule>() is not null;

        if (endpoint.Metadata.GetMetadata<CallerRule>() is null)
            yield return new Offence(place, "does not declare who may call it; say so with EndpointRules");
        // Without methods it answers to every one of them.
        if (!writes && (methods.Count == 0 || methods.Except(Reads, StringComparer.OrdinalIgnoreCase).Any()))
            yield return new Offence(place, "takes a write without the proof that it was meant; map it with Writes… of EndpointRules");
        if (writes && !hasRate)
            yield return new Offence(place, "writes without a rate; map it with Writes… of EndpointRules");
    }
}

/// <summary>Only <c>EndpointRules</c> declares a write and its rate, since it also adds the filters that hold an endpoint to them.</summary>
internal sealed class DeclarationsRule : IHouseRule
{
    private static readonly string[] Declarations = ["RateRule", "WriteRule"];

    public IEnumerable<Offence> Check(Codebase code) =>
        from use in code.Uses
        where use.Member is MethodReference { Name: ".ctor" } && code.IsOwn(use.Type) && Declarations.Contains(use.Type.Name)
        where code.NameOf(use.By) != "Platform.Web.EndpointRules" && use.By.FullName != use.Type.FullName
        select new Offence(use.Place, $"declares {use.Type.Name} past EndpointRules, so that nothing holds it to that");
}
