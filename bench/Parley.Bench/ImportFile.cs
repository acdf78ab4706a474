using Parley.Accounts;
using Parley.Platform.Data;
using Parley.Stories;
using Parley.Transfer.Export;
using Parley.Transfer.Records;

namespace Parley.Bench;

/// <summary>An export of a site of many threads, each of a thousand comments of the usual shape.</summary>
internal static class ImportFile
{
    public const int Thread = 1_000;

    private const int People = 2_000;

    private static readonly SiteId Site = new(IdSource.At(End.AddYears(-1), 1));

    private static DateTimeOffset End { get; } = new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero);

    public static async Task Write(string file, int comments)
    {
        await using var stream = File.Create(file);
        using var writer = new RecordWriter(stream);
        await writer.Write(HeaderRecord.Current(credentials: false), RecordJson.Default.HeaderRecord, default);
        await writer.Write(SiteOf(), RecordJson.Default.SiteRecord, default);
        var people = Enumerable.Range(0, People)
            .Select(number => Person.Guest(Site, new(IdSource.At(End.AddDays(-300), number)), $"Reader {number}", [1], End.AddDays(-300)))
            .ToList();
        foreach (var person in people)
            await writer.Write(Drawn.Person(new PersonPart(person, null, []), withCredentials: false), RecordJson.Default.PersonRecord, default);
        for (var number = 0; number < comments / Thread; number++)
            await WriteThread(writer, number, people);
        var end = new EndRecord { People = People, Stories = comments / Thread, Comments = comments };
        await writer.Write(end, RecordJson.Default.EndRecord, default);
        await writer.Flush(default);
    }

    private static SiteRecord SiteOf() => new()
    {
        Id = Site,
        Name = "moved",
        Title = "The Moved",
        Language = "en",
        Origins = ["https://moved.example"],
        CreatedAt = End.AddYears(-1),
        Settings = [],
    };

    private static async Task WriteThread(RecordWriter writer, int number, IReadOnlyList<Person> people)
    {
        var story = new Story(Site, new StoryId(IdSource.At(End.AddDays(-200).AddHours(number), number)), End);
        story.Describe(new StoryDetails { Title = $"Story {number}" }, End);
        var url = StoryUrl.Parse($"https://moved.example/{number}", out _)!;
        var address = new StoryAddress(Site, url.Canonical, story.Id, url.Address, isCanonical: true);
        await writer.Write(Drawn.Story(story, [address]), RecordJson.Default.StoryRecord, default);
        var thread = new SeededThread(story, people, End);
        thread.AddUsual(Thread);
        foreach (var comment in thread.Comments)
            await writer.Write(Drawn.Comment(comment), RecordJson.Default.CommentRecord, default);
    }
}
