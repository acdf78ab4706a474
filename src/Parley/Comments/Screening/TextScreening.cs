using Parley.Accounts;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Comments.Screening;

/// <summary>Lets the screens look at a text, in their order, before it is written.</summary>
internal sealed class TextScreening(
    IEnumerable<IScreen> screens, ScreenFactsReader facts, IRefusalBook refusals, IWriteDoor door, IdSource ids, TimeProvider time, ILogger<TextScreening> log)
{
    private readonly IScreen[] _screens = [.. screens.OrderBy(screen => screen.IsOutside)];

    public IReadOnlyList<IScreen> All => _screens;

    /// <summary>Judges a text of an author who waits for the answer; a refusal is stored.</summary>
    /// <param name="author">Null for a new guest.</param>
    /// <param name="story">Null for one that is not there yet.</param>
    /// <param name="written">What it was meant to be.</param>
    /// <param name="isMeant">The author was asked to think again, and says that it is meant as it is.</param>
    public async Task<Outcome<ScreeningResult>> Judge(
        LiveSite site, Person? author, StoryId? story, string body, RenderedText rendered, bool isMeant, WrittenAs written, CancellationToken cancellation)
    {
        // Whoever decides on others' comments needs nobody to wait for.
        if (author is { Role: >= Role.Moderator })
            return ScreeningResult.None;
        var now = time.Now;
        var asked = On(site.Settings);
        var known = await facts.Read(site, author, story, FactsNeededBy.Of(asked, site.Settings), now, cancellation);
        var text = new ScreenedText(site, body, rendered.Html + rendered.FoldedHtml, known with { IsEdit = written.Form != WrittenForm.Comment }, now);
        var (result, wait) = await Look(asked, text, isMeant, cancellation);
        if (ScreeningRules.MayPass(result, body, wait) is not { } refusal)
            return result;
        var refused = new RefusedText(site.Id, ids.New<RefusedTextId>(), known, body.Length, result, now);
        var isDecision = IsDecision(result);
        if (isDecision)
            refused.Keep(body, written);
        var address = await door.Write(
            async db =>
            {
                db.Add(refused);
                return isDecision ? await refusals.Keep(db, site, refused, result, now) : null;
            },
            cancellation);
        return refusal with { Statement = address.Value };
    }

    /// <summary>Whether a refusal judges the text: that it came too soon, or while writing paused, takes nothing from anybody.</summary>
    private bool IsDecision(ScreeningResult result) =>
        result.Decisive is { Verdict: Verdict.Refuse } one && _screens.FirstOrDefault(screen => screen.Name == one.Screen) is { IsOfTheMoment: false };

    /// <summary>Looks at a text that stands already; nothing is stored and nothing comes of it.</summary>
    /// <param name="only">One screen alone, whatever its mode; null for all that are on or in trial and judge more than a moment.</param>
    public async Task<ScreeningResult> LookAgain(ScreenedText text, IScreen? only, CancellationToken cancellation)
    {
        var asked = only is null ? On(text.Settings).Where(screen => !screen.IsOfTheMoment) : [only];
        return (await Look(asked, text, isMeant: false, cancellation)).Result;
    }

    private List<IScreen> On(SiteSettings settings) => [.. _screens.Where(screen => screen.Mode(settings) != ScreenMode.Off)];

    private async Task<(ScreeningResult Result, TimeSpan? Wait)> Look(
        IEnumerable<IScreen> asked, ScreenedText text, bool isMeant, CancellationToken cancellation)
    {
        var findings = new List<Finding>();
        var passed = new List<string>();
        var outcome = Verdict.Publish;
        TimeSpan? wait = null;
        foreach (var screen in asked)
        {
            // What is refused already costs no outside service its time.
            if (screen.IsOutside && outcome == Verdict.Refuse)
                break;
            var answer = screen.IsOutside ? await Ask(screen, text, cancellation) : await screen.Look(text, cancellation);
            if (answer is null)
            {
                passed.Add(screen.Name);
                continue;
            }
            var finding = ScreeningRules.Note(screen.Name, answer, screen.Mode(text.Settings), isMeant);
            findings.Add(finding);
            if (!finding.IsTrial && finding.Verdict > outcome)
                (outcome, wait) = (finding.Verdict, answer.RetryAfter);
        }
        return (new ScreeningResult(outcome, findings, string.Join(' ', passed)), wait);
    }

    /// <summary>Asks a screen that may fail or take its time; either is said where a moderator sees it.</summary>
    private async Task<ScreenAnswer?> Ask(IScreen screen, ScreenedText text, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(text.Settings.OutsideSeconds));
        try
        {
            return await screen.Look(text, limit.Token).AsTask().WaitAsync(limit.Token);
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            log.LogWarning(failure, "The screen {Screen} did not answer.", screen.Name);
            return ScreeningRules.Failed(text.Settings, isLate: failure is OperationCanceledException);
        }
    }
}
