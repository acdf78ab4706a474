using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;
using Parley.Platform.Web;

namespace Parley.Accounts.Avatars;

/// <summary>Takes people's pictures and gives them out.</summary>
internal sealed class AvatarDesk(IDbContextFactory<ParleyContext> reading, IWriteDoor door, TimeProvider time) : IDisposable
{
    // One at a time on each node: a large picture takes 160 MB while it is drawn, and nobody is in a hurry.
    private readonly SemaphoreSlim _turn = new(1);

    public void Dispose() => _turn.Dispose();

    /// <summary>Draws what a person uploaded, or was fetched for them, and keeps it.</summary>
    /// <param name="source">Where it was fetched from; null when it was uploaded.</param>
    public async Task<Refusal?> Take(Person person, byte[] file, Uri? source, CancellationToken cancellation)
    {
        if (file.Length > AvatarImage.MaxBytes)
            return AvatarImage.TooHeavy;
        Outcome<byte[]> drawn;
        await _turn.WaitAsync(cancellation);
        try
        {
            drawn = await Task.Run(() => AvatarImage.Draw(file), cancellation);
        }
        finally
        {
            _turn.Release();
        }
        if (drawn.Refusal is { } refusal)
            return refusal;
        var (content, name, sourceHash) = (drawn.Value!, Avatar.NameOf(drawn.Value!), HashOf(source));
        await door.Write(db => Keep(db, person, name, content, sourceHash), cancellation);
        return null;
    }

    /// <summary>Back to the initial.</summary>
    public async Task Remove(Person person, CancellationToken cancellation) =>
        await door.Write(
            async db =>
            {
                await Remove(db, person.SiteId, person.Id);
                if (await db.People.SingleOrDefaultAsync(one => one.SiteId == person.SiteId && one.Id == person.Id) is not { Avatar: not null } found)
                    return;
                found.Show(null);
                db.Record(found.SiteId, new AvatarChanged(found.Id), time.Now);
            },
            cancellation);

    /// <summary>The same within a write that does more.</summary>
    public static async Task Remove(ParleyContext db, SiteId site, PersonId person) =>
        db.RemoveRange(await db.Set<Avatar>().Where(one => one.SiteId == site && one.Id == person).ToListAsync());

    /// <summary>The picture of that name; null when the person has none, or another by now.</summary>
    public async Task<byte[]?> Read(PersonId person, string name, CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var found = await db.Set<Avatar>().SingleOrDefaultAsync(one => one.Id == person, cancellation);
        return found is not null && Avatar.NameOf(found.Content) == name ? found.Content : null;
    }

    /// <summary>Whether the picture a person has was fetched from there, or the person chose one here.</summary>
    public async Task<bool> IsFrom(Person person, Uri source, CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var found = await db.Set<Avatar>().SingleOrDefaultAsync(one => one.SiteId == person.SiteId && one.Id == person.Id, cancellation);
        return found is not null && (found.SourceHash is null || found.SourceHash.AsSpan().SequenceEqual(HashOf(source)));
    }

    private async Task Keep(ParleyContext db, Person person, string name, byte[] content, byte[]? source)
    {
        var now = time.Now;
        if (await db.People.SingleOrDefaultAsync(one => one.SiteId == person.SiteId && one.Id == person.Id) is not { IsErased: false } found)
            return;
        if (await db.Set<Avatar>().SingleOrDefaultAsync(one => one.SiteId == person.SiteId && one.Id == person.Id) is { } former)
            former.Become(content, source, now);
        else
            db.Add(new Avatar(person.SiteId, person.Id, content, source, now));
        found.Show(name);
        db.Record(person.SiteId, new AvatarChanged(person.Id), now);
    }

    private static byte[]? HashOf(Uri? source) => source is null ? null : SHA256.HashData(Encoding.UTF8.GetBytes(source.AbsoluteUri));
}
