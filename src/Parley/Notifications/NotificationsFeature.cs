using Parley.Accounts;
using Parley.Platform.Events;
using Parley.Platform.Jobs;
using Parley.Stories;

namespace Parley.Notifications;

/// <summary>What readers are told: an inbox, and mail as often as they wish; guests and authors of stories by mail alone.</summary>
internal static class NotificationsFeature
{
    public static void AddNotifications(this IServiceCollection services)
    {
        services.AddSingleton<IStoredReaction, ReplyNews>();
        services.AddSingleton<InboxDesk>();
        services.AddSingleton<StopLinks>();
        services.AddSingleton<IHeldOnPerson, HeldInbox>();
        services.AddSingleton<IHeldOnPerson, HeldWishes>();
        services.AddSingleton<IHeldOnPerson, HeldThreadMails>();
        services.AddSingleton<IErasedWithAccount, ErasedThreadMails>();
        services.AddSingleton<IStoredReaction, ThreadNews>();
        services.AddSingleton<IMovesWithStory, MovedThreadMails>();
        services.AddSingleton<IAuthorMail, AuthorMails>();
        services.AddSingleton<ThreadAddresses>();
        services.AddSingleton<ThreadMailDesk>();
        services.AddSingleton<NewsLetters>();
        services.AddSingleton<ThreadMails>();
        services.AddJob<ThreadMails>(TimeSpan.FromMinutes(1));
        services.AddSingleton<InboxMails>();
        services.AddJob<InboxMails>(TimeSpan.FromMinutes(1));
        services.AddJob<SpentNews>(TimeSpan.FromHours(1));
    }

    public static void MapNotificationsApi(this RouteGroupBuilder api) => ThreadMailDoor.MapApi(api);

    public static void MapNotifications(this IEndpointRouteBuilder app)
    {
        InboxDoor.Map(app);
        ThreadMailDoor.Map(app);
    }
}
