using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;

namespace Parley.Accounts;

/// <summary>Keeps what counts once from counting twice, on any number of nodes: whoever writes it down first has it.</summary>
internal sealed class OneTimeTokens(IWriteDoor door, IEngine engine)
{
    /// <summary>Uses up a token of the installation.</summary>
    /// <param name="text">What names it.</param>
    /// <param name="endsAt">From when it would be refused anyway.</param>
    /// <returns>Whether it counts; false when it did before.</returns>
    public Task<bool> Spend(string text, DateTimeOffset endsAt, CancellationToken cancellation) =>
        Spend(default, SHA256.HashData(Encoding.UTF8.GetBytes(text)), endsAt, cancellation);

    /// <summary>Uses up a token of a site.</summary>
    /// <param name="hash">SHA-256 of what names it.</param>
    /// <inheritdoc cref="Spend(string, DateTimeOffset, CancellationToken)"/>
    public async Task<bool> Spend(SiteId site, byte[] hash, DateTimeOffset endsAt, CancellationToken cancellation)
    {
        var used = new UsedToken(site, hash, endsAt);
        try
        {
            await door.Write(
                db =>
                {
                    db.Add(used);
                    return Task.CompletedTask;
                },
                cancellation);
            return true;
        }
        catch (DbUpdateException failure) when (engine.IsDuplicate(failure))
        {
            return false;
        }
    }
}
