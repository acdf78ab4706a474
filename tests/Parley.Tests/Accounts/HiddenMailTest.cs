using Parley.Tests.Hosting;

namespace Parley.Tests.Accounts;

/// <summary>A reader's address, and any common hash of it, is told to nobody: not to strangers, other readers or the publisher's server.</summary>
public sealed class HiddenMailTest
{
    private const string Mail = "zorba.quill@reader.example";

    /// <summary>The address, and what other systems make of it: MD5, SHA-1 and SHA-256, in hexadecimal and base 64.</summary>
    private static readonly string[] Signs =
    [
        Mail,
        "e6a86c4bbf08f912f0ee15bd0090df42",
        "8aba546cf03a2cab50ccc3c8f69b3c139c9e516b",
        "8b589b5882a9599c213cf5464625773dadc0718ddc67e25ae515689d2b38f111",
        "5qhsS78I+RLw7hW9AJDfQg",
        "irpUbPA6LKtQzMPI9ps8E5yeUWs",
        "i1ibWIKpWZwhPPVGRiV3Pa3AcY3cZ+Ja5RVonSs48RE",
    ];

    [Theory, ClassData<Engines>]
    public async Task No_answer_of_the_table_holds_it(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        await app.Set("public-profiles", "yes");
        var story = await app.MakeStory();
        var zorba = await Joining.Join(app, Mail, "Zorba");
        var comment = (await zorba.Post($"/stories/{story}/comments", ("body", "Canary words."))).Must(303)["Location"]!.Split('/')[2].Split('?')[0];
        var other = await Joining.Join(app, "eve@reader.example", "Eve");
        await app.Refresh();
        var told = new List<string>();

        foreach (var read in EndpointTable.Reads(app, story, comment))
            foreach (var query in EndpointTable.Queries(story, comment))
            {
                app.Clock.Advance(TimeSpan.FromSeconds(1));
                foreach (var (who, header) in new[] { ("a stranger", default((string, string?))), ("a reader", ("Cookie", other.CookieLine)), ("the publisher", ("Authorization", "Bearer " + app.ApiKey)) })
                {
                    var answer = await EndpointTable.Get(app, read.Path + query, header.Item1 is null ? [] : [header]);
                    if (Signs.FirstOrDefault(sign => answer.Text.Contains(sign, StringComparison.OrdinalIgnoreCase)) is { } sign)
                        told.Add($"{read.Path}{query} tells {who} {sign}");
                }
            }

        Assert.True(told.Count == 0, string.Join('\n', told));
        Assert.Contains(Mail, (await zorba.Get("/account/news")).Must(200).Text, StringComparison.Ordinal);
    }
}
