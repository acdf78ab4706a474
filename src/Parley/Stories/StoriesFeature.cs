namespace Parley.Stories;

/// <summary>Stories: articles and the state of their threads.</summary>
internal static class StoriesFeature
{
    public static void AddStories(this IServiceCollection services)
    {
        services.AddSingleton<StoryFinder>();
        services.AddSingleton<StoryGate>();
        services.AddSingleton<SaveStory>();
        services.AddSingleton<MergeStories>();
        services.AddSingleton<StoriesDesk>();
    }

    public static void MapStoriesApi(this RouteGroupBuilder api) => StoriesApi.Map(api);

    public static void MapStories(this IEndpointRouteBuilder app) => StaffStories.Map(app);
}
