using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Moderation.Desk;
using Parley.Platform.Data;

namespace Parley.Moderation.Threats;

/// <summary>A threat file in the list.</summary>
/// <param name="State">As <c>threat.state</c> names it.</param>
/// <param name="MustReview">Whether somebody has to say if it is still needed.</param>
public sealed record ThreatLine(
    string Number, string State, string CommentId, DateTimeOffset FrozenAt, DateTimeOffset FrozenUntil, bool MustReview, string? Authority);

/// <param name="Evidence">The frozen text; null once it is gone.</param>
public sealed record ThreatView(ThreatLine Line, string CaseId, string Digest, string? Receipt, string? Evidence)
{
    /// <summary>Whether a person confirmed it, so that the file may be taken.</summary>
    public required bool IsTaken { get; init; }

    public required IReadOnlyList<CustodyView> Custody { get; init; }
}

/// <param name="Deed">As <c>threat.deed</c> names it.</param>
/// <param name="By">Null for Parley itself.</param>
public sealed record CustodyView(DateTimeOffset At, string Deed, string? By, long? Sequence);

public sealed record AuthorityView(string? Country, string Text);

/// <summary>The names of staff who had a file in hand.</summary>
internal sealed class ThreatNames(IDbContextFactory<ParleyContext> reading)
{
    public async Task<IReadOnlyDictionary<string, string>> Of(SiteId site, IEnumerable<string?> accounts, CancellationToken cancellation)
    {
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var wanted = accounts.OfType<string>().Distinct().Select(one => IdText.TryRead<AccountId>(one, out var id) ? id : (AccountId?)null);
        return (await QueueReader.Names(db, site, wanted, cancellation)).ToDictionary(one => one.Key.ToString(), one => one.Value);
    }
}
