using Parley.Accounts;
using Parley.Moderation.Cases;
using Parley.Moderation.Decisions;
using Parley.Moderation.Desk;
using Parley.Moderation.Reports;
using Parley.Platform.Events;
using Parley.Platform.Jobs;
using Parley.Stories;

namespace Parley.Moderation;

/// <summary>The parts of moderation that people see.</summary>
internal static class ModerationSetup
{
    /// <summary>A letter leaves at most this long after it could not be undone any more.</summary>
    private static readonly TimeSpan LettersEvery = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan RewordsEvery = TimeSpan.FromMinutes(1);

    public static void AddReports(this IServiceCollection services)
    {
        services.AddSingleton<ReportComment>();
        services.AddSingleton<ReportPages>();
        services.AddSingleton<IHeldOnPerson, HeldReports>();
    }

    public static void AddCases(this IServiceCollection services)
    {
        services.AddSingleton<CaseBook>();
        services.AddSingleton<IStoredReaction, HeldCases>();
        services.AddSingleton<IStoredReaction, MovedPeople>();
        services.AddSingleton<IMovesWithStory, MovedCases>();
        services.AddSingleton<QueueReader>();
        services.AddSingleton<CaseReader>();
        services.AddSingleton<FilterDesk>();
        services.AddSingleton<CaseDesk>();
        services.AddSingleton<DeskPages>();
    }

    public static void AddDecisions(this IServiceCollection services)
    {
        services.AddSingleton<DecisionWriter>();
        services.AddSingleton<DecideCase>();
        services.AddSingleton<SimilarDecisions>();
        services.AddSingleton<UndoDecision>();
        services.AddSingleton<AppealDesk>();
        services.AddSingleton<StatementDesk>();
        services.AddSingleton<Letters>();
        services.AddSingleton<IHeldOnPerson, HeldDecisions>();
        services.AddSingleton<RewordEnd>();
        services.AddSingleton<StatementKeys>();
        services.AddSingleton<RefusedTexts>();
        services.AddSingleton<Comments.Screening.IRefusalBook>(provider => provider.GetRequiredService<RefusedTexts>());
        services.AddJob<Letters>(LettersEvery);
        services.AddJob<RewordEnd>(RewordsEvery);
    }
}
