using Parley.Comments;
using Parley.Platform.Data;
using Parley.Platform.Events;
using Parley.Stories;

namespace Parley.Search;

/// <summary>Search in comments: an index for each database, kept by what happens, and the questions put to it.</summary>
internal static class SearchFeature
{
    public static void AddSearch(this IServiceCollection services)
    {
        services.AddSingleton<ISearchIndex>(provider =>
            provider.GetRequiredService<IEngine>() is SqliteEngine ? new SqliteSearchIndex() : new PostgresSearchIndex());
        services.AddSingleton<SearchComments>();
        services.AddSingleton<SearchIndexing>();
        services.AddSingleton<IStoredReaction>(provider => provider.GetRequiredService<SearchIndexing>());
        services.AddSingleton<IMovesWithStory>(provider => provider.GetRequiredService<SearchIndexing>());
    }

    public static void MapSearch(this RouteGroupBuilder api) => SearchApi.Map(api);
}
