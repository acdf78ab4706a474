namespace Parley.Accounts.OpenId;

/// <summary>Signing in with accounts at OpenID Connect providers.</summary>
internal static class OpenIdSetup
{
    public static void AddOpenId(this IServiceCollection services)
    {
        services.AddSingleton<OpenIdProviders>();
        services.AddSingleton<OpenIdClient>();
        services.AddSingleton<OpenIdPages>();
        services.AddSingleton<OpenIdConnections>();
        services.AddSingleton<ProvidersDesk>();
        services.AddSingleton<IHeldOnPerson, HeldConnections>();
        services.AddScoped<OpenIdSignIn>();
    }

    public static void MapOpenId(this IEndpointRouteBuilder app)
    {
        OpenIdDoor.Map(app);
        StaffProviders.Map(app);
    }
}
