using Parley.Accounts;
using Parley.Platform.Events;
using Parley.Platform.Jobs;

namespace Parley.Moderation.Notices;

/// <summary>Notices of illegal content: taken from anyone, decided at the desk, answered.</summary>
internal static class NoticeSetup
{
    /// <summary>A letter leaves at most this long after it could not be undone any more.</summary>
    private static readonly TimeSpan LettersEvery = TimeSpan.FromSeconds(10);

    public static void AddNotices(this IServiceCollection services)
    {
        services.AddSingleton<NoticeContacts>();
        services.AddSingleton<NoticeBook>();
        services.AddSingleton<GiveNotice>();
        services.AddSingleton<NoticeDesk>();
        services.AddSingleton<NoticePages>();
        services.AddSingleton<NoticeLetters>();
        services.AddSingleton<SpentNotices>();
        services.AddSingleton<IHeldOnPerson, HeldNotices>();
        services.AddSingleton<IStoredReaction, MovedNotices>();
        services.AddJob<NoticeLetters>(LettersEvery);
        services.AddJob<SpentNotices>(TimeSpan.FromHours(6));
    }
}
