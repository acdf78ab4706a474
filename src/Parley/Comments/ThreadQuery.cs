using Parley.Platform.Web;
using Parley.Stories;

namespace Parley.Comments;

/// <summary>Which page of a thread is asked for.</summary>
/// <param name="Limit">Comments on the page, 1 to 100.</param>
internal sealed record ThreadQuery(Sort Sort, ThreadCursor? After, int Limit)
{
    public static Outcome<ThreadQuery> Read(FoundStory found, string? sort, string? after, int? limit)
    {
        var chosen = Sorts.Read(string.IsNullOrEmpty(sort) ? found.Site.Settings.FirstOrder : sort);
        if (chosen is not { } order)
            return new Refusal("sort", 400, "sort", ("choices", string.Join(", ", Enum.GetValues<Sort>().Select(Sorts.Word))));
        if (LimitMayBe(limit) is { } refusal)
            return refusal;
        if (string.IsNullOrEmpty(after))
            return new ThreadQuery(order, null, limit ?? ThreadReader.PageSize);
        var cursor = ThreadCursor.Read(after, order, found.Story.Id);
        return cursor.Refusal is { } foreign ? foreign : new ThreadQuery(order, cursor.Value, limit ?? ThreadReader.PageSize);
    }

    /// <summary>The same for the replies below one comment.</summary>
    public static Outcome<(ReplyCursor? After, int Limit)> ReadReplies(string? after, int? limit)
    {
        if (LimitMayBe(limit) is { } refusal)
            return refusal;
        if (string.IsNullOrEmpty(after))
            return (null, limit ?? ThreadReader.PageSize);
        return ReplyCursor.Read(after) is { } cursor
            ? (cursor, limit ?? ThreadReader.PageSize)
            : new Refusal("cursor", 400, "after");
    }

    private static Refusal? LimitMayBe(int? limit) => limit is < 1 or > ThreadReader.MaxPageSize
        ? new("limit", 400, "limit", ("max", ThreadReader.MaxPageSize))
        : null;
}
