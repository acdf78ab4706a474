using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Stories;
using Parley.Tests.Hosting;

namespace Parley.Tests.Stories;

/// <summary>Editors open, close and archive the discussions of their site.</summary>
public sealed class StaffStoriesTest
{
    [Theory, ClassData<Engines>]
    public async Task An_editor_closes_a_discussion_saying_why_and_opens_it_again(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var editor = await Newsroom.Invited(app, await Newsroom.Owner(app), "editor");
        Assert.Contains("A story", (await editor.Get("/staff/news/stories")).Must(200).Text, StringComparison.Ordinal);

        (await editor.Post("/staff/news/stories/thread", ("story", story), ("thread", "closed"), ("reason", "Enough for today."))).Must(303);
        await app.Refresh();
        var closed = await app.Read($"/api/v1/stories/{story}");
        (await editor.Post("/staff/news/stories/thread", ("story", story), ("thread", "open"))).Must(303);
        await app.Refresh();

        Assert.Equal(("closed", "Enough for today."), (closed.GetProperty("thread").GetString(), closed.GetProperty("closedReason").GetString()));
        Assert.Equal("open", (await app.Read($"/api/v1/stories/{story}")).GetProperty("thread").GetString());
        await using var db = await app.OpenToRead();
        var changes = await db.Set<StateChange>().OrderBy(change => change.Id).ToListAsync();
        Assert.Equal(["closed", "open"], changes.Select(change => change.ToState));
        Assert.All(changes, change => Assert.Equal(ActorKind.Staff, change.Actor));
    }

    [Theory, ClassData<Engines>]
    public async Task A_story_is_found_by_its_address_and_by_either_number(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = (await Call.Post(app, "/api/v1/stories").As(app.ApiKey)
            .Json(new { storyId = "mill-7", url = ParleyApp.SiteOrigin + "/mill", title = "The mill" }).Send()).Must(201).Json.GetProperty("id").GetString()!;
        await app.MakeStory();
        var editor = await Newsroom.Invited(app, await Newsroom.Owner(app), "editor");

        foreach (var find in new[] { ParleyApp.SiteOrigin + "/mill", "mill-7", story })
        {
            var page = (await editor.Get("/staff/news/stories?find=" + Uri.EscapeDataString(find))).Must(200).Text;
            Assert.Contains("The mill", page, StringComparison.Ordinal);
            Assert.DoesNotContain("A story", page, StringComparison.Ordinal);
        }
        Assert.Contains("There is no such story", (await editor.Get("/staff/news/stories?find=%25")).Must(200).Text, StringComparison.Ordinal);
    }

    [Theory, ClassData<Engines>]
    public async Task A_story_of_another_site_and_a_state_there_is_not_are_refused(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var other = await OtherSite.Make(app);
        var theirs = (await Call.Post(app, "/api/v1/stories").As(other.ApiKey).Json(new { storyId = "x", title = "Theirs" }).Send()).Must(201).Json.GetProperty("id").GetString()!;
        var own = await app.MakeStory();
        var editor = await Newsroom.Invited(app, await Newsroom.Owner(app), "editor");

        (await editor.Post("/staff/news/stories/thread", ("story", theirs), ("thread", "closed"))).Must(422);
        (await editor.Post("/staff/news/stories/thread", ("story", own), ("thread", "burnt"))).Must(422);

        Assert.DoesNotContain("Theirs", (await editor.Get("/staff/news/stories?find=" + theirs)).Must(200).Text, StringComparison.Ordinal);
        await app.CatchUp();
        Assert.Equal("open", (await app.Read($"/api/v1/stories/{theirs}")).GetProperty("thread").GetString());
    }
}
