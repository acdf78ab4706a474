using Parley.Comments.Screening;
using Parley.Moderation.Screens.Measures;
using Parley.Moderation.Screens.Repeats;
using Parley.Moderation.Screens.Wording;
using Parley.Platform.Events;
using Parley.Platform.Jobs;

namespace Parley.Moderation.Screens;

/// <summary>The screens in their order, and what they go by.</summary>
internal static class ScreensSetup
{
    public static void AddScreens(this IServiceCollection services)
    {
        services.AddSingleton<MeasuresNow>();
        services.AddSingleton<INodeReaction>(provider => provider.GetRequiredService<MeasuresNow>());
        services.AddSingleton<SetMeasure>();
        services.AddSingleton<IStoredReaction, FloodRule>();
        services.AddJob<MeasuresEnd>(TimeSpan.FromMinutes(1));
        services.AddSingleton<WordLists>();
        services.AddSingleton<INodeReaction>(provider => provider.GetRequiredService<WordLists>());
        services.AddSingleton<SaveWordList>();
        services.AddSingleton<WordListDesk>();
        services.AddSingleton<StoredComments>();
        services.AddSingleton<ScreenDesk>();
        services.AddSingleton<RecentTexts>();
        services.AddSingleton<INodeReaction>(provider => provider.GetRequiredService<RecentTexts>());

        // What refuses and costs nothing comes first.
        services.AddSingleton<IScreen, ClosedScreen>();
        services.AddSingleton<IScreen, HoursScreen>();
        services.AddSingleton<IScreen, SlowScreen>();
        services.AddSingleton<IScreen, LengthScreen>();
        services.AddSingleton<IScreen, WordScreen>();
        services.AddSingleton<IScreen, LinkScreen>();
        services.AddSingleton<IScreen, RepeatScreen>();
        services.AddSingleton<IScreen, PastedScreen>();
        services.AddSingleton<IScreen, ShoutingScreen>();
        services.AddSingleton<IScreen, PremoderationScreen>();
        services.AddSingleton<IScreen, NewcomerScreen>();
        services.AddSingleton<IScreen, RejectionScreen>();
        services.AddSingleton<IScreen, FloodScreen>();
    }

    public static void MapScreens(this IEndpointRouteBuilder app) => ScreenPages.Map(app);
}
