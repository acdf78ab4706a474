namespace Parley.Transfer.PageText;

/// <summary>What a paragraph below the story is.</summary>
internal enum Role
{
    /// <summary>The name over a comment.</summary>
    Name,

    /// <summary>The first words of a comment whose name was not preserved.</summary>
    Opens,

    /// <summary>Words of the comment that is already open.</summary>
    GoesOn,
}

/// <summary>Splits the paragraphs below the story into comments: the most likely roles for all of them at once.</summary>
/// <remarks>
/// One at a time would be wrong: of three short lines in a row the outer two are names and the middle one a comment,
/// which only shows when they are weighed together (Viterbi 1967, three states).
/// </remarks>
internal sealed class Splitting(IReadOnlyList<Paragraph> page, PageVocabulary vocabulary, IReadOnlyDictionary<int, PastedArticle> pasted)
{
    private const int Roles = 3;
    private const double Impossible = double.NegativeInfinity;

    /// <returns>One role for each paragraph from <paramref name="first"/> on.</returns>
    public IReadOnlyList<Role> From(int first)
    {
        var count = page.Count - first;
        var best = new double[Roles];
        var cameFrom = new byte[count * Roles];
        for (var place = 0; place < count; place++)
        {
            var own = Scores(first + place);
            var next = new double[Roles];
            for (var role = 0; role < Roles; role++)
                (next[role], cameFrom[place * Roles + role]) = place == 0
                    ? (own[role] + Beginning((Role)role), (byte)0)
                    : BestWay(best, page[first + place - 1], page[first + place], (Role)role, own[role]);
            best = next;
        }

        return WalkBack(best, cameFrom, count);
    }

    /// <summary>The comments may begin with a name or with words, but with nothing open they cannot go on.</summary>
    private static double Beginning(Role role) => role == Role.GoesOn ? Impossible : 0;

    private static (double Score, byte From) BestWay(double[] best, Paragraph above, Paragraph paragraph, Role role, double own)
    {
        var (score, from) = (Impossible, (byte)0);
        for (var previous = 0; previous < Roles; previous++)
        {
            var way = best[previous] + own - BlankLines.Cost((Role)previous, role, paragraph.Missing, above.EndsWithColon);
            if (way > score)
                (score, from) = (way, (byte)previous);
        }

        return (score, from);
    }

    /// <summary>Log odds of each role by the paragraph itself.</summary>
    private double[] Scores(int at)
    {
        if (pasted.TryGetValue(at, out var article))
            return at > article.First ? [Impossible, Impossible, 0] : [Impossible, 0, 0];
        return [vocabulary.NameScore(page[at]) ?? Impossible, 0, 0];
    }

    private static Role[] WalkBack(double[] best, byte[] cameFrom, int count)
    {
        var roles = new Role[count];
        var role = Array.IndexOf(best, best.Max());
        for (var place = count - 1; place >= 0; place--)
        {
            roles[place] = (Role)role;
            role = cameFrom[place * Roles + role];
        }

        return roles;
    }
}
