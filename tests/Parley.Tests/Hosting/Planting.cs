using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Parley.Accounts;
using Parley.Comments;
using Parley.Platform.Data;
using Parley.Stories;

namespace Parley.Tests.Hosting;

/// <summary>Puts whole threads into a database at once: tens of thousands of comments in a second or two.</summary>
internal static class Planting
{
    private const int BatchSize = 20_000;

    /// <summary>Plants a thread, each comment a second younger than the one before.</summary>
    /// <param name="parents">For each comment the place of the one it answers, or null for a root.</param>
    /// <param name="isHeld">Which are brought in unpublished, by place.</param>
    /// <param name="words">What each says, by place.</param>
    public static async Task<IReadOnlyList<Comment>> Plant(
        this ParleyApp app, string story, IReadOnlyList<int?> parents, Func<int, bool>? isHeld = null, Func<int, string>? words = null)
    {
        var door = app.Services.GetRequiredService<IWriteDoor>();
        var planted = (await door.Write(db => Prepare(db, story, parents, isHeld ?? (_ => false), words ?? (at => $"Comment {at}.")), default)).Value;
        await Load(app.Services.GetRequiredService<IEngine>(), planted);
        await door.Write(
            async db =>
            {
                var stored = await db.Stories.SingleAsync(one => one.Id == planted[0].StoryId);
                stored.Count(planted.Count(comment => comment.State == CommentState.Published), planted[^1].PostedAt);
                db.Record(stored.SiteId, new CommentsImported(stored.Id, planted.Count), app.Clock.GetUtcNow());
            },
            default);
        await app.CatchUp();
        return planted;
    }

    private static async Task<IReadOnlyList<Comment>> Prepare(
        ParleyContext db, string story, IReadOnlyList<int?> parents, Func<int, bool> isHeld, Func<int, string> words)
    {
        Assert.True(IdText.TryRead<StoryId>(story, out var id));
        var stored = await db.Stories.AsNoTracking().SingleAsync(one => one.Id == id);
        var start = stored.CreatedAt.AddSeconds(-parents.Count);
        var author = Person.Imported(stored.SiteId, new PersonId(id.Value), "Gardener", "planted", story, start);
        db.Add(author);
        var comments = new List<Comment>(parents.Count);
        for (var at = 0; at < parents.Count; at++)
        {
            var when = start.AddSeconds(at);
            comments.Add(Comment.Import(new ImportedComment(
                stored.SiteId, id, new CommentId(IdSource.At(when, (int)(id.Value & 0xfffff))),
                parents[at] is { } above ? comments[above] : null, author.Id, words(at), when, IsHeld: isHeld(at))));
        }
        CountReplies(comments);
        return comments;
    }

    private static void CountReplies(List<Comment> comments)
    {
        var counts = new Dictionary<CommentId, int>();
        foreach (var reply in comments.Where(comment => comment is { ParentId: not null, IsListed: true }))
            foreach (var ancestor in ReplyCounts.CountedAncestors(reply.RootId, reply.ParentId, reply.Path, reply.Depth))
                counts[ancestor] = counts.GetValueOrDefault(ancestor) + 1;
        foreach (var comment in comments)
            comment.Count(counts.GetValueOrDefault(comment.Id));
    }

    private static async Task Load(IEngine engine, IReadOnlyList<Comment> comments)
    {
        await using var connection = await engine.OpenForWriting(default);
        var options = new DbContextOptionsBuilder<ParleyContext>();
        engine.ConfigureWriting(options, connection);
        await using var db = new ParleyContext(options.Options);
        var properties = db.Model.FindEntityType(typeof(Comment))!.GetProperties().ToList();
        var table = new BulkTable("comments", [.. properties.Select(property => property.GetColumnName())]);
        foreach (var batch in comments.Chunk(BatchSize))
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await engine.BulkLoad(connection, table, [.. batch.Select(comment => Row(comment, properties))], default);
            await transaction.CommitAsync();
        }
    }

    private static object?[] Row(Comment comment, List<IProperty> properties) =>
    [
        .. properties.Select(property =>
        {
            var value = property.GetGetter().GetClrValue(comment);
            return value is not null && property.GetTypeMapping().Converter is { } converter ? converter.ConvertToProvider(value) : value;
        }),
    ];
}
