using Parley.Moderation.Record;
using Parley.Platform.Data;

namespace Parley.Tests.Moderation.Record;

/// <summary>The chain as a pure rule: whatever is done to a row shows.</summary>
public sealed class AuditChainTest
{
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeMilliseconds(1_795_000_000_123);

    private static readonly Deed Plain = new(new SiteId(7), "setting", "max-length", 3, "staff", 5, At) { Facts = [new("former", "1"), new("latter", null)] };

    public static TheoryData<string> Changes => ["site", "kind", "subject", "subject's id", "actor", "actor's id", "facts", "moment", "digests", "place", "row before"];

    [Theory, MemberData(nameof(Changes))]
    public void Every_part_of_a_row_is_covered(string change)
    {
        var (deed, sequence, digests, before) = change switch
        {
            "site" => (Plain with { Site = null }, 1L, "d", AuditChain.Beginning),
            "kind" => (Plain with { Kind = "settin" }, 1, "d", AuditChain.Beginning),
            // The same letters, parted elsewhere.
            "subject" => (Plain with { Kind = "settingm", Subject = "ax-length" }, 1, "d", AuditChain.Beginning),
            "subject's id" => (Plain with { SubjectId = null }, 1, "d", AuditChain.Beginning),
            "actor" => (Plain with { Actor = "operator" }, 1, "d", AuditChain.Beginning),
            "actor's id" => (Plain with { ActorId = 6 }, 1, "d", AuditChain.Beginning),
            "facts" => (Plain with { Facts = [new("former", "1"), new("latter", "")] }, 1, "d", AuditChain.Beginning),
            "moment" => (Plain with { At = At.AddMilliseconds(1) }, 1, "d", AuditChain.Beginning),
            "digests" => (Plain, 1, "e", AuditChain.Beginning),
            "place" => (Plain, 2, "d", AuditChain.Beginning),
            _ => (Plain, 1, "d", new byte[] { 1 }),
        };

        var changed = AuditChain.Link(before, sequence, new AuditRow(new AuditId(9), deed), digests);

        Assert.NotEqual(Convert.ToHexString(AuditChain.Link(AuditChain.Beginning, 1, new AuditRow(new AuditId(9), Plain), "d")), Convert.ToHexString(changed));
    }

    [Fact]
    public void A_value_is_known_by_its_salted_hash_and_another_is_not()
    {
        var value = new AuditValue(new AuditId(9), "reason", "rude", [1, 2, 3], null, null, At);

        var digests = AuditChain.DigestsOf([value, new AuditValue(new AuditId(9), "name", "Ann", [4], null, null, At)]);

        Assert.True(AuditChain.Holds(digests, value));
        Assert.False(AuditChain.Holds(digests, new AuditValue(new AuditId(9), "reason", "kind", [1, 2, 3], null, null, At)));
        Assert.False(AuditChain.Holds(digests, new AuditValue(new AuditId(9), "reason", "rude", [1, 2, 4], null, null, At)));
        Assert.DoesNotContain("rude", digests, StringComparison.Ordinal);
    }
}
