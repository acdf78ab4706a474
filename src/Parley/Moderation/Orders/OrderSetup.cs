using Parley.Accounts;
using Parley.Platform.Events;
using Parley.Platform.Jobs;

namespace Parley.Moderation.Orders;

/// <summary>Orders of authorities: entered by staff, decided at the desk, answered, and told to those they concern.</summary>
internal static class OrderSetup
{
    /// <summary>A letter leaves at most this long after it could not be undone any more.</summary>
    private static readonly TimeSpan LettersEvery = TimeSpan.FromSeconds(10);

    public static void AddOrders(this IServiceCollection services)
    {
        services.AddSingleton<OrderBook>();
        services.AddSingleton<EnterOrder>();
        services.AddSingleton<OrderPackage>();
        services.AddSingleton<OrderDesk>();
        services.AddSingleton<OrderAnswers>();
        services.AddSingleton<OrderReader>();
        services.AddSingleton<OrderPages>();
        services.AddSingleton<OrderTold>();
        services.AddSingleton<OrderLetters>();
        services.AddSingleton<IHeldOnPerson, HeldOrders>();
        services.AddSingleton<IStoredReaction, MovedOrders>();
        services.AddJob<OrderLetters>(LettersEvery);
        services.AddJob<SpentPackages>(TimeSpan.FromHours(6));
    }
}
