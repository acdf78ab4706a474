namespace Parley.Platform.Data;

/// <summary>An id of one kind: a positive 63-bit number, 42 bits of Unix milliseconds above 21 random bits.</summary>
/// <typeparam name="TSelf">The kind, so that a story's id cannot be handed in for a comment's.</typeparam>
internal interface IId<TSelf>
    where TSelf : struct, IId<TSelf>
{
    long Value { get; }

    static abstract TSelf From(long value);
}

/// <summary>A publisher's site; part of every key, so that one day sites can live on different machines.</summary>
internal readonly record struct SiteId(long Value) : IId<SiteId>
{
    public static SiteId From(long value) => new(value);

    public override string ToString() => IdText.Write(Value);
}
