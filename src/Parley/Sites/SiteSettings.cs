namespace Parley.Sites;

/// <summary>What a publisher may set for a site. Every node reads changes within a second.</summary>
/// <remarks>A property here is all it takes: command line, tables and settings pages are built from these declarations.</remarks>
public sealed partial record SiteSettings
{
    /// <summary>How many times <see cref="MaxLength"/> a comment may have whose author says that it continues.</summary>
    public const int ContinuedFactor = 4;

    /// <summary>How an audience is written.</summary>
    private const string Audience = "[a-z0-9](?:[a-z0-9_-]{0,48}[a-z0-9])?";

    [Setting("guests-allowed", "Whether readers may write with nothing but a name.", Unit = "yes or no")]
    public bool GuestsAllowed { get; init; } = true;

    [Setting("sign-in-mail", "Whether readers sign in with a code sent by mail: nothing to remember, and the usual way. Without it a code still lets in who is new or forgot the password.", Unit = "yes or no")]
    public bool SignInByMail { get; init; } = true;

    [Setting("sign-in-password", "Whether readers may have a password.", Unit = "yes or no")]
    public bool SignInByPassword { get; init; } = true;

    [Setting("sign-in-passkey", "Whether readers may sign in with a passkey of their device: quick, and nothing to steal.", Unit = "yes or no")]
    public bool SignInByPasskey { get; init; } = true;

    [Setting("inbox-mail", "How often mail tells readers with an account of answers to them, until they choose for themselves: once as it happens, once a day, or never.", Unit = "choice", Choices = "daily once never")]
    public string InboxMail { get; init; } = "daily";

    [Setting("edit-window", "How long authors may rewrite a comment; after it they may add a dated correction. Short enough that answers keep their sense.", Unit = "minutes", Min = 0, Max = 1440)]
    public int EditWindowMinutes { get; init; } = 5;

    [Setting("max-length", "The longest comment. An author who says that it continues may write four times as much, folded past this length.", Unit = "characters", Min = 100, Max = 20_000)]
    public int MaxLength { get; init; } = 5_000;

    [Setting("depth", "How deep replies are shown before \"continue this thread\".", Unit = "levels", Min = 1, Max = 12)]
    public int Depth { get; init; } = 6;

    [Setting("first-order", "The order a thread opens in.", Unit = "choice", Choices = "newest oldest replies")]
    public string FirstOrder { get; init; } = "newest";

    [Setting("closes-after", "Days after its publication at which a thread closes by itself; 0 for never. Old threads draw little but spam.", Unit = "days", Min = 0, Max = 3650)]
    public int ClosesAfterDays { get; init; }

    [Setting("posts-per-minute", "Comments one client (an IPv4 address or an IPv6 /64) may post in a minute; slows floods, leaves a quick quarrel alone.", Unit = "per minute", Min = 1, Max = 1_000_000)]
    public int PostsPerMinute { get; init; } = 10;

    [Setting("readers-shown-from", "From how many readers on a story it says how many are reading now; 0 for never. A small number tells more about the few than the many.", Unit = "readers", Min = 0, Max = 1_000_000)]
    public int ReadersShownFrom { get; init; }

    [Setting("streams-per-client", "Browsers behind one address (an IPv4 address or an IPv6 /64) that are told of new comments as they come; the others see them when they reload. Raise it for readers behind one large network.", Unit = "streams", Min = 1, Max = 100_000)]
    public int StreamsPerClient { get; init; } = 50;

    [Setting("house-rules", "The rules shown beside the composer, one a line.", Unit = "lines", Min = 0, Max = 2_000)]
    public string HouseRules { get; init; } = "The argument, not the person.\nSay where a figure comes from.\nOne name per person.";

    [Setting("front-page", "Whether the site has a front page of its own at /sites/NAME: open discussions, the liveliest now, the latest comments.", Unit = "yes or no")]
    public bool HasFrontPage { get; init; }

    [Setting("permalink-pattern", "Where a permalink copied from an embed leads: the article's address, perhaps with a parameter that opens the comments, and the comment as its fragment.", Unit = "address", Max = 200, Shape = @"\{url\}(?:\?[^#{}\s]+)?#parley-\{id\}")]
    public string PermalinkPattern { get; init; } = "{url}#parley-{id}";

    [Setting("may-read", "Who may read discussions: anyone, signed-in, or a word of the publisher's tokens such as subscriber. What not anyone may read is no shared page and stands in no feed, count or search.", Unit = "audience", Max = 50, Shape = Audience)]
    public string MayRead { get; init; } = "anyone";

    [Setting("may-write", "Who may write comments: anyone, signed-in, or a word of the publisher's tokens such as subscriber.", Unit = "audience", Max = 50, Shape = Audience)]
    public string MayWrite { get; init; } = "anyone";

    [Setting("may-vote", "Who may vote: anyone, signed-in, or a word of the publisher's tokens such as subscriber.", Unit = "audience", Max = 50, Shape = Audience)]
    public string MayVote { get; init; } = "anyone";

    [Setting("may-report", "Who may report comments: anyone, signed-in, or a word of the publisher's tokens such as subscriber.", Unit = "audience", Max = 50, Shape = Audience)]
    public string MayReport { get; init; } = "anyone";

    [Setting("section-access", "Who may in single sections, one a line: \"Politics: read subscriber, write subscriber\". What a line does not say is as for the whole site, and a story may say its own.", Unit = "lines", Max = 4_000, Shape = $@"(?:[^\n]*:(?: *(?:read|write|vote|report) {Audience} *,?)+\n?)*")]
    public string SectionAccess { get; init; } = "";

    [Setting("publisher-accounts", "Whether readers come with the publisher's own accounts, by tokens signed with the site's secret (HS256, see \"parley site secret\") or with published keys (RS256, ES256, EdDSA).", Unit = "choice", Choices = "off secret keys")]
    public string PublisherAccounts { get; init; } = "off";

    [Setting("publisher-keys-url", "Where the publisher's key set (JWKS) is, when tokens are signed with published keys.", Unit = "address", Max = 2_000, Shape = @"(?:https?://[^\s]+)?")]
    public string PublisherKeysUrl { get; init; } = "";

    [Setting("publisher-issuer", "Who makes the tokens (their iss); when empty, an origin of the site.", Unit = "text", Max = 2_000)]
    public string PublisherIssuer { get; init; } = "";

    [Setting("publisher-audience", "Whom the tokens are for (their aud); when empty, the site's name. It must not be one other services take.", Unit = "text", Max = 200)]
    public string PublisherAudience { get; init; } = "";

    [Setting("publisher-badges", "Whether the word staff or expert among a token's roles gives its holder that badge. A badge gives no power.", Unit = "yes or no")]
    public bool PublisherBadges { get; init; }

    [Setting("claim-name", "The claim with the name readers go by.", Unit = "claim", Max = 100, Shape = @"[^\s]+")]
    public string ClaimName { get; init; } = "name";

    [Setting("claim-mail", "The claim with the mail address; it is believed when email_verified is true.", Unit = "claim", Max = 100, Shape = @"[^\s]+")]
    public string ClaimMail { get; init; } = "email";

    [Setting("claim-avatar", "The claim with the address of a picture; it is fetched once and served from here.", Unit = "claim", Max = 100, Shape = @"[^\s]+")]
    public string ClaimAvatar { get; init; } = "picture";

    [Setting("claim-roles", "The claim with words about the reader, a list or with spaces between them: staff, expert, and any that threads may be kept for, such as subscriber.", Unit = "claim", Max = 100, Shape = @"[^\s]+")]
    public string ClaimRoles { get; init; } = "roles";

    [Setting("kept-names", "Names nobody may write under, one a line, nor under any that reads like them; the site's title is always one.", Unit = "lines", Min = 0, Max = 2_000)]
    public string KeptNames { get; init; } = "Moderator\nModeration\nEditor\nEditors\nThe editors\nAdministrator\nAdmin\nStaff\nNewsroom";

    public TimeSpan EditWindow => TimeSpan.FromMinutes(EditWindowMinutes);

    public int MaxContinuedLength => MaxLength * ContinuedFactor;

    public IReadOnlyList<string> RuleLines => Lines(HouseRules);

    public IReadOnlyList<string> KeptNameLines => Lines(KeptNames);

    private static string[] Lines(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
