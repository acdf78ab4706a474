using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Parley.Comments;
using Parley.Stories;
using Parley.Tests.Hosting;
using Parley.Transfer.Import;

namespace Parley.Tests.Transfer;

public sealed class FirstReadingTest
{
    [Theory, ClassData<Engines>]
    public async Task Imported_text_is_rendered_when_it_is_first_read_and_kept_from_then_on(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var file = new WrittenFile()
            .Person(10)
            .Story(20, ",\"text\":\"An *article*.\",\"note\":\"A *note*.\",\"noteAt\":\"2026-04-01T08:00:00Z\"")
            .Comment(30, 20);
        await Bring(app, file);
        await AssertRendered(app, expected: false);

        var page = await app.Page($"/stories/{WrittenFile.Id(20)}");

        Assert.Contains("Comment <em>30</em>.", page, StringComparison.Ordinal);
        Assert.Contains("An <em>article</em>.", page, StringComparison.Ordinal);
        Assert.Contains("A <em>note</em>.", page, StringComparison.Ordinal);
        await AssertRendered(app, expected: true);
    }

    [Theory, ClassData<Engines>]
    public async Task A_permalink_and_the_counts_of_the_old_place_lead_on_at_the_new_one(string engine)
    {
        await using var app = await ParleyApp.Start(engine);

        await Bring(app, WrittenFile.Small());

        var story = await app.Read($"/api/v1/stories/{WrittenFile.Id(20)}");
        Assert.Equal(2, story.GetProperty("commentCount").GetInt32());
        var page = await app.Page($"/comments/{WrittenFile.Id(31)}");
        Assert.Contains("Comment <em>31</em>.", page, StringComparison.Ordinal);
        Assert.Contains("Comment <em>30</em>.", page, StringComparison.Ordinal);
    }

    private static async Task Bring(ParleyApp app, WrittenFile file)
    {
        var outcome = await app.Services.GetRequiredService<SiteImport>().Run(
            new MemoryStream(file.Bytes), null, new ImportProgress(TextWriter.Null, app.Clock), default);
        Assert.Empty(outcome.Faults);
        await app.Refresh();
    }

    /// <summary>Whether HTML is stored, which happens in its own time after the answer.</summary>
    private static async Task AssertRendered(ParleyApp app, bool expected)
    {
        var isStored = !expected;
        for (var attempt = 0; attempt < 200 && isStored != expected; attempt++)
        {
            await using var db = await app.OpenToRead();
            var (comment, story) = (await db.Comments.SingleAsync(), await db.Stories.SingleAsync());
            isStored = comment.Renderer == CommentText.Version && story.TextRenderer == CommentText.Version
                && comment.Html is not null && story.TextHtml is not null && story.NoteHtml is not null;
            if (isStored != expected)
                await Task.Delay(25);
        }
        Assert.Equal(expected, isStored);
    }
}
