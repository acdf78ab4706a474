namespace Parley.Bench;

/// <summary>How much is measured.</summary>
/// <param name="Thread">Comments of the large threads.</param>
/// <param name="Stories">Stories of the run over many.</param>
/// <param name="Posts">Comments posted in each run.</param>
/// <param name="Pages">Pages read, each once.</param>
/// <param name="Rounds">Rounds of the first page, each after a change that makes every cached page old.</param>
/// <param name="Seconds">Length of one turn of the cached page.</param>
internal sealed record Size(int Thread, int Stories, int Posts, int Pages, int Rounds, int Seconds)
{
    public static readonly Size Full = new(100_000, 1_000, 20_000, 2_000, 12, 3);

    public static readonly Size Quick = new(10_000, 100, 4_000, 400, 4, 1);
}
