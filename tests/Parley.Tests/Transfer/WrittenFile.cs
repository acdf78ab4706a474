using System.Text;
using Parley.Platform.Data;

namespace Parley.Tests.Transfer;

/// <summary>An export written by hand, line by line, as docs/export.md tells it.</summary>
internal sealed class WrittenFile
{
    public const string SiteName = "courier";

    private static readonly DateTimeOffset Start = new(2026, 4, 1, 8, 0, 0, TimeSpan.Zero);

    private readonly List<string> _lines;
    private int _people;
    private int _stories;
    private int _comments;

    public WrittenFile(string site = SiteName, int number = 1) => _lines =
    [
        """{"format":"parley","version":1,"credentials":false}""",
        $$$"""{"record":"site","id":"{{{Id(number)}}}","name":"{{{site}}}","title":"The Courier","language":"en","origins":["https://courier.example"],"createdAt":"{{{Time(0)}}}","settings":[{"name":"max-length","value":"300","changedAt":"{{{Time(0)}}}"}]}""",
    ];

    public string Text => string.Concat(_lines.Append(End).Select(line => line + "\n"));

    public byte[] Bytes => Encoding.UTF8.GetBytes(Text);

    private string End => $$"""{"record":"end","people":{{_people}},"stories":{{_stories}},"comments":{{_comments}}}""";

    /// <summary>Two people, two stories and three comments: ten lines.</summary>
    public static WrittenFile Small() => new WrittenFile()
        .Person(10).Person(11)
        .Story(20).Comment(30, 20).Comment(31, 20, parent: 30, author: 11)
        .Story(21).Comment(32, 21);

    /// <summary>More than one batch of a single thread: branches of ten, each reply below the one before.</summary>
    public static WrittenFile Long(int comments)
    {
        var file = new WrittenFile().Person(10).Person(11).Story(20);
        for (var at = 0; at < comments; at++)
            file.Comment(100 + at, 20, at % 10 == 0 ? null : 99 + at, at % 2 == 0 ? 10 : 11);
        return file;
    }

    /// <summary>The id a number stands for; a higher number is a higher id.</summary>
    public static string Id(int number) => IdText.Write(IdSource.At(Start.AddSeconds(number), 5));

    public WrittenFile Account(int number, string mail, string? publisherId = null)
    {
        var publisher = publisherId is null ? "" : $",\"publisherId\":\"{publisherId}\"";
        return Add($$"""{"record":"account","id":"{{Id(number)}}","mail":"{{mail}}","mailConfirmed":true{{publisher}},"createdAt":"{{Time(number)}}","signIns":[]}""");
    }

    public WrittenFile Person(int number, string more = "", int? account = null)
    {
        _people++;
        if (account is { } owner)
            more = $",\"account\":\"{Id(owner)}\"" + more;
        return Add($$"""{"record":"person","id":"{{Id(number)}}","kind":"{{(account is null ? "guest" : "account")}}","name":"Reader {{number}}","createdAt":"{{Time(number)}}"{{more}}}""");
    }

    /// <summary>A name another system knew.</summary>
    public WrittenFile Imported(int number, string name, string more = "")
    {
        _people++;
        return Add($$"""{"record":"person","id":"{{Id(number)}}","kind":"imported","name":"{{name}}","createdAt":"{{Time(number)}}","source":"old-system","sourceId":"user {{number}}"{{more}}}""");
    }

    public WrittenFile Story(int number, string more = "", string? url = null)
    {
        _stories++;
        return Add($$$"""{"record":"story","id":"{{{Id(number)}}}","title":"Story {{{number}}}"{{{more}}},"thread":"open","createdAt":"{{{Time(number)}}}","updatedAt":"{{{Time(number)}}}","urls":[{"address":"{{{url ?? $"https://courier.example/{number}"}}}","canonical":true}]}""");
    }

    public WrittenFile Comment(int number, int story, int? parent = null, int author = 10, string more = "")
    {
        _comments++;
        var answers = parent is { } above ? $$""","parent":"{{Id(above)}}" """.TrimEnd() : "";
        return Add($$"""{"record":"comment","id":"{{Id(number)}}","story":"{{Id(story)}}"{{answers}},"author":"{{Id(author)}}","body":"Comment *{{number}}*.","postedAt":"{{Time(number)}}","timeKnown":true,"state":"published","listed":true{{more}}}""");
    }

    public WrittenFile Add(string line)
    {
        _lines.Add(line);
        return this;
    }

    private static string Time(int number) => Start.AddSeconds(number).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
