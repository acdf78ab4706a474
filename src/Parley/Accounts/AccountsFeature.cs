using Microsoft.AspNetCore.Identity;
using Parley.Accounts.Avatars;
using Parley.Accounts.Ignoring;
using Parley.Accounts.Names;
using Parley.Accounts.OpenId;
using Parley.Accounts.Publisher;
using Parley.Platform.Events;
using Parley.Platform.Jobs;
using Parley.Platform.Web;
using Parley.Sites;

namespace Parley.Accounts;

/// <summary>People: guests, accounts and imported names, how they sign in and what they may do.</summary>
internal static class AccountsFeature
{
    /// <summary>Rounds of HMAC-SHA512 for a password: OWASP's figure, about a tenth of a second.</summary>
    public const int PasswordIterations = 210_000;

    public static void AddAccounts(this IServiceCollection services)
    {
        services.AddSingleton<Callers>();
        services.AddSingleton<AuthorTokens>();
        services.AddSingleton<AccessTokens>();
        services.AddSingleton<NameGuard>();
        services.AddSingleton<PublisherKeys>();
        services.AddSingleton<PublisherTokens>();
        services.AddSingleton<PublisherAccounts>();
        services.AddSingleton<PublisherSignIn>();
        services.AddSingleton<HandOvers>();
        services.AddSingleton<AvatarDesk>();
        services.AddSingleton<AvatarFetches>();
        services.AddHostedService(provider => provider.GetRequiredService<AvatarFetches>());
        services.AddSingleton<MailProofs>();
        services.AddSingleton<ImportedNames>();
        services.AddSingleton<AccountFinder>();
        services.AddSingleton<PublicPeople>();
        services.AddSingleton<SessionDesk>();
        services.AddSingleton<EndedSessions>();
        services.AddSingleton<OneTimeTokens>();
        services.AddSingleton<MailCodes>();
        services.AddSingleton<MailChange>();
        services.AddScoped<MailChangePages>();
        services.AddSingleton<DoorPages>();
        services.AddSingleton<ICallerGate, CallerGate>();
        services.AddScoped<SignIn>();
        services.AddScoped<Passkeys>();
        services.AddSingleton<IChangeLog, SettingChanges>();
        services.AddSingleton<IHeldOnPerson, HeldAccount>();
        services.AddSingleton<IHeldOnPerson, HeldNames>();
        services.AddSingleton<IHeldOnPerson, HeldAvatar>();
        services.AddSingleton<IHeldOnPerson, HeldSessions>();
        services.AddSingleton<IHeldOnPerson, HeldPasskeys>();
        services.AddSingleton<IHeldOnPerson, HeldImportedNames>();
        services.AddSingleton<IHeldOnPerson, HeldIgnored>();
        services.AddSingleton<IgnoreDesk>();
        services.AddSingleton<PersonalFile>();
        services.AddSingleton<PrivacyDesk>();
        services.AddSingleton<StaffLinks>();
        services.AddSingleton<SettingsDesk>();
        services.AddSingleton<RolesDesk>();
        services.AddSingleton<KeysDesk>();
        services.AddJob<SpentRows>(TimeSpan.FromHours(1));
        services.AddSingleton<StaffPages>();
        services.AddScoped<StaffSignIn>();
        services.AddScoped<StaffOwnPages>();
        services.AddScoped<AccountDesk>();
        services.AddSingleton<GuestClaim>();
        services.AddScoped<AccountPages>();
        services.AddSingleton<INodeReaction>(provider => provider.GetRequiredService<EndedSessions>());
        services.AddOpenId();
        AddIdentity(services);
    }

    /// <summary>What a publisher's server does with its readers' accounts.</summary>
    public static void MapAccountsApi(this RouteGroupBuilder api) => AccountsApi.Map(api);

    public static void MapAccounts(this IEndpointRouteBuilder app)
    {
        SignInDoor.Map(app);
        app.MapOpenId();
        AccountDoor.Map(app);
        MailChangeDoor.Map(app);
        IgnoredPages.Map(app);
        HandOverDoor.Map(app);
        AvatarPages.Map(app);
        PrivacyDoor.Map(app);
        StaffDoor.Map(app);
        StaffFactors.Map(app);
        StaffSettings.Map(app);
        StaffRoles.Map(app);
        StaffKeys.Map(app);
        StaffWho.Map(app);
    }

    private static void AddIdentity(IServiceCollection services)
    {
        services.AddSingleton<AccountStore>();
        services.AddScoped<IUserStore<Account>>(provider => provider.GetRequiredService<AccountStore>());
        services.AddScoped<IUserValidator<Account>, AccountValidator>();
        services.AddScoped<IPasskeyHandler<Account>, PasskeyHandler<Account>>();
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = PasswordIterations);
        services.AddOptions<IdentityPasskeyOptions>().Configure<PublicUrl>((passkeys, publicUrl) =>
        {
            passkeys.ServerDomain = publicUrl.Value?.Host;
            passkeys.ResidentKeyRequirement = "preferred";
            passkeys.UserVerificationRequirement = "preferred";
        });
        services.AddIdentityCore<Account>(Configure)
            .AddTokenProvider<AuthenticatorTokenProvider<Account>>(TokenOptions.DefaultAuthenticatorProvider);
    }

    private static void Configure(IdentityOptions identity)
    {
        identity.Password.RequiredLength = PasswordRules.MinLength;
        // Long beats odd: no rules of composition (NIST SP 800-63B, 3.1.1.2).
        identity.Password.RequireDigit = false;
        identity.Password.RequireLowercase = false;
        identity.Password.RequireUppercase = false;
        identity.Password.RequireNonAlphanumeric = false;
        identity.Password.RequiredUniqueChars = PasswordRules.MinDifferent;
        identity.Lockout.MaxFailedAccessAttempts = 10;
        identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
    }
}
