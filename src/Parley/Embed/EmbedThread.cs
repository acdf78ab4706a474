using Parley.Comments;
using Parley.Embed.Pages;
using Parley.Platform.Web;
using Parley.Platform.Web.Cache;
using Parley.Platform.Web.Languages;
using Parley.Platform.Web.Pages;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Embed;

/// <summary>What a publisher's page, or its server, says of the discussion it wants.</summary>
internal sealed record ThreadRequest
{
    public string? Url { get; init; }

    public string? StoryId { get; init; }

    /// <summary>Id of a comment to show in its place.</summary>
    public string? Comment { get; init; }

    public string? Sort { get; init; }

    public string? After { get; init; }

    public string? Lang { get; init; }

    /// <summary><c>declarative</c> for the whole element, readable with no script.</summary>
    public string? As { get; init; }
}

/// <summary>Answers with a discussion for a publisher's page: the same bytes to all of its readers.</summary>
internal sealed class EmbedThread(
    StoryFinder stories, StoryGate gate, CommentFinder comments, ThreadReader threads, SharedPages pages, PageRenderer renderer, OwnRoot root)
{
    private const string Html = "text/html; charset=utf-8";
    private const string Declarative = "declarative";

    public async Task<IResult> Answer(HttpContext http, LiveSite site, ThreadRequest request, CancellationToken cancellation)
    {
        var target = PostTarget.Read(site, request.StoryId, request.Url);
        if (target.Refusal is { } unreadable)
            return new RefusalResult(unreadable, site.View.Language);
        var found = await stories.Find(site, target.Value!.PublisherId, target.Value.Url, cancellation);
        if (found is null && target.Value.MayBeMade() is { } unknown)
            return new RefusalResult(unknown, site.View.Language);
        if (found is not null && await gate.MayRead(http, found, cancellation) is { } closed)
            return new RefusalResult(closed, site.View.Language);
        var wanted = await ReadWanted(site, found, request, cancellation);
        if (wanted.Refusal is { } refusal)
            return new RefusalResult(refusal, site.View.Language);

        var language = pages.Language(request.Lang, site.View.Language);
        var isDeclarative = request.As == Declarative;
        // A publisher's server includes what everybody may read.
        if (found is { Access.IsPublic: false } && isDeclarative)
            return new RefusalResult(Refusal.NotFound("story"));
        if (found is { Access.IsPublic: false })
            return await Private(http, site, target.Value, found, wanted.Value!, language, request.After);
        var address = Links.EmbedThread(
            site.Name,
            target.Value.Url?.Address,
            target.Value.PublisherId,
            request.Comment,
            string.IsNullOrEmpty(request.Sort) ? null : request.Sort,
            string.IsNullOrEmpty(request.After) ? null : request.After,
            language.Query.Length == 0 ? null : language.Words.Language,
            isDeclarative ? Declarative : null);
        var page = await pages.Find(http, address, pages.VersionOf(found), found?.ChangesAt, async source =>
        {
            var read = await Read(site, target.Value, found, wanted.Value!);
            if (read.Refusal is { } foreign)
                return foreign;
            var thread = read.Value! with { At = source.Version.ToString() };
            var content = await Draw(site, target.Value, thread, language, request.After, isDeclarative);
            return new CachedPage(content, Html, EmbedPages.Headers(http), source) { Readers = site.Origins };
        });
        return page.Refusal is { } none ? new RefusalResult(none, site.View.Language) : new PageResult(page.Value!);
    }

    /// <summary>For a reader who was let in: drawn for this one call and kept nowhere.</summary>
    private async Task<IResult> Private(
        HttpContext http, LiveSite site, PostTarget target, FoundStory found, Wanted wanted, PageLanguage language, string? after)
    {
        var version = pages.VersionOf(found)();
        var read = await Read(site, target, found, wanted);
        return read.Refusal is { } foreign
            ? new RefusalResult(foreign, site.View.Language)
            : Results.Bytes(await Draw(site, target, read.Value! with { At = version.ToString() }, language, after, isDeclarative: false), Html);
    }

    /// <summary>Which part of the discussion: a page of it, or one comment in its place.</summary>
    private async Task<Outcome<Wanted>> ReadWanted(
        LiveSite site, FoundStory? found, ThreadRequest request, CancellationToken cancellation)
    {
        if (found is null)
            return string.IsNullOrEmpty(request.Comment) ? new Wanted(null, null, null) : Refusal.NotFound("comment");
        if (string.IsNullOrEmpty(request.Comment))
        {
            var query = ThreadQuery.Read(found, request.Sort, request.After, null);
            return query.Refusal is { } refusal ? refusal : new Wanted(query.Value, null, null);
        }
        var after = ThreadQuery.ReadReplies(request.After, null);
        if (after.Refusal is { } wrong)
            return wrong;
        return await comments.Listed(request.Comment, cancellation) is { } comment
            && comment.Comment.SiteId == site.Id && comment.Comment.StoryId == found.Story.Id
                ? new Wanted(null, comment.Comment, after.Value.After)
                : Refusal.NotFound("comment");
    }

    private async Task<Outcome<ThreadView>> Read(LiveSite site, PostTarget target, FoundStory? found, Wanted wanted)
    {
        if (found is null)
        {
            var unwritten = StoryViews.Unwritten(site, target.PublisherId, target.Url!.Address);
            return new ThreadView(unwritten, site.Settings.FirstOrder, [], null);
        }
        // Read again: what was found before may be older than the version the page is built at.
        var now = await stories.ById(found.Story.Id, CancellationToken.None) ?? found;
        return wanted.Comment is { } comment
            ? await threads.ReadPlace(comment, now.Site, wanted.After, ThreadReader.PageSize, now.View, CancellationToken.None)
            : await threads.ReadPage(
                now.Story, now.Site, wanted.Page!.Sort, wanted.Page.After, wanted.Page.Limit, now.View, CancellationToken.None);
    }

    private Task<ReadOnlyMemory<byte>> Draw(
        LiveSite site, PostTarget target, ThreadView thread, PageLanguage language, string? after, bool isDeclarative)
    {
        // The page that asks is where its readers are; a story may have moved since its address was stored.
        var isOwn = target.Url is { } asked && site.Origins.Contains(asked.Origin.Text);
        var article = SafeHtml.Address(isOwn ? target.Url!.Address : thread.Story.Url);
        var links = new EmbedLinks(root.Value, article, site.Settings.PermalinkPattern, language);
        var parameters = new Dictionary<string, object?>
        {
            [nameof(LoadedThread.Words)] = language.Words,
            [nameof(LoadedThread.Site)] = site.View,
            [nameof(LoadedThread.Thread)] = thread,
            [nameof(LoadedThread.After)] = string.IsNullOrEmpty(after) ? null : after,
            [nameof(LoadedThread.Url)] = article,
            [nameof(LoadedThread.Permalink)] = (Func<string, string>)links.Permalink,
        };
        return isDeclarative
            ? renderer.Utf8<DeclarativeThread>(parameters, links.Of)
            : renderer.Utf8<LoadedThread>(parameters, links.Of);
    }

    /// <param name="Page">Null for a comment in its place, or a story that is not there yet.</param>
    /// <param name="After">The reply after which the replies below <paramref name="Comment"/> go on.</param>
    private sealed record Wanted(ThreadQuery? Page, Comment? Comment, ReplyCursor? After);
}
