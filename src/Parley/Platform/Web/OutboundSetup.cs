using System.Net;

namespace Parley.Platform.Web;

/// <summary>Puts the outgoing client within reach of every feature.</summary>
internal static class OutboundSetup
{
    public static IServiceCollection AddOutbound(this IServiceCollection services, OutboundOptions options) =>
        services.AddSingleton(options).AddSingleton(provider => new Outbound(
            options,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<Outbound>>(),
            Dns.GetHostAddressesAsync));
}
