using Parley.Accounts;
using Parley.Comments;
using Parley.Platform.Web;

namespace Parley.Moderation.Reports;

/// <summary>Who may report what, and what a report weighs.</summary>
internal static class ReportRules
{
    public const int MaxWordsLength = 500;

    /// <summary>An account younger than this is a newcomer.</summary>
    public static readonly TimeSpan NewcomerFor = TimeSpan.FromDays(1);

    /// <summary>What a newcomer's report weighs of another's: it costs nothing to be a new one.</summary>
    private const double NewcomerShare = 0.5;

    /// <summary>Readers report what others wrote and everybody can see.</summary>
    /// <param name="reporter">Null for somebody new.</param>
    public static Refusal? MayReport(Comment comment, PersonId? reporter) =>
        !comment.IsListed ? Refusal.NotFound("comment")
        : comment.AuthorId == reporter ? new("report-own", 409)
        : comment.State != CommentState.Published ? new("report-gone", 409)
        : null;

    public static Refusal? WordsMayBe(string words) =>
        words.Length > MaxWordsLength ? new("too-long", 422, "words", ("max", MaxWordsLength)) : null;

    public static bool IsNewcomer(Person? reporter, DateTimeOffset now) =>
        reporter is not { Kind: PersonKind.Account } || now - reporter.CreatedAt < NewcomerFor;

    /// <summary>What a person's next report weighs, learned from what came of the earlier ones.</summary>
    /// <param name="upheld">Earlier reports after which something was done, ≥ 0.</param>
    /// <param name="dismissed">Earlier reports after which nothing was, ≥ 0.</param>
    /// <returns>0..2; 1 for somebody unknown who is no newcomer.</returns>
    /// <remarks>Twice the expected share that is upheld, by Laplace's rule of succession: (u + 1) / (u + d + 2).</remarks>
    public static double WeightOf(int upheld, int dismissed, bool isNewcomer)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(upheld);
        ArgumentOutOfRangeException.ThrowIfNegative(dismissed);
        var learned = 2.0 * (upheld + 1) / (upheld + dismissed + 2);
        return isNewcomer ? NewcomerShare * learned : learned;
    }

    /// <summary>What reports weigh together: those of newcomers no more than the site lets them.</summary>
    /// <param name="newcomersAtMost">As a weight, ≥ 0.</param>
    public static double SumOf(IEnumerable<(double Weight, bool IsNewcomer)> reports, double newcomersAtMost)
    {
        var (known, newcomers) = (0.0, 0.0);
        foreach (var (weight, isNewcomer) in reports)
        {
            known += isNewcomer ? 0 : weight;
            newcomers += isNewcomer ? weight : 0;
        }
        return known + Math.Min(newcomers, newcomersAtMost);
    }
}
