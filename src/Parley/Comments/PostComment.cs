using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Accounts.Names;
using Parley.Comments.Screening;
using Parley.Platform.Data;
using Parley.Platform.Events;
using Parley.Platform.Web;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Comments;

/// <summary>Posts a comment or a reply: the one path that forms and JSON share.</summary>
internal sealed class PostComment(
    Callers callers,
    NameGuard names,
    AuthorTokens tokens,
    TextScreening screens,
    RateLimits limits,
    IWriteDoor door,
    IEngine engine,
    IdSource ids,
    InstallationSecret secret,
    TimeProvider time,
    IDbContextFactory<ParleyContext> reading)
{
    private static readonly KeptQuery<SiteId, CommentId, Comment?> CommentNow = new((db, site, id) =>
        db.Set<Comment>().AsNoTracking().SingleOrDefault(comment => comment.SiteId == site && comment.Id == id));

    private static readonly KeptQuery<SiteId, byte[], IdempotencyKey?> KeyNow = new((db, site, key) =>
        db.Set<IdempotencyKey>().AsNoTracking().SingleOrDefault(one => one.SiteId == site && one.Key == key));

    /// <summary>What a writer sends. Anything else in a body is ignored.</summary>
    /// <param name="Body">The comment, in Markdown.</param>
    /// <param name="Name">A new guest's name.</param>
    /// <param name="ParentId">The comment answered; none for a root.</param>
    /// <param name="Continued">The author says that it is one long text, so that it may have four times the usual length.</param>
    /// <param name="Site">Name of the site, where the address does not name a story.</param>
    /// <param name="StoryId">The publisher's own id, where the address does not name a story.</param>
    /// <param name="StoryUrl">The article's address, where the address does not name a story.</param>
    /// <param name="AsItIs">The author was asked to think again (the refusal <c>nudge</c>), and means it as it is.</param>
    public sealed record Request(
        string? Body,
        string? Name = null,
        string? ParentId = null,
        bool Continued = false,
        string? Site = null,
        string? StoryId = null,
        string? StoryUrl = null,
        bool AsItIs = false);

    /// <param name="AuthorToken">For a new guest: what to show to edit or delete it. Kept nowhere else.</param>
    public sealed record Posted(Comment Comment, Person Author, LiveSite Site, string? AuthorToken, EventPosition? Position);

    /// <summary>What is known of a post once it was judged, ready to be written.</summary>
    /// <param name="Guest">Set when the author is a new guest.</param>
    /// <param name="Key">Null where nothing tells a repetition.</param>
    private sealed record Draft(
        PostTarget Target, CommentId? Parent, Person? Known, Person? Guest, string Name, string Body, PostKey? Key)
    {
        public RenderedText? Rendered { get; init; }

        public ScreeningResult Screening { get; init; } = ScreeningResult.None;

        /// <summary>Whether the write was tried and something of the same key was there: the idempotency key, the story or an id.</summary>
        public bool HasClashed { get; init; }

        /// <summary>Whether the publisher's server speaks for the reader, whom it let in itself.</summary>
        public bool IsPublishers { get; init; }
    }

    /// <param name="idempotencyKey">As the caller sent it; null for none.</param>
    public async Task<Outcome<Posted>> Handle(
        HttpContext http, PostTarget target, Request request, string? idempotencyKey, CancellationToken cancellation)
    {
        var draft = await Judge(http, target, request, idempotencyKey, cancellation);
        if (draft.Refusal is { } refusal)
            return refusal;
        if (await Repeated(draft.Value!, cancellation) is { } repeated)
            return repeated;
        if (IsTooOften(http, target.Site) is { } tooOften)
            return tooOften;
        // Rendered here, outside the door, and only for whom it will be written.
        var rendered = CommentText.Read(draft.Value!.Body, request.Continued, target.Site.Settings);
        if (rendered.Refusal is { } blank)
            return blank;
        var screened = await screens.Judge(
            target.Site, draft.Value.Known, target.Story, draft.Value.Body, rendered.Value!, request.AsItIs,
            new(WrittenForm.Comment) { Parent = draft.Value.Parent, Name = draft.Value.Guest is null ? null : draft.Value.Name, Address = target.Story is null ? target.Url?.Address : null },
            cancellation);
        return screened.Refusal is { } unfit
            ? unfit
            : await Write(draft.Value with { Rendered = rendered.Value, Screening = screened.Value! }, cancellation);
    }

    private Refusal? IsTooOften(HttpContext http, LiveSite site)
    {
        // A publisher's server speaks for many readers, and its key answers for it, not its address.
        var (who, perMinute) = callers.IsPublisher(http, site)
            ? ("publisher", EndpointRules.PublisherWrites)
            : (ClientAddress.Key(http.Connection.RemoteIpAddress), site.Settings.PostsPerMinute);
        var bucket = $"post {site.Name} {who}";
        return limits.TryTake(bucket, perMinute, out var wait)
            ? null
            : new Refusal("posts-too-often", 429, null, ("count", perMinute)) { RetryAfter = wait };
    }

    /// <summary>Everything that can be judged before the write: who, where, what.</summary>
    private async Task<Outcome<Draft>> Judge(
        HttpContext http, PostTarget target, Request request, string? idempotencyKey, CancellationToken cancellation)
    {
        var settings = target.Site.Settings;
        var caller = await callers.Read(http, target.Site, cancellation);
        if (caller.Refusal is { } unknown)
            return unknown;
        var author = caller.Value;
        if (author is not null && StandingRules.MayComment(author, time.Now) is { } restricted)
            return restricted;
        // Who is signed in writes as themselves, whatever name was sent along.
        var isOwnName = author is { Kind: PersonKind.Account } || string.IsNullOrWhiteSpace(request.Name);
        var name = author?.Name is { } known && isOwnName ? known : PersonName.Read(request.Name);
        if (name.Refusal is { } nameless)
            return nameless;
        if (author is null or { Kind: PersonKind.Guest } && await names.MayTake(target.Site, name.Value!, author?.Id, cancellation) is { } taken)
            return taken;
        if (!TryReadParent(request.ParentId, out var parent))
            return new Refusal("parent", 422, "parentId");
        var body = CleanText.Lines(request.Body ?? "");
        if ((CommentRules.BodyMayBe(body, request.Continued, settings) ?? CommentText.MayRender(body)) is { } unfit)
            return unfit;
        var key = PostKey.Of(http, target, author, name.Value!, request.ParentId, body, idempotencyKey, secret);
        if (key.Refusal is { } badKey)
            return badKey;
        return new Draft(
            target,
            parent,
            author,
            author is null ? NewGuest(target.Site.Id, name.Value!) : null,
            name.Value!,
            body,
            key.Value)
        {
            IsPublishers = callers.IsPublisher(http, target.Site),
        };
    }

    private Person NewGuest(SiteId site, string name)
    {
        var id = ids.New<PersonId>();
        return Person.Guest(site, id, name, tokens.SecretOf(id), time.Now);
    }

    private static bool TryReadParent(string? text, out CommentId? parent)
    {
        parent = null;
        if (string.IsNullOrEmpty(text))
            return true;
        var isId = IdText.TryRead<CommentId>(text, out var id);
        parent = id;
        return isId;
    }

    private async Task<Outcome<Posted>> Write(Draft draft, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var written = await door.Write(db => Save(db, draft), cancellation);
                return written.Value.Refusal is { } refusal
                    ? refusal
                    : written.Value.Value! with
                    {
                        AuthorToken = draft.Guest is { } guest ? tokens.TokenOf(guest.Id) : null,
                        Position = written.Position,
                    };
            }
            catch (Exception failure) when (attempt <= 3 && (failure is AlreadyMade || engine.IsDuplicate(failure)))
            {
                // The story, the key or an id was there a moment earlier; the next attempt finds it or draws another.
                if (await Repeated(draft, cancellation) is { } repeated)
                    return repeated;
                draft = draft with
                {
                    HasClashed = true,
                    Guest = draft.Guest is null ? null : NewGuest(draft.Target.Site.Id, draft.Name),
                };
            }
        }
    }

    /// <summary>Inside the door: the rules that race are asked again, then everything is saved together.</summary>
    private async Task<Outcome<Posted>> Save(ParleyContext db, Draft draft)
    {
        var now = time.Now;
        var site = draft.Target.Site;
        var target = await draft.Target.FindOrMake(db, ids, now);
        if (target.Refusal is { } unknown)
            return unknown;
        var story = target.Value!;
        if (StoryRules.MayWriteIn(story, site.Settings.ClosesAfterDays, now) is { } closed)
            return closed;
        var access = AccessRules.Of(new(story.MayRead, story.MayWrite), story.Section, site.Settings);
        if (!draft.IsPublishers && AccessRules.May(access.Write, draft.Known) is { } closedToThem)
            return closedToThem;
        if (CommentRules.MaySign(story, draft.Known, draft.Name) is { } taken)
            return taken;
        var parent = await FindParent(db, draft, story);
        if (parent.Refusal is { } refusal)
            return refusal;

        var author = await SaveAuthor(db, draft, now);
        var id = ids.New<CommentId>(above: parent.Value?.Id.Value ?? 0);
        var (comment, happened) = Comment.Post(
            new NewComment(site.Id, story.Id, id, parent.Value, author.Id, draft.Body), draft.Rendered!, draft.Screening.IsHeld, now);
        db.Add(comment);
        if (draft.Screening != ScreeningResult.None)
            db.Add(new CommentScreening(site.Id, id, comment.Revision, draft.Screening, now));
        if (draft is { Key: { } clashed, HasClashed: true })
            await clashed.Renew(db, site.Id, id, now);
        else
            draft.Key?.Remember(db, site.Id, id, now);
        if (draft.Screening.Event(story.Id, id, comment.Revision) is { } noted)
            db.Record(site.Id, noted, now);
        if (happened is not null)
            db.Record(site.Id, happened, now);
        return new Posted(comment, author, site, null, null);
    }

    private static async Task<Outcome<Comment?>> FindParent(ParleyContext db, Draft draft, Story story)
    {
        if (draft.Parent is not { } above)
            return new Outcome<Comment?>(null, null);
        var parent = await CommentNow.Ask(db, story.SiteId, above);
        return parent is null ? new Refusal("parent", 422, "parentId")
            : CommentRules.MayAnswer(parent, await HasBecome(db, parent, story) ? parent.StoryId : story.Id) is { } refusal ? refusal
            : await ClosedBranches.Holds(db, parent, CancellationToken.None) ? new Refusal("branch-closed", 409, "parentId")
            : new Outcome<Comment?>(parent, null);
    }

    /// <summary>Whether the parent's story was merged into this one a moment ago, and the parent itself is still on its way.</summary>
    private static async Task<bool> HasBecome(ParleyContext db, Comment parent, Story story) =>
        parent.StoryId != story.Id && await StoryFinder.MergedInto(db, story.SiteId, parent.StoryId) == story.Id;

    private static async Task<Person> SaveAuthor(ParleyContext db, Draft draft, DateTimeOffset now)
    {
        if (draft.Guest is { } made)
        {
            db.Add(made);
            return made;
        }
        if (draft.Known is not { Kind: PersonKind.Guest } guest || guest.Name == draft.Name)
            return draft.Known!;
        var known = await db.People.SingleAsync(one => one.SiteId == guest.SiteId && one.Id == guest.Id);
        db.Record(known.SiteId, known.Rename(draft.Name), now);
        return known;
    }

    /// <summary>The comment this very call made before, if it did.</summary>
    private async Task<Outcome<Posted>?> Repeated(Draft draft, CancellationToken cancellation)
    {
        if (draft.Key is not { } call)
            return null;
        await using var db = await reading.CreateDbContextAsync(cancellation);
        var site = draft.Target.Site;
        var known = await KeyNow.Ask(db, site.Id, call.Hash);
        if (known is null || !call.Covers(known, time.Now))
            return null;
        if (!known.BodyHash.AsSpan().SequenceEqual(call.BodyHash))
            return new Refusal("idempotency", 422, "Idempotency-Key");
        var row = await CommentRows.ByIds(db, site.Id, [known.CommentId], cancellation);
        // Whoever knows the key made the first call, and may have lost its answer: the token goes out again.
        var token = draft.Known is null && call.IsGiven ? tokens.TokenOf(row[0].Author.Id) : null;
        return new Posted(row[0].Comment, row[0].Author, site, token, null);
    }
}
