using System.Collections.Frozen;
using System.Runtime.InteropServices;

namespace Parley.Transfer.PageText.Replies;

/// <summary>All comments of a page, and which of them say a word.</summary>
internal sealed class HeardThread
{
    /// <summary>Past this many comments a word tells nothing apart, and its places are no longer kept.</summary>
    public const int MostPlaces = 60;

    private readonly Dictionary<string, List<int>> sayWord = [];
    private readonly Dictionary<(string, string), List<int>> sayPair = [];
    private readonly Dictionary<string, List<int>> byName = [];
    private readonly Dictionary<string, HashSet<string>> namesWithWord = [];

    public HeardThread(IReadOnlyList<PlainComment> comments, IReadOnlyList<Paragraph> story, PageVocabulary vocabulary)
    {
        Vocabulary = vocabulary;
        Comments = [.. comments.Select((comment, place) => new Heard(place, comment))];
        var storyWords = story.SelectMany(paragraph => Words.Of(paragraph.Text, 2_000)).Select(word => word.Folded).ToList();
        StoryWords = storyWords.ToFrozenSet();
        StoryFolded = " " + string.Join(' ', storyWords) + " ";
        foreach (var heard in Comments)
            Learn(heard);
    }

    public PageVocabulary Vocabulary { get; }

    public IReadOnlyList<Heard> Comments { get; }

    public IReadOnlySet<string> StoryWords { get; }

    public string StoryFolded { get; }

    public IReadOnlyList<int> Saying(string folded) => sayWord.GetValueOrDefault(folded, []);

    public IReadOnlyList<int> Saying((string, string) pair) => sayPair.GetValueOrDefault(pair, []);

    public IReadOnlyList<int> By(string nameKey) => byName.GetValueOrDefault(nameKey, []);

    /// <summary>The people of the page who have this word in their name.</summary>
    public IReadOnlyCollection<string> NamesWith(string folded) =>
        namesWithWord.TryGetValue(folded, out var names) ? names : [];

    private void Learn(Heard heard)
    {
        foreach (var word in heard.All.Where(Heard.IsTelling).Select(word => word.Folded).Distinct())
            Add(sayWord, word, heard.Place);
        foreach (var pair in heard.AllPairs)
            Add(sayPair, pair, heard.Place);
        if (heard.Comment is not { NameKey: { } key, Name: { } name })
            return;
        Add(byName, key, heard.Place, int.MaxValue);
        foreach (var word in Words.Of(name).Where(word => word.Raw.Length >= 3 && !Wording.NameParticles.Contains(word.Folded)))
            (CollectionsMarshal.GetValueRefOrAddDefault(namesWithWord, word.Folded, out _) ??= []).Add(key);
    }

    private static void Add<TKey>(Dictionary<TKey, List<int>> places, TKey key, int place, int most = MostPlaces)
        where TKey : notnull
    {
        var list = CollectionsMarshal.GetValueRefOrAddDefault(places, key, out _) ??= [];
        if (list.Count <= most)
            list.Add(place);
    }
}
