namespace Parley.Moderation.Screens.Wording;

/// <summary>What is wrong with a line of a list.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Fault">A word that <c>words.fault</c> explains: action, reason, colon, empty, long, stars, short, twice.</param>
/// <param name="Shown">What the line says, cut off.</param>
internal readonly record struct WordFault(int Line, string Fault, string Shown);

/// <summary>Reads a list: <c>hold threat: i will kill you  # why it stands here</c>, one entry a line.</summary>
/// <remarks>The action is allow, watch, hold or refuse; the reason may be left out; lines that begin with # are remarks.</remarks>
internal static class WordListText
{
    /// <summary>More lines are told by their number alone.</summary>
    public const int MaxFaults = 100;

    private const string Remark = " #";
    private const int MaxShown = 80;

    /// <param name="list">The list's name.</param>
    /// <returns>The entries of the lines that are right, and what is wrong with the others.</returns>
    public static (IReadOnlyList<WordEntry> Entries, IReadOnlyList<WordFault> Faults, int FaultCount) Read(string list, string text)
    {
        var entries = new List<WordEntry>();
        var faults = new List<WordFault>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        var (number, count) = (0, 0);
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            var said = line.Trim();
            if (said.IsEmpty || said[0] == '#')
                continue;
            var entry = ReadLine(list, number, said.ToString(), out var fault);
            if (entry is not null && !known.Add(entry.Pattern.Key))
                fault = "twice";
            if (fault is null)
            {
                entries.Add(entry!);
                continue;
            }
            count++;
            if (faults.Count < MaxFaults)
                faults.Add(new(number, fault, said.Length <= MaxShown ? said.ToString() : string.Concat(said[..MaxShown], "…")));
        }
        return (entries, faults, count);
    }

    private static WordEntry? ReadLine(string list, int number, string line, out string? fault)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            fault = "colon";
            return null;
        }
        var head = line[..colon].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var action = head.Length > 0 ? Platform.Data.EnumWord.Read<WordAction>(head[0]) : null;
        var reason = head.Length > 1 ? head[1] : WordReasons.Usual;
        if (action is null || head.Length > 2 || !WordReasons.All.Contains(reason))
        {
            fault = action is null ? "action" : "reason";
            return null;
        }
        var rest = line[(colon + 1)..];
        var remark = rest.IndexOf(Remark, StringComparison.Ordinal);
        var why = remark < 0 ? null : rest[(remark + Remark.Length)..].Trim();
        var pattern = WordPattern.Read(remark < 0 ? rest : rest[..remark], out fault);
        return pattern is null ? null : new WordEntry(list, number, action.Value, reason, pattern, why);
    }
}
