using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Comments;
using Parley.Comments.Screening;
using Parley.Moderation.Cases;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Moderation.Decisions;

/// <summary>Texts that a screen refused: each refusal is a decision with its statement, and becomes a comment nobody reads once its author appeals.</summary>
internal sealed class RefusedTexts(
    DecisionWriter writer, StatementKeys keys, AuthorTokens tokens, IDbContextFactory<ParleyContext> reading, IdSource ids, TimeProvider time) : IRefusalBook
{
    public async Task<string> Keep(ParleyContext db, LiveSite site, RefusedText refused, ScreeningResult said, DateTimeOffset now)
    {
        var decision = await writer.Write(
            db,
            new DecisionDraft(site.Id, DecisionKind.Refuse, refused.PersonId ?? default, new Actor(ActorKind.Parley))
            {
                Id = new DecisionId(refused.Id.Value),
                Comment = refused.CommentId,
                Reason = ReasonRules.OfScreens(site.Settings.Reasons, [.. said.Findings.Where(one => one.Verdict == Verdict.Refuse).Select(one => one.Reason)]),
                Excerpt = Excerpts.Of(refused.Body ?? ""),
                Source = CaseSource.Screen,
                IsDetectedByMachine = true,
                IsToldAtOnce = true,
                Former = EnumWord.Of(CommentState.Published),
            },
            isBulk: false,
            now);
        return Links.Statement(decision.Id.ToString(), keys.Of(decision.Id));
    }

    /// <summary>Outside the door: the guest that whoever was refused becomes when they appeal; null for who is somebody already.</summary>
    public async Task<Person?> GuestFor(LiveSite site, DecisionId decision, CancellationToken cancellation)
    {
        var id = new RefusedTextId(decision.Value);
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var refused = await db.RefusedTexts.SingleOrDefaultAsync(one => one.SiteId == site.Id && one.Id == id, cancellation);
        if (refused is not { PersonId: null, Form: WrittenForm.Comment })
            return null;
        var guest = ids.New<PersonId>();
        return Person.Guest(site.Id, guest, refused.Name ?? "", tokens.SecretOf(guest), time.Now);
    }

    /// <summary>Inside the door: brings a refused text where an appeal can be judged, as a comment that is rejected.</summary>
    /// <param name="guest">As <see cref="GuestFor"/> made it.</param>
    /// <returns>The comment it is about; a refusal where the text is gone, or its story.</returns>
    public async Task<Outcome<Comment>> Bring(ParleyContext db, LiveSite site, Decision decision, Person? guest, DateTimeOffset now)
    {
        if (await Find(db, decision) is not { Body: { } body } refused)
            return new Refusal("appeal-late", 409);
        if (decision.CommentId is { } known)
            return await db.Comments.SingleAsync(one => one.SiteId == site.Id && one.Id == known);
        var story = await StoryOf(db, site, refused, now);
        if (story.Refusal is { } gone)
            return gone;
        if (refused.PersonId is null && guest is null)
            return new Refusal("appeal-late", 409);
        if (refused.PersonId is null)
            db.Add(guest!);
        var author = refused.PersonId ?? guest!.Id;
        var parent = refused.ParentId is { } above ? await db.Comments.AsNoTracking().SingleOrDefaultAsync(one => one.SiteId == site.Id && one.Id == above && one.IsListed) : null;
        var comment = Comment.Import(new ImportedComment(
            site.Id, story.Value!.Id, ids.New<CommentId>(above: parent?.Id.Value ?? 0), parent, author, body, now, IsHeld: true));
        comment.Reject();
        db.Add(comment);
        decision.Concern(comment.Id, author);
        await db.SaveChangesAsync();
        return comment;
    }

    /// <summary>What was refused; null once it was forgotten.</summary>
    public static Task<RefusedText?> Find(ParleyContext db, Decision decision)
    {
        var id = new RefusedTextId(decision.Id.Value);
        return db.RefusedTexts.AsNoTracking().SingleOrDefaultAsync(one => one.SiteId == decision.SiteId && one.Id == id);
    }

    private async Task<Outcome<Story>> StoryOf(ParleyContext db, LiveSite site, RefusedText refused, DateTimeOffset now)
    {
        if (refused.StoryId is null && refused.Address is null)
            return new Refusal("appeal-late", 409);
        var target = refused.StoryId is { } id ? new PostTarget(site, id, null, null) : PostTarget.Read(site, null, refused.Address);
        return target.Refusal is { } unknown ? unknown : await target.Value!.FindOrMake(db, ids, now);
    }
}

/// <summary>What opens a statement without signing in: only who was told of it has it.</summary>
internal sealed class StatementKeys(Seal seal)
{
    private const string Purpose = "statement";

    public string Of(DecisionId decision) => seal.CloseText(Purpose, decision.ToString());

    public bool Opens(string? key, string id) => seal.OpenText(Purpose, key) == id;
}
