using System.Numerics;
using System.Text;

namespace Parley.Moderation.Screens.Repeats;

/// <summary>A short print of a text, from which the likeness of two texts is read without keeping either.</summary>
/// <remarks>
/// Broder 1997, "On the resemblance and containment of documents": for a random order of all shingles, two sets have the
/// same smallest one with the probability of their Jaccard likeness, |A∩B| / |A∪B|. The orders are multiply-add hashes of
/// 32 bits. With 64 of them the estimate of 0.8 has a standard error of 0.05.
/// </remarks>
internal static class MinHash
{
    public const int Hashes = 64;

    /// <summary>Letters in a shingle: a changed one touches five of them, whatever the script and wherever words end.</summary>
    private const int Shingle = 5;

    private const int BandRows = 4;
    private const ulong FnvWide = 14_695_981_039_346_656_037;
    private const ulong FnvWideStep = 1_099_511_628_211;
    private const uint FnvStart = 2_166_136_261;
    private const uint FnvStep = 16_777_619;

    private static readonly uint[] Factors = Draw(0x9E3779B9);
    private static readonly uint[] Offsets = Draw(0x85EBCA6B);

    /// <summary>The print of a text: letters and digits alone, in one case, as shingles of five.</summary>
    /// <returns>Null for a text too short to have two shingles.</returns>
    public static uint[]? Of(string text)
    {
        var letters = Letters(text);
        if (letters.Count <= Shingle)
            return null;
        var print = new uint[Hashes];
        Array.Fill(print, uint.MaxValue);
        for (var at = 0; at + Shingle <= letters.Count; at++)
        {
            var hash = FnvStart;
            for (var letter = at; letter < at + Shingle; letter++)
                hash = unchecked((hash ^ (uint)letters[letter]) * FnvStep);
            Take(print, hash);
        }
        return print;
    }

    /// <summary>How alike two texts are, 0..1, as their prints tell.</summary>
    public static double Likeness(ReadOnlySpan<uint> one, ReadOnlySpan<uint> other)
    {
        var same = 0;
        for (var at = 0; at < Hashes; at += Vector<uint>.Count)
            // Equal places are all ones, which is minus one.
            same -= (int)Vector.Sum(Vector.Equals(new Vector<uint>(one[at..]), new Vector<uint>(other[at..])));
        return (double)same / Hashes;
    }

    /// <summary>The print in bands of four: texts that are half alike share one of the sixteen in two of three cases, such as are alike by 0.8 nearly always.</summary>
    /// <remarks>Leskovec, Rajaraman, Ullman, "Mining of Massive Datasets", 3.4: they share one with the probability 1 − (1 − s⁴)¹⁶.</remarks>
    public static long[] Bands(ReadOnlySpan<uint> print)
    {
        var bands = new long[Hashes / BandRows];
        for (var band = 0; band < bands.Length; band++)
        {
            // The number of the band is in it, so that bands of different places are never the same.
            var hash = unchecked((FnvWide ^ (ulong)band) * FnvWideStep);
            foreach (var row in print.Slice(band * BandRows, BandRows))
                hash = unchecked((hash ^ row) * FnvWideStep);
            bands[band] = unchecked((long)hash);
        }
        return bands;
    }

    private static void Take(uint[] print, uint hash)
    {
        var all = new Vector<uint>(hash);
        for (var at = 0; at < Hashes; at += Vector<uint>.Count)
        {
            var drawn = (all * new Vector<uint>(Factors, at)) + new Vector<uint>(Offsets, at);
            Vector.Min(drawn, new Vector<uint>(print, at)).CopyTo(print, at);
        }
    }

    private static List<int> Letters(string text)
    {
        var letters = new List<int>(text.Length);
        foreach (var rune in text.EnumerateRunes())
            if (Rune.IsLetterOrDigit(rune))
                letters.Add(Rune.ToLowerInvariant(rune).Value);
        return letters;
    }

    /// <summary>Fixed numbers that look drawn: prints of different nodes and times are compared.</summary>
    private static uint[] Draw(uint seed)
    {
        var drawn = new uint[Hashes];
        for (var at = 0; at < Hashes; at++)
        {
            // xorshift32, Marsaglia 2003.
            seed ^= seed << 13;
            seed ^= seed >> 17;
            seed ^= seed << 5;
            // Odd, so that the product reaches every number.
            drawn[at] = seed | 1;
        }
        return drawn;
    }
}
