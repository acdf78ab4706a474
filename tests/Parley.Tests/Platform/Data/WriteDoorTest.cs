using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Parley.Platform.Data;
using Parley.Platform.Events;
using Parley.Sites;
using Parley.Tests.Hosting;

namespace Parley.Tests.Platform.Data;

public sealed class WriteDoorTest
{
    [Theory, ClassData<Engines>]
    public async Task A_write_that_fails_leaves_nothing_and_spoils_no_other(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var door = app.Services.GetRequiredService<IWriteDoor>();
        var site = app.Services.GetRequiredService<SiteDirectory>().Find(ParleyApp.SiteName)!.Id;

        var writes = Enumerable.Range(0, 40).Select(number => door.Write(
            db =>
            {
                db.Add(new StoredSetting(site, "number-" + number));
                return number % 2 == 0 ? Task.CompletedTask : throw new InvalidOperationException("odd");
            },
            default)).ToList();

        for (var number = 0; number < writes.Count; number++)
        {
            if (number % 2 == 0)
                await writes[number];
            else
                await Assert.ThrowsAsync<InvalidOperationException>(() => writes[number]);
        }
        await using var reading = await app.Services.GetRequiredService<IDbContextFactory<ParleyContext>>().CreateDbContextAsync();
        var stored = await reading.Set<StoredSetting>().Where(one => one.Name.StartsWith("number-")).Select(one => one.Name).ToListAsync();
        Assert.Equal(20, stored.Count);
        Assert.All(stored, name => Assert.Equal(0, int.Parse(name["number-".Length..], null) % 2));
    }

    [Theory, ClassData<Engines>]
    public async Task A_write_answers_with_the_place_of_its_event(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var door = app.Services.GetRequiredService<IWriteDoor>();
        var site = app.Services.GetRequiredService<SiteDirectory>().Find(ParleyApp.SiteName)!.Id;

        var silent = await door.Write(_ => Task.CompletedTask, default);
        var told = await door.Write(
            db =>
            {
                db.Record(site, new SiteChanged(), app.Clock.Now);
                return Task.CompletedTask;
            },
            default);

        Assert.Null(silent.Position);
        Assert.True(await app.Services.GetRequiredService<EventPump>().Reach(told.Position!.Value, TimeSpan.FromSeconds(10), default));
    }

    [Theory, ClassData<Engines>]
    public async Task What_was_accepted_before_the_stop_is_written(string engine)
    {
        await using var database = await TestDatabase.Create(engine);
        var writes = new List<Task>();
        await using (var app = await ParleyApp.StartOn(database))
        {
            var door = app.Services.GetRequiredService<IWriteDoor>();
            for (var number = 0; number < 50; number++)
            {
                var name = "site-" + number;
                var id = app.Services.GetRequiredService<IdSource>().New<SiteId>();
                writes.Add(door.Write(db => { db.Add(new Site(id, name, name, "en", [], app.Clock.Now)); return Task.CompletedTask; }, default));
            }
            if (engine == Engines.Postgres)
                await Task.WhenAll(writes);
        }
        await Task.WhenAll(writes);

        await using var again = await ParleyApp.StartOn(database);

        Assert.Equal(50, again.Services.GetRequiredService<SiteDirectory>().All.Count());
    }
}
