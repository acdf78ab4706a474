using Parley.Accounts;
using Parley.Platform.Events;
using Parley.Platform.Jobs;

namespace Parley.Notifications;

/// <summary>What readers are told: an inbox, and mail as often as they wish.</summary>
internal static class NotificationsFeature
{
    public static void AddNotifications(this IServiceCollection services)
    {
        services.AddSingleton<IStoredReaction, ReplyNews>();
        services.AddSingleton<InboxDesk>();
        services.AddSingleton<StopLinks>();
        services.AddSingleton<IHeldOnPerson, HeldInbox>();
        services.AddSingleton<IHeldOnPerson, HeldWishes>();
        services.AddSingleton<InboxMails>();
        services.AddJob<InboxMails>(TimeSpan.FromMinutes(1));
        services.AddJob<SpentNews>(TimeSpan.FromHours(1));
    }

    public static void MapNotifications(this IEndpointRouteBuilder app) => InboxDoor.Map(app);
}
