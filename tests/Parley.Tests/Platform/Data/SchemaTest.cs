using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Parley.Platform.Data;
using Parley.Tests.Hosting;

namespace Parley.Tests.Platform.Data;

/// <summary>The mapping and the hand-written schema agree: a full row of every entity survives the way there and back.</summary>
public sealed class SchemaTest
{
    [Theory, ClassData<Engines>]
    public async Task A_full_row_of_every_entity_is_read_back_as_it_was_written(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        List<object> rows;
        await using (var db = await Reading(app))
            rows = FullRows(db.Model).ToList();

        await app.Services.GetRequiredService<IWriteDoor>().Write(
            db =>
            {
                db.AddRange(rows);
                return Task.CompletedTask;
            },
            default);

        await using var reading = await Reading(app);
        foreach (var row in rows)
        {
            var type = reading.Model.FindEntityType(row.GetType())!;
            var key = type.FindPrimaryKey()!.Properties.Select(property => property.PropertyInfo!.GetValue(row)).ToArray();
            var read = await reading.FindAsync(row.GetType(), key);
            Assert.NotNull(read);
            foreach (var property in type.GetProperties())
                Assert.Equal(property.PropertyInfo!.GetValue(row), property.PropertyInfo.GetValue(read));
        }
    }

    [Theory, ClassData<Engines>]
    public async Task Nothing_can_be_written_outside_the_door(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        await using var reading = await Reading(app);
        var site = await reading.Set<Parley.Sites.Site>().AsTracking().SingleAsync();
        site.Change("Another title", "en", []);

        await Assert.ThrowsAnyAsync<Exception>(() => reading.SaveChangesAsync());

        await using var again = await Reading(app);
        Assert.Equal("The News", (await again.Set<Parley.Sites.Site>().SingleAsync()).Title);
    }

    private static Task<ParleyContext> Reading(ParleyApp app) =>
        app.Services.GetRequiredService<IDbContextFactory<ParleyContext>>().CreateDbContextAsync();

    /// <summary>One row of each entity, every property filled; those that point to each other share their ids.</summary>
    private static IEnumerable<object> FullRows(IModel model)
    {
        foreach (var type in model.GetEntityTypes())
        {
            var row = RuntimeHelpers.GetUninitializedObject(type.ClrType);
            foreach (var property in type.GetProperties())
                property.PropertyInfo!.SetValue(row, Value(property));
            yield return row;
        }
    }

    private static object Value(IProperty property)
    {
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        if (type.GetMethod("From", [typeof(long)]) is { } from)
            return from.Invoke(null, [4_000_000_000_000_000_000L])!;
        return type switch
        {
            _ when type == typeof(string) => property.Name == "Path" ? "0123456789abc" : $"{property.Name} ä 𝄞 \u200f",
            _ when type == typeof(long) => 4_000_000_000_000_000_000L,
            _ when type == typeof(int) => 7,
            _ when type == typeof(bool) => true,
            _ when type == typeof(double) => 0.8125,
            _ when type == typeof(byte[]) => new byte[] { 0, 1, 254, 255 },
            _ when type == typeof(DateTimeOffset) => DateTimeOffset.FromUnixTimeMilliseconds(1_795_000_000_123),
            _ when type.IsEnum => Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1)!,
            _ => throw new NotSupportedException($"{property.DeclaringType.DisplayName()}.{property.Name}"),
        };
    }
}
