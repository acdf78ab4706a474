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
    }

    public static void MapStories(this RouteGroupBuilder api) => StoriesApi.Map(api);
}
