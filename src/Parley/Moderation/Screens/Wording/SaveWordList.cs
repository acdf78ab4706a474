using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Sites;

namespace Parley.Moderation.Screens.Wording;

/// <summary>Writes and drops the lists of a site, each time with a line in the record of what was changed.</summary>
internal sealed class SaveWordList(IWriteDoor door, IChangeLog changes, TimeProvider time)
{
    /// <summary>In characters: a hundred thousand lines.</summary>
    public const int MaxLength = 8_000_000;

    public const int MaxNameLength = 40;

    /// <summary>What was stored, or what is wrong with it: nothing is stored of a list with a mistake in it.</summary>
    public sealed record Saved(int Entries, IReadOnlyList<WordFault> Faults, int FaultCount)
    {
        public bool IsStored => FaultCount == 0;
    }

    /// <param name="by">The account of staff; null for whoever runs the installation.</param>
    public async Task<Outcome<Saved>> Handle(SiteId site, string name, string text, bool isOn, long? by, CancellationToken cancellation)
    {
        if (MayBeNamed(name) is { } refusal)
            return refusal;
        if (text.Length > MaxLength)
            return new Refusal("too-long", 422, "lines", ("max", MaxLength));
        var lines = text.ReplaceLineEndings("\n");
        var (entries, faults, count) = WordListText.Read(name, lines);
        if (count == 0)
            await door.Write(db => Save(db, site, name, lines, isOn, entries.Count, by), cancellation);
        return new Saved(entries.Count, faults, count);
    }

    /// <returns>A refusal when there is no such list.</returns>
    public async Task<Refusal?> Drop(SiteId site, string name, long? by, CancellationToken cancellation) =>
        (await door.Write<Outcome<bool>>(
            async db =>
            {
                if (await db.WordLists.SingleOrDefaultAsync(one => one.SiteId == site && one.Name == name) is not { } list)
                    return Refusal.NotFound("word-list");
                db.Remove(list);
                changes.Add(db, site, Subject(name), Say(list.Lines, list.IsOn), "none", by, time.Now);
                db.Record(site, new WordListChanged(), time.Now);
                return true;
            },
            cancellation)).Value.Refusal;

    public static Refusal? MayBeNamed(string name) =>
        name.Length is 0 or > MaxNameLength || name.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter != '-') || HouseWords.IsOurs(name)
            ? new Refusal("word-list-name", 422, "name", ("max", MaxNameLength))
            : null;

    private async Task Save(ParleyContext db, SiteId site, string name, string lines, bool isOn, int entries, long? by)
    {
        var now = time.Now;
        var list = await db.WordLists.SingleOrDefaultAsync(one => one.SiteId == site && one.Name == name);
        var former = list is null ? null : Say(list.Lines, list.IsOn);
        if (list is null)
            db.Add(list = new WordList(site, name));
        changes.Add(db, site, Subject(name), former, $"{entries} entries, {(isOn ? "on" : "off")}", by, now);
        db.Record(site, list.Write(lines, isOn, now), now);
    }

    private static string Subject(string name) => "words " + name;

    private static string Say(string lines, bool isOn) =>
        $"{WordListText.Read("", lines).Entries.Count} entries, {(isOn ? "on" : "off")}";
}
