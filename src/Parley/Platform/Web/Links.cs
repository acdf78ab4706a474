using System.Text.RegularExpressions;

namespace Parley.Platform.Web;

/// <summary>Every address Parley emits, relative to its own root.</summary>
internal static partial class Links
{
    public const string Home = "/";

    /// <param name="id">Null for a story that its first comment will make: it has no page yet.</param>
    public static string Story(string? id, string? sort = null, string? after = null) =>
        id is null ? Home : $"/stories/{id}" + Query(("sort", sort), ("after", after));

    /// <summary>The discussion of an article that perhaps nobody has written about yet.</summary>
    public static string FindStory(string site, string? storyId, string? url) =>
        "/stories" + Query(("site", site), ("storyId", storyId), ("url", url));

    /// <summary>The script a publisher's page loads.</summary>
    public static string Loader(string site) => $"/embed/{site}.js";

    /// <summary>The script that fills comment counts into a publisher's lists of stories.</summary>
    public static string CountScript(string site) => $"/embed/{site}/counts.js";

    /// <summary>A discussion as the loader, or a publisher's server, asks for it.</summary>
    /// <param name="comment">To show one comment in its place.</param>
    /// <param name="form"><c>declarative</c> for the whole element; null for what goes into it.</param>
    public static string EmbedThread(
        string site, string? url, string? storyId, string? comment, string? sort, string? after, string? language, string? form) =>
        $"/embed/{site}/thread"
        + Query(("url", url), ("storyId", storyId), ("comment", comment), ("sort", sort), ("after", after), ("lang", language), ("as", form));

    /// <summary>The forms of writing, fetched when a reader first writes.</summary>
    public static string EmbedForms(string site, string? language) => $"/embed/{site}/compose" + Query(("lang", language));

    /// <summary>Where the form of a new comment or reply is sent.</summary>
    /// <param name="storyId">Null for a story that its first comment will make.</param>
    public static string Post(string? storyId) => storyId is null ? "/comments" : $"/stories/{storyId}/comments";

    /// <summary>A comment in its place; <paramref name="after"/> goes on with the replies below it.</summary>
    public static string Comment(string id, string? after = null) => $"/comments/{id}" + Query(("after", after));

    /// <summary>The private page of a comment: edit, correct, delete.</summary>
    public static string Yours(string id) => $"/comments/{id}/yours";

    public static string Edit(string id) => $"/comments/{id}/edit";

    public static string Correct(string id) => $"/comments/{id}/correction";

    public static string Delete(string id) => $"/comments/{id}/delete";

    /// <summary>Where the form that ignores a comment's author is sent.</summary>
    public static string Ignore(string id) => $"/comments/{id}/ignore";

    /// <summary>Whom a reader ignores.</summary>
    public static string Ignored(string site) => $"/account/{site}/ignored";

    /// <summary>Where a comment is reported.</summary>
    public static string Report(string id) => $"/comments/{id}/report";

    /// <summary>Where anybody gives notice of illegal content.</summary>
    /// <param name="comment">The comment it is about, to begin with.</param>
    public static string Notice(string site, string? comment = null) => $"/notices/{site}" + Query(("comment", comment));

    /// <summary>The private page of a notice.</summary>
    /// <param name="with">Opens it.</param>
    public static string GivenNotice(string site, string id, string? with) => $"/notices/{site}/{id}" + Query(("with", with));

    /// <summary>Where whoever gave it objects to what was decided.</summary>
    public static string NoticeComplaint(string site, string id, string? with) => $"/notices/{site}/{id}/complaint" + Query(("with", with));

    /// <summary>The moderators' desk.</summary>
    /// <param name="view">Which cases; null for all that wait.</param>
    /// <param name="case">The case on screen; null for the first.</param>
    /// <param name="after">Goes on with the cases after that place of the queue.</param>
    public static string Desk(string site, string? view = null, string? @case = null, string? after = null, string? done = null) =>
        $"/desk/{site}" + Query(("view", view), ("case", @case), ("after", after), ("done", done));

    /// <summary>The terms of a site and where it is reached.</summary>
    /// <param name="on">As they held then; null for now.</param>
    public static string Terms(string site, DateTimeOffset? on = null) =>
        $"/sites/{site}/terms" + Query(("on", on?.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture)));

    /// <summary>Which duties of the law bind a site.</summary>
    public static string Duties(string site) => $"/desk/{site}/duties";

    /// <summary>What was moderated in a period.</summary>
    public static string Figures(string site, string? from = null, string? to = null) => $"/desk/{site}/figures" + Query(("from", from), ("to", to));

    /// <summary>The same as a file.</summary>
    /// <param name="kind"><c>csv</c> or <c>statements</c>.</param>
    public static string FiguresFile(string site, string kind, string from, string to, int? part = null) =>
        $"/desk/{site}/figures/{kind}" + Query(("from", from), ("to", to), ("part", part?.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    /// <summary>Threats to life.</summary>
    /// <param name="id">One of them; null for all.</param>
    public static string Threats(string site, string? id = null) => $"/desk/{site}/threats" + Query(("id", id));

    /// <summary>A form of such a page.</summary>
    public static string ThreatStep(string site, string step) => $"/desk/{site}/threats/{step}";

    /// <summary>Orders of authorities.</summary>
    /// <param name="id">One of them; null for all.</param>
    public static string Orders(string site, string? id = null) => $"/desk/{site}/orders" + Query(("id", id));

    /// <summary>A page or a form of one; empty where a new one is sent.</summary>
    public static string OrderStep(string site, string step) => $"/desk/{site}/orders/{step}";

    /// <summary>An order, for whoever it concerns.</summary>
    /// <param name="with">Opens it without signing in.</param>
    public static string OrderTold(string id, string? with = null) => $"/orders/{id}" + Query(("with", with));

    /// <summary>The trusted flaggers of a site.</summary>
    public static string Flaggers(string site) => $"/desk/{site}/flaggers";

    /// <summary>A form of that page.</summary>
    public static string FlaggerStep(string site, string step) => $"/desk/{site}/flaggers/{step}";

    /// <summary>The form of one trusted flagger.</summary>
    /// <param name="token">Says who it is: only they have it.</param>
    public static string FlaggerNotice(string site, string token) => $"/notices/{site}" + Query(("flagger", token));

    /// <summary>A form of the desk.</summary>
    /// <summary>A comment at the desk, whether there is a case about it or not.</summary>
    public static string DeskComment(string site, string id) => $"/desk/{site}/comments/{id}";

    public static string DeskStep(string site, string step) => $"/desk/{site}/{step}";

    /// <summary>Why a comment or a person was restricted, for whom it concerns.</summary>
    /// <param name="with">Opens it without signing in.</param>
    public static string Statement(string id, string? with = null) => $"/statements/{id}" + Query(("with", with));

    /// <summary>A form of that page.</summary>
    public static string StatementStep(string id, string step, string? with) => $"/statements/{id}/{step}" + Query(("with", with));

    /// <summary>Where readers of a site sign in.</summary>
    /// <param name="back">Where to go on afterwards, as <see cref="Back"/> allows it.</param>
    public static string SignIn(string site, string? back = null) => $"/account/{site}/sign-in" + Returning(back);

    /// <summary>Where staff sign in.</summary>
    public static string StaffSignIn(string? back = null) => "/staff/sign-in" + Returning(back);

    /// <summary>A step of signing in.</summary>
    /// <param name="site">Null for staff.</param>
    public static string SignInStep(string? site, string step) => site is null ? $"/staff/sign-in/{step}" : $"/account/{site}/sign-in/{step}";

    /// <summary>Where a mailed code is typed in.</summary>
    public static string TypeCode(string? site, string? back) => SignInStep(site, "code") + Returning(back);

    /// <summary>The link of a mail with a code.</summary>
    public static string MailLink(string? site, string with) => SignInStep(site, "link") + Query(("with", with));

    /// <summary>Where a provider leads readers back to.</summary>
    public static string SignInWith(string site, string provider, string? language = null) =>
        SignInStep(site, "with/" + provider) + Query(("lang", language));

    public static string Join(string site) => $"/account/{site}/join";

    /// <summary>A reader's own page.</summary>
    public static string Account(string site) => $"/account/{site}";

    /// <summary>What a reader wrote.</summary>
    /// <param name="before">Goes on with those older than that comment.</param>
    public static string OwnComments(string site, string? before = null) => $"/account/{site}/comments" + Query(("before", before));

    /// <summary>What a reader is told.</summary>
    /// <param name="before">Goes on with what is older than that comment.</param>
    public static string Inbox(string site, string? before = null) => $"/account/{site}/inbox" + Query(("before", before));

    /// <summary>Ends mail, for whoever holds what was sealed into it.</summary>
    public static string InboxStop(string site, string with) => $"/account/{site}/inbox/stop" + Query(("with", with));

    /// <summary>What readers may ask about themselves.</summary>
    /// <param name="key">Opens the download, once.</param>
    public static string Privacy(string site, string? key = null) => $"/account/{site}/privacy" + Query(("key", key));

    /// <summary>Where a window of a publisher's page hands a sign-in back.</summary>
    /// <param name="origin">Of that page.</param>
    public static string HandOver(string site, string ticket, string origin) =>
        $"/account/{site}/hand-over" + Query(("ticket", ticket), ("origin", origin));

    /// <summary>Keeps a guest's address, for whoever holds what was sealed into the mail.</summary>
    public static string ThreadMailConfirm(string site, string with) => $"/account/{site}/thread-mail/confirm" + Query(("with", with));

    /// <summary>Ends mail to an address without an account.</summary>
    public static string ThreadMailStop(string site, string with) => $"/account/{site}/thread-mail/stop" + Query(("with", with));

    /// <summary>Where a guest leaves an address to be told of answers to their comments.</summary>
    public static string LeaveMail(string id) => $"/comments/{id}/mail";

    /// <summary>A form of a reader's own page.</summary>
    public static string AccountStep(string site, string step) => $"/account/{site}/{step}";

    public static string Staff => "/staff";

    /// <summary>A link that makes somebody staff.</summary>
    public static string StaffSetup(string key) => "/staff/setup" + Query(("key", key));

    /// <summary>Where staff set up a second factor.</summary>
    public static string StaffFactors => "/staff/account";

    public static string StaffConfirm(string? back = null) => "/staff/confirm" + Returning(back);

    /// <summary>A form or page of staff about themselves.</summary>
    public static string StaffStep(string step) => $"/staff/{step}";

    /// <summary>A page of staff about a site.</summary>
    public static string StaffSite(string site, string page) => $"/staff/{site}/{page}";

    /// <summary>Where to go on: a page of ours that readers or staff have; null for anything else, however it is spelled.</summary>
    public static string? Back(string? typed) => typed is not null && BackShape().IsMatch(typed) ? typed : null;

    /// <summary>Where people's pictures are.</summary>
    public const string Avatars = "/avatars/";

    /// <summary>A person's picture. Its name changes with it, so it is kept for good.</summary>
    public static string Avatar(string person, string name) => $"{Avatars}{person}/{name}.webp";

    /// <summary>A person's public page, where the site wants such pages.</summary>
    public static string Person(string id) => $"/people/{id}";

    /// <summary>Fragment of a comment within a page.</summary>
    public static string Anchor(string id) => $"#parley-{id}";

    /// <summary>A site's own front page, its search and its feed stand below it.</summary>
    public static string Site(string name) => $"/sites/{name}";

    /// <summary>The search in a story's comments.</summary>
    /// <param name="after">Id of the last comment of the page before.</param>
    public static string StorySearch(
        string id, string? words = null, string? by = null, string? from = null, string? to = null, string? after = null) =>
        $"/stories/{id}/search" + Query(("q", words), ("by", by), ("from", from), ("to", to), ("after", after));

    /// <summary>The search over a site.</summary>
    /// <inheritdoc cref="StorySearch"/>
    public static string SiteSearch(
        string name, string? words = null, string? by = null, string? from = null, string? to = null, string? after = null) =>
        $"/sites/{name}/search" + Query(("q", words), ("by", by), ("from", from), ("to", to), ("after", after));

    /// <param name="format">Last part of the file's name: <c>atom</c> or <c>json</c>.</param>
    /// <param name="before">Id of the comment the feed goes on after; null for the newest.</param>
    public static string StoryFeed(string id, string format, string? before = null) =>
        $"/stories/{id}/feed.{format}" + Query(("before", before));

    /// <inheritdoc cref="StoryFeed"/>
    public static string SiteFeed(string name, string format, string? before = null) =>
        $"/sites/{name}/feed.{format}" + Query(("before", before));

    /// <summary>Answers to a comment.</summary>
    /// <inheritdoc cref="StoryFeed"/>
    public static string ReplyFeed(string id, string format, string? before = null) =>
        $"/comments/{id}/feed.{format}" + Query(("before", before));

    private static string Query(params ReadOnlySpan<(string Name, string? Value)> pairs)
    {
        var query = "";
        foreach (var (name, value) in pairs)
            if (value is not null)
                query += (query == "" ? "?" : "&") + name + "=" + Uri.EscapeDataString(value);
        return query;
    }

    /// <summary>A slash needs no escape in a query (RFC 3986, 3.4).</summary>
    private static string Returning(string? back) => Query(("back", back)).Replace("%2F", "/", StringComparison.Ordinal);

    [GeneratedRegex(@"\A/(?:stories|comments|people|account|staff|desk|statements)(?:/[A-Za-z0-9-]+)*(?:\?[A-Za-z0-9=&._~%-]*)?(?:#[A-Za-z0-9-]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex BackShape();
}
