using Parley.Comments.Screening;
using Parley.Platform.Events;
using Parley.Stories;

namespace Parley.Comments;

/// <summary>Comments: their rules, writing, reading.</summary>
internal static class CommentsFeature
{
    public static void AddComments(this IServiceCollection services)
    {
        services.AddSingleton<CommentFinder>();
        services.AddSingleton<ThreadReader>();
        services.AddSingleton<LatestComments>();
        services.AddSingleton<CommentViews>();
        services.AddSingleton<ScreenFactsReader>();
        services.AddSingleton<TextScreening>();
        services.AddSingleton<PostComment>();
        services.AddSingleton<ChangeComment>();
        services.AddSingleton<AuthorChanges>();
        services.AddSingleton<SetCommentState>();
        services.AddSingleton<MarkComment>();
        services.AddSingleton<StaleHtml>();
        services.AddHostedService(provider => provider.GetRequiredService<StaleHtml>());
        services.AddSingleton<IStoredReaction, ReplyCounts>();
        services.AddSingleton<AuthorComments>();
        services.AddSingleton<IStoredReaction, ChangedAuthors>();
        services.AddSingleton<Accounts.IHeldOnPerson, HeldComments>();
        services.AddSingleton<Accounts.IHeldOnPerson, HeldRevisions>();
        services.AddSingleton<Accounts.IHeldOnPerson, HeldScreenings>();
        services.AddSingleton<IStoredReaction, ErasedRefusals>();
        services.AddSingleton<IMovesWithStory, MovedComments>();
        services.AddSingleton<IStoryText, StoryText>();
    }

    public static void MapComments(this RouteGroupBuilder api)
    {
        CommentsApi.Map(api);
        IgnoredComments.Map(api);
    }
}
