using Parley.Comments;
using Parley.Comments.Pages;
using Parley.Platform.Data;
using Parley.Platform.Events;
using Parley.Platform.Web;
using Parley.Platform.Web.Cache;
using Parley.Platform.Web.Languages;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Embed.Feeds;

/// <summary>Feeds: the newest comments of a story or a site, the answers to a comment. Shared and kept like pages.</summary>
internal static class FeedPages
{
    /// <summary>What a feed reader that comes by each hour may have missed of a lively thread; older ones are a page away.</summary>
    private const int Entries = 50;

    public static void Map(IEndpointRouteBuilder app)
    {
        foreach (var format in FeedFormat.All)
        {
            app.MapMethods($"/stories/{{id}}/feed.{format.Word}", [HttpMethods.Get, HttpMethods.Head], (
                string id, string? before, string? lang, HttpContext http, FeedDesk desk, CancellationToken cancellation) =>
                desk.OfStory(new(http, format, before, lang), id, cancellation)).ForAnyone().ExcludeFromDescription();
            app.MapMethods($"/comments/{{id}}/feed.{format.Word}", [HttpMethods.Get, HttpMethods.Head], (
                string id, string? before, string? lang, HttpContext http, FeedDesk desk, CancellationToken cancellation) =>
                desk.OfReplies(new(http, format, before, lang), id, cancellation)).ForAnyone().ExcludeFromDescription();
            app.MapMethods($"/sites/{{name}}/feed.{format.Word}", [HttpMethods.Get, HttpMethods.Head], (
                string name, string? before, string? lang, HttpContext http, FeedDesk desk) =>
                desk.OfSite(new(http, format, before, lang), name)).ForAnyone().ExcludeFromDescription();
        }
    }

    /// <summary>What is asked for.</summary>
    /// <param name="Before">Id of the comment this page of the feed begins after; null for the newest.</param>
    internal sealed record Asked(HttpContext Http, FeedFormat Format, string? Before, string? Lang);

    /// <summary>Reads, draws and keeps feeds.</summary>
    internal sealed class FeedDesk(
        StoryFinder stories, CommentFinder comments, SiteDirectory sites, LatestComments latest, SharedPages pages, OwnRoot root)
    {
        public async Task<IResult> OfStory(Asked asked, string id, CancellationToken cancellation)
        {
            // A feed is shared, and its readers cannot say who they are: of what not anyone may read there is none.
            if (await stories.ById(id, cancellation) is not { Access.IsPublic: true } found)
                return pages.Refuse(asked.Http, Refusal.NotFound("story"));
            var key = found.View.Id!;
            return await Answer(asked, found.Site, before => Links.StoryFeed(key, asked.Format.Word, before), pages.VersionOf(found), async (words, before) =>
            {
                var now = await stories.ById(found.Story.Id, CancellationToken.None) ?? found;
                var list = await latest.OfStory(now.Site, now.Story.Id, before, Entries, CancellationToken.None);
                return new("story:" + key, words.Format("feed.story", ("title", Isolate.Around(now.View.Title))), Links.Story(key), list, now.Story.CreatedAt);
            });
        }

        public async Task<IResult> OfReplies(Asked asked, string id, CancellationToken cancellation)
        {
            if (await comments.Listed(id, cancellation) is not { } found
                || await stories.ById(found.Comment.StoryId, cancellation) is not { Access.IsPublic: true } story)
                return pages.Refuse(asked.Http, Refusal.NotFound("comment"));
            var key = found.Comment.Id.ToString();
            return await Answer(asked, story.Site, before => Links.ReplyFeed(key, asked.Format.Word, before), pages.VersionOf(story), async (words, before) =>
            {
                var list = await latest.RepliesTo(story.Site, found.Comment.Id, before, Entries, CancellationToken.None);
                var title = words.Format("feed.replies", ("title", Isolate.Around(story.View.Title)));
                return new("replies:" + key, title, Links.Comment(key), list, found.Comment.PostedAt);
            });
        }

        public async Task<IResult> OfSite(Asked asked, string name)
        {
            if (sites.Find(name) is not { } site)
                return pages.Refuse(asked.Http, new Refusal("site", 404));
            return await Answer(asked, site, before => Links.SiteFeed(name, asked.Format.Word, before), pages.VersionWithin(site), async (words, before) =>
            {
                var now = sites.Find(site.Id) ?? site;
                var list = await latest.OfSite(now, before, Entries, CancellationToken.None);
                var page = now.Settings.HasFrontPage ? Links.Site(name) : Links.Home;
                return new("site:" + name, words.Format("feed.site", ("title", Isolate.Around(now.View.Title))), page, list, now.Site.CreatedAt);
            });
        }

        private async Task<IResult> Answer(
            Asked asked, LiveSite site, Func<string?, string> addressOf, Func<EventPosition> version, Func<Words, CommentId?, Task<Content>> read)
        {
            CommentId? before = null;
            if (!string.IsNullOrEmpty(asked.Before))
            {
                if (!IdText.TryRead<CommentId>(asked.Before, out var last))
                    return pages.Refuse(asked.Http, new Refusal("cursor", 400, "before"));
                before = last;
            }
            var language = pages.Language(asked.Lang, site.View.Language);
            var self = language.AddTo(addressOf(before?.ToString()));
            var page = await pages.Find(asked.Http, self, version, null, async source =>
            {
                var content = await read(language.Words, before);
                var next = content.Comments.Count == Entries ? language.AddTo(addressOf(content.Comments[^1].Comment.Id)) : null;
                var feed = new FeedDrawing(language.Words, root.Value).Draw(
                    content.Name, content.Title, content.Page, self, next, content.Comments, content.Unwritten);
                Outcome<CachedPage> made = new CachedPage(
                    asked.Format.Write(feed), asked.Format.ContentType + "; charset=utf-8", Headers(asked.Http), source);
                return made;
            });
            return new PageResult(page.Value!);
        }

        private static KeyValuePair<string, string>[] Headers(HttpContext http)
        {
            var headers = new HeaderDictionary();
            SecurityHeaders.Write(headers, DocumentKind.Api, http.Request.IsHttps);
            // Found by readers of feeds, not by search engines: the pages are what those should keep.
            headers["X-Robots-Tag"] = "noindex";
            return [.. headers.Select(header => KeyValuePair.Create(header.Key, header.Value.ToString()))];
        }

        /// <param name="Unwritten">When a feed with nothing in it counts as changed.</param>
        private sealed record Content(
            string Name, string Title, string Page, IReadOnlyList<ListedComment> Comments, DateTimeOffset Unwritten);
    }
}
