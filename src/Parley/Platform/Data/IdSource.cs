using System.Security.Cryptography;

namespace Parley.Platform.Data;

/// <summary>Draws new ids. On one node they only grow, whatever the clock does; two nodes differ by 21 random bits.</summary>
internal sealed class IdSource(TimeProvider time)
{
    /// <summary>Bits below the milliseconds. 42 bits of milliseconds reach the year 2109.</summary>
    public const int RandomBits = 21;

    /// <summary>Largest random step within one millisecond: room for hundreds of ids and still hard to guess.</summary>
    private const int Step = 1 << 10;

    private readonly Lock _gate = new();
    private long _last;

    /// <summary>A new id, above every id drawn here before.</summary>
    public TId New<TId>()
        where TId : struct, IId<TId> => New<TId>(above: 0);

    /// <summary>A new id above <paramref name="above"/> as well, so that a reply sorts after what it answers even when clocks differ.</summary>
    public TId New<TId>(long above)
        where TId : struct, IId<TId>
    {
        lock (_gate)
        {
            var drawn = At(time.Now, RandomNumberGenerator.GetInt32(1 << RandomBits));
            var floor = Math.Max(_last, above);
            if (drawn <= floor)
                drawn = floor + RandomNumberGenerator.GetInt32(1, Step);
            _last = drawn;
            return TId.From(drawn);
        }
    }

    /// <summary>The id of that moment and tail; imports give the original time and an ordered tail.</summary>
    /// <param name="tail">0 to 2^21 - 1.</param>
    public static long At(DateTimeOffset moment, int tail) =>
        (Math.Max(moment.ToUnixTimeMilliseconds(), 1) << RandomBits) | (uint)tail;

    /// <summary>The moment an id was drawn at, to the millisecond.</summary>
    public static DateTimeOffset TimeOf(long id) => DateTimeOffset.FromUnixTimeMilliseconds(id >> RandomBits);
}
