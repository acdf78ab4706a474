using Parley.Comments;

namespace Parley.Bench;

/// <summary>What the comments say: a few dozen texts of usual length, rendered once.</summary>
internal static class Texts
{
    private const int UsualMaxLength = 5_000;

    private static readonly string[] Sentences =
    [
        "The timetable was never the problem; the missing drivers were.",
        "I measured it: eleven minutes on foot, and I am *not* quick.",
        "> It worked elsewhere\n\nElsewhere had the money first and the plan second.",
        "See the council's own figures at https://council.example/figures before you repeat that.",
        "My grandmother took that line for forty years and would have **laughed** at this debate.",
        "Nobody has said yet who pays for the second bridge.",
        "- fewer stops\n- more trains\n- the same bill",
        "Fair point, and better put than I managed.",
        "Ob das im Winter auch noch gilt, würde ich gern sehen.",
    ];

    private static readonly (string Body, RenderedText Rendered)[] All =
    [
        .. from number in Enumerable.Range(0, 45)
           let body = string.Join("\n\n", Enumerable.Range(0, 1 + (number % 5)).Select(at => Sentences[(number + (at * 4)) % Sentences.Length]))
           select (body, CommentText.Render(body, UsualMaxLength)),
    ];

    public static (string Body, RenderedText Rendered) Numbered(int number) => All[number % All.Length];
}
