using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Parley.Moderation.Decisions;
using Parley.Tests.Hosting;
using Parley.Tests.Moderation.Desk;

namespace Parley.Tests.Accounts;

/// <summary>After an erasure no table tells that there ever was such a reader, whatever they did before.</summary>
public sealed partial class ErasedTracesTest
{
    private const string Mail = "zorba.quill@reader.example";

    /// <summary>Everything only this reader said, chose or was told of.</summary>
    private static readonly string[] Traces =
    [
        "zorba", "quill", "formerly-known", "firstwords", "secondwords", "correctionwords", "guestwords", "reportwords", "appealwords", "reasonwords", "biowords", "zorba.example",
    ];

    [Theory, ClassData<Engines>]
    public Task No_table_holds_a_name_an_address_or_a_word_of_a_reader_who_takes_the_comments_along(string engine) => Erase(engine, "delete", Traces);

    /// <summary>Whoever lets comments stay without a name lets their words stay; all else goes.</summary>
    [Theory, ClassData<Engines>]
    public Task No_table_holds_a_name_or_an_address_of_a_reader_whose_comments_stay(string engine) =>
        Erase(engine, "keep", [.. Traces.Except(["firstwords", "secondwords", "correctionwords", "guestwords"])]);

    /// <summary>On SQLite, where whoever copies the file has all its pages; PostgreSQL's vacuum sees to its own.</summary>
    [Fact]
    public async Task Nor_do_the_files_of_the_database_once_they_were_scrubbed()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        await app.Set("public-profiles", "yes");
        var (zorba, _) = await Live(app);
        await app.NoMailWaits();
        Assert.True(Files(app).Contains("firstwords", StringComparison.OrdinalIgnoreCase));

        (await zorba.Post("/account/news/erase", ("comments", "delete"), ("sure", "true"))).Must(303);
        await app.CatchUp();
        await ActivatorUtilities.CreateInstance<Parley.Admin.Scrubbing>(app.Services).Scrub(default);

        var files = Files(app);
        Assert.All(Traces, trace => Assert.False(files.Contains(trace, StringComparison.OrdinalIgnoreCase), trace));
    }

    /// <summary>The database and its log, letter by letter.</summary>
    private static string Files(ParleyApp app)
    {
        var text = new System.Text.StringBuilder();
        foreach (var file in Directory.GetFiles(app.Database.DataFolder, "parley.db*"))
        {
            using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(open, System.Text.Encoding.Latin1);
            text.Append(reader.ReadToEnd());
        }
        return text.ToString();
    }

    private static async Task Erase(string engine, string comments, string[] gone)
    {
        await using var app = await ParleyApp.Start(engine);
        await app.Set("public-profiles", "yes");
        var (zorba, story) = await Live(app);
        await app.NoMailWaits();
        var before = await StoredText.Read(app);
        Assert.All(Traces, trace => Assert.True(before.Holds(trace), trace));

        (await zorba.Post("/account/news/erase", ("comments", comments), ("sure", "true"))).Must(303);
        await app.CatchUp();

        var after = await StoredText.Read(app);
        foreach (var trace in gone)
            Assert.False(after.Holds(trace), $"{trace}: {string.Join(" | ", after.Text.Split('\n').Where(line => line.Contains(trace, StringComparison.OrdinalIgnoreCase)))}");
        Assert.True(after.Holds("Somebody else's words"));
        Assert.Contains("A story", await app.Page($"/stories/{story}"), StringComparison.Ordinal);
    }

    /// <summary>A reader who did all a reader can do, and to whom happened what can happen to one.</summary>
    private static async Task<(TestBrowser Reader, string Story)> Live(ParleyApp app)
    {
        var (story, owner) = (await app.MakeStory(), await Newsroom.Owner(app));
        var other = await app.Post(story, "Somebody else's words.", "Ben");
        var zorba = new TestBrowser(app);
        (await zorba.Post($"/stories/{story}/comments", ("body", "Guestwords."), ("name", "Zorba of Formerly-Known"))).Must(303);
        await Joining.Join(app, Mail, "Formerly-Known", zorba, "a phrase of herons");
        (await zorba.Post("/account/news/name", ("name", "Zorba Quill"))).Must(303);
        (await zorba.Post("/account/news/profile", ("bio", "Biowords."), ("website", "https://zorba.example/"))).Must(303);
        var comment = (await zorba.Post($"/stories/{story}/comments", ("body", "Firstwords."))).Must(303)["Location"]!.Split('/')[2].Split('?')[0];
        var token = FormToken().Match((await zorba.Get($"/comments/{comment}/yours")).Must(200).Text).Groups[1].Value;
        (await zorba.Post($"/comments/{comment}/edit", ("token", token), ("body", "Secondwords."))).Must(303);
        app.Clock.Advance(TimeSpan.FromMinutes(20));
        (await zorba.Post($"/comments/{comment}/correction", ("token", token), ("text", "Correctionwords."))).Must(303);
        (await zorba.Post($"/comments/{other.Id}/report", ("reason", "insult"), ("words", "Reportwords."))).Must(303);
        (await zorba.Post($"/comments/{other.Id}/ignore")).Must(303);
        await app.Post(story, "An answer.", "Ben", comment);
        (await zorba.Post("/account/news/inbox/mail", ("pace", "once"))).Must(303);
        await Moderators.Report(app, comment);
        await app.CatchUp();
        (await Moderators.Decide(owner, await Moderators.Seen(app, comment), "remove", "insult", ("words", "Reasonwords."))).Must(303);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.CatchUp();
        await app.Services.GetRequiredService<Letters>().SendSome(default);
        await using var db = await app.OpenToRead();
        var decision = await db.Decisions.SingleAsync();
        (await zorba.Post($"/statements/{decision.Id}/appeal", ("words", "Appealwords."))).Must(303);
        // Erasing asks for a sign-in of just now.
        await app.NoMailWaits();
        (await Joining.TypeCode(zorba, app, Mail)).Must(303);
        return (zorba, story);
    }

    [GeneratedRegex("name=\"token\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}
