using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Comments;
using Parley.Stories;

namespace Parley.Live;

/// <summary>What happened in the stories a reader has open since the frame before.</summary>
public sealed record LiveChangesView(IReadOnlyList<StoryChangesView> Stories);

/// <summary>What happened in one story: ids and a count; whoever wants the words fetches them.</summary>
public sealed record StoryChangesView
{
    public required string Story { get; init; }

    /// <summary>Comments that got their place in the thread.</summary>
    public int New { get; init; }

    /// <summary>Their ids, the first hundred.</summary>
    public IReadOnlyList<string>? Comments { get; init; }

    /// <summary>Comments that are shown otherwise now: edited, corrected, or published again.</summary>
    public IReadOnlyList<string>? Changed { get; init; }

    /// <summary>Comments whose words must not be shown any more.</summary>
    public IReadOnlyList<string>? Removed { get; init; }

    /// <summary><c>open</c>, <c>closed</c> or <c>archived</c>, where it may have changed.</summary>
    public string? Thread { get; init; }

    /// <summary>The story this one has become part of.</summary>
    public string? Into { get; init; }
}

/// <summary>How many are reading a story now; 0 when it is not to be shown.</summary>
public sealed record LiveReadersView(string Story, int Count);

/// <summary>How a story's thread stands, for readers.</summary>
/// <param name="IsPublic">Whether anyone may read it.</param>
internal sealed record StoryState(string Thread, string? Into, bool IsPublic);

/// <summary>Draws facts together: whoever missed ten steps is told where they led.</summary>
internal static class LiveChanges
{
    /// <summary>Ids of new comments in one frame; past it the count alone says how many.</summary>
    public const int MaxNewIds = 100;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <returns>The frame's data; null when nothing of it concerns a reader in the end.</returns>
    /// <param name="states">The states of the stories some fact is about as a whole, read after those facts.</param>
    public static string? Draw(IEnumerable<LiveFact> facts, IReadOnlyDictionary<StoryId, StoryState> states)
    {
        var stories = facts.GroupBy(fact => fact.Story)
            .Select(story => Draw(story.Key, story, states))
            .OfType<StoryChangesView>().ToList();
        return stories.Count == 0 ? null : JsonSerializer.Serialize(new LiveChangesView(stories), Json);
    }

    public static string Draw(LiveReadersView readers) => JsonSerializer.Serialize(readers, Json);

    private static StoryChangesView? Draw(StoryId story, IEnumerable<LiveFact> facts, IReadOnlyDictionary<StoryId, StoryState> states)
    {
        var (fresh, changed, removed) = (new OrderedIds(), new OrderedIds(), new OrderedIds());
        var isAboutStory = false;
        foreach (var (_, _, _, kind, comment) in facts)
        {
            isAboutStory |= kind == LiveKind.Story;
            if (kind == LiveKind.New)
                fresh.Add(comment);
            else if (kind == LiveKind.Changed && !fresh.Contains(comment))
                changed.Add(comment, removed);
            // What came and went since the last frame was never there.
            else if (kind == LiveKind.Removed && !fresh.Remove(comment))
                removed.Add(comment, changed);
        }
        var state = isAboutStory ? states.GetValueOrDefault(story) : null;
        return fresh.Count + changed.Count + removed.Count == 0 && state is null ? null : new StoryChangesView
        {
            Story = story.ToString(),
            New = fresh.Count,
            Comments = fresh.Texts(MaxNewIds),
            Changed = changed.Texts(int.MaxValue),
            Removed = removed.Texts(int.MaxValue),
            Thread = state?.Thread,
            Into = state?.Into,
        };
    }

    /// <summary>Ids in the order they came, each once.</summary>
    private sealed class OrderedIds
    {
        private readonly OrderedDictionary<CommentId, bool> _ids = [];

        public int Count => _ids.Count;

        public void Add(CommentId id) => _ids.TryAdd(id, true);

        /// <summary>Adds an id that from now on belongs here and no longer there.</summary>
        public void Add(CommentId id, OrderedIds other)
        {
            other.Remove(id);
            Add(id);
        }

        public bool Contains(CommentId id) => _ids.ContainsKey(id);

        public bool Remove(CommentId id) => _ids.Remove(id);

        public IReadOnlyList<string>? Texts(int most) => Count == 0 ? null : [.. _ids.Keys.Take(most).Select(id => id.ToString())];
    }
}
