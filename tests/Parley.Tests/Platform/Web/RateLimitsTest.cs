using Parley.Platform.Web;

namespace Parley.Tests.Platform.Web;

public sealed class RateLimitsTest
{
    private readonly TestClock clock = new();
    private readonly RateLimits limits;

    public RateLimitsTest() => limits = new(clock);

    [Fact]
    public void A_bucket_gives_its_limit_at_once_and_then_no_more()
    {
        Assert.Equal(5, Take("ada", perMinute: 5, times: 20));
    }

    [Fact]
    public void A_refusal_says_when_to_come_back_and_keeps_its_word()
    {
        Take("ada", perMinute: 6, times: 6);

        Assert.False(limits.TryTake("ada", 6, out var wait));
        Assert.Equal(TimeSpan.FromSeconds(10), wait);

        clock.Advance(wait - TimeSpan.FromTicks(1));
        Assert.False(limits.TryTake("ada", 6, out _));
        clock.Advance(TimeSpan.FromTicks(1));
        Assert.True(limits.TryTake("ada", 6, out _));
        Assert.False(limits.TryTake("ada", 6, out _));
    }

    [Fact]
    public void A_refused_try_costs_nothing()
    {
        Take("ada", perMinute: 6, times: 1000);

        clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(1, Take("ada", perMinute: 6, times: 10));
    }

    [Fact]
    public void After_a_minute_the_bucket_is_full_and_never_fuller()
    {
        Take("ada", perMinute: 5, times: 5);

        clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(5, Take("ada", perMinute: 5, times: 20));
    }

    [Fact]
    public void One_bucket_does_not_drain_another()
    {
        Take("ada", perMinute: 5, times: 5);

        Assert.Equal(5, Take("grace", perMinute: 5, times: 20));
    }

    [Fact]
    public void A_limit_may_change_while_it_is_in_use()
    {
        Take("ada", perMinute: 5, times: 5);

        Assert.Equal(0, Take("ada", perMinute: 10, times: 20));
        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(5, Take("ada", perMinute: 10, times: 20));
        Assert.Equal(0, Take("ada", perMinute: 2, times: 20));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_limit_of_nothing_lets_nothing_through(int perMinute)
    {
        Assert.False(limits.TryTake("ada", perMinute, out var wait));
        Assert.Equal(TimeSpan.FromMinutes(1), wait);
    }

    [Fact]
    public void Idle_buckets_are_forgotten()
    {
        for (var client = 0; client < 1000; client++)
            Take("client " + client, perMinute: 5, times: 1);
        Assert.Equal(1000, limits.Count);

        clock.Advance(TimeSpan.FromMinutes(1));
        Take("ada", perMinute: 5, times: 1);

        Assert.Equal(1, limits.Count);
    }

    [Fact]
    public void An_attack_from_everywhere_takes_bounded_memory_and_spares_those_who_were_there()
    {
        Take("ada", perMinute: 5, times: 1);
        for (var client = 0; client < RateLimits.MaxBuckets * 2; client++)
            limits.TryTake("client " + client, 5, out _);

        Assert.InRange(limits.Count, 1, RateLimits.MaxBuckets + 1);
        Assert.Equal(4, Take("ada", perMinute: 5, times: 20));
        Assert.Equal(0, Take("newcomer", perMinute: 5, times: 20));

        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(5, Take("newcomer", perMinute: 5, times: 20));
    }

    [Fact]
    public async Task A_hundred_at_once_take_no_more_than_one_by_one()
    {
        var taken = await Task.WhenAll(Enumerable.Range(0, 100)
            .Select(_ => Task.Run(() => limits.TryTake("ada", 30, out TimeSpan _))));

        Assert.Equal(30, taken.Count(isTaken => isTaken));
    }

    private int Take(string bucket, int perMinute, int times)
    {
        var taken = 0;
        for (var time = 0; time < times; time++)
            taken += limits.TryTake(bucket, perMinute, out _) ? 1 : 0;
        return taken;
    }
}
