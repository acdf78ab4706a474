using Parley.Accounts.Names;
using Parley.Accounts.Publisher;

namespace Parley.Accounts;

/// <summary>People: for now guests and imported names.</summary>
internal static class AccountsFeature
{
    public static void AddAccounts(this IServiceCollection services)
    {
        services.AddSingleton<Callers>();
        services.AddSingleton<AuthorTokens>();
        services.AddSingleton<AccessTokens>();
        services.AddSingleton<NameGuard>();
        services.AddSingleton<PublisherKeys>();
        services.AddSingleton<PublisherTokens>();
    }
}
