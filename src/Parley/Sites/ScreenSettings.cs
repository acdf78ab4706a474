namespace Parley.Sites;

/// <summary>What a publisher may set about the screens: the small checks a comment passes before it is published.</summary>
public sealed partial record SiteSettings
{
    /// <summary>How the mode of a screen is written: off, trial (what it says is stored and nothing comes of it), on.</summary>
    private const string Modes = "off trial on";

    [Setting("screen-length", "Whether very short comments are asked for a second thought, and very long ones held.", Unit = "choice", Choices = Modes, Screen = "length")]
    public string ScreenLength { get; init; } = "on";

    [Setting("short-below", "Comments with fewer letters are asked once whether there is more to say; 0 for none. A bare \"no\" may be an answer.", Unit = "letters", Min = 0, Max = 500, Screen = "length")]
    public int ShortBelow { get; init; }

    [Setting("held-above", "Comments with more characters wait for a moderator; 0 for none.", Unit = "characters", Min = 0, Max = 80_000, Screen = "length")]
    public int HeldAbove { get; init; }

    [Setting("screen-closed", "Whether the pause of the whole site below is heeded.", Unit = "choice", Choices = Modes, Screen = "closed")]
    public string ScreenClosed { get; init; } = "on";

    [Setting("writing-paused", "Whether nobody may write on the whole site for now; reading goes on. For nights when no moderator can watch.", Unit = "yes or no", Screen = "closed")]
    public bool WritingPaused { get; init; }

    [Setting("screen-slow", "Whether slow mode is heeded: a while each person waits between two comments in a thread.", Unit = "choice", Choices = Modes, Screen = "slow")]
    public string ScreenSlow { get; init; } = "on";

    [Setting("slow-seconds", "How long each person waits between two comments in a thread, in every thread; 0 for no wait. Single threads may be slower.", Unit = "seconds", Min = 0, Max = 86_400, Screen = "slow")]
    public int SlowSeconds { get; init; }

    [Setting("screen-words", "Whether comments are looked through for the words of the lists.", Unit = "choice", Choices = Modes, Screen = "words")]
    public string ScreenWords { get; init; } = "on";

    [Setting("word-languages", "Which of Parley's own lists are used: all, none, or languages with spaces between them, such as \"en de\". Readers write in more languages than a site has.", Unit = "languages", Max = 100, Shape = "all|none|[a-z]{2}(?: [a-z]{2})*", Screen = "words")]
    public string WordLanguages { get; init; } = "all";

    [Setting("screen-links", "Whether links are counted and their hosts looked up below.", Unit = "choice", Choices = Modes, Screen = "links")]
    public string ScreenLinks { get; init; } = "on";

    [Setting("max-links", "Comments with more links wait for a moderator. Links are a comment's sources; a heap of them is mostly advertising.", Unit = "links", Min = 0, Max = 1_000, Screen = "links")]
    public int MaxLinks { get; init; } = 5;

    [Setting("hosts-allowed", "Hosts whose links are not counted, one a line, each with its subdomains.", Unit = "lines", Max = 20_000, Screen = "links")]
    public string HostsAllowed { get; init; } = "";

    [Setting("hosts-held", "Hosts whose links make a comment wait, one a line, each with its subdomains. Shorteners hide where they lead.", Unit = "lines", Max = 20_000, Screen = "links")]
    public string HostsHeld { get; init; } = "bit.ly\ntinyurl.com\ngoo.gl\nis.gd\ncutt.ly\nrb.gy";

    [Setting("hosts-refused", "Hosts whose links are refused, one a line, each with its subdomains.", Unit = "lines", Max = 20_000, Screen = "links")]
    public string HostsRefused { get; init; } = "";

    [Setting("screen-repeats", "Whether comments nearly the same as several recent ones of the site wait for a moderator.", Unit = "choice", Choices = Modes, Screen = "repeats")]
    public string ScreenRepeats { get; init; } = "on";

    [Setting("repeats-after", "How many comments nearly the same must be there before the next one waits. Saying a thing twice is human.", Unit = "comments", Min = 1, Max = 100, Screen = "repeats")]
    public int RepeatsAfter { get; init; } = 2;

    [Setting("repeats-alike", "How much of two texts must be the same, by the share of their groups of five letters.", Unit = "per cent", Min = 50, Max = 100, Screen = "repeats")]
    public int RepeatsAlike { get; init; } = 80;

    [Setting("repeats-from", "Shorter comments may repeat each other: \"I agree\" is said often.", Unit = "letters", Min = 10, Max = 5_000, Screen = "repeats")]
    public int RepeatsFrom { get; init; } = 80;

    [Setting("screen-pasted", "Whether whoever pastes in a whole article is offered to shorten it to a quotation with its source.", Unit = "choice", Choices = Modes, Screen = "pasted")]
    public string ScreenPasted { get; init; } = "on";

    [Setting("pasted-from", "How long a text must be to count as an article.", Unit = "characters", Min = 500, Max = 80_000, Screen = "pasted")]
    public int PastedFrom { get; init; } = 1_500;

    [Setting("screen-shouting", "Whether shouting (capitals) and noise (the same sign again and again) are asked for a second thought.", Unit = "choice", Choices = Modes, Screen = "shouting")]
    public string ScreenShouting { get; init; } = "trial";

    [Setting("shouting-share", "From which share of capitals a comment shouts.", Unit = "per cent", Min = 30, Max = 100, Screen = "shouting")]
    public int ShoutingShare { get; init; } = 70;

    [Setting("shouting-from", "Shorter comments may shout.", Unit = "letters", Min = 5, Max = 5_000, Screen = "shouting")]
    public int ShoutingFrom { get; init; } = 30;

    [Setting("screen-newcomers", "Whether the first comments of a person wait for a moderator.", Unit = "choice", Choices = Modes, Screen = "newcomers")]
    public string ScreenNewcomers { get; init; } = "off";

    [Setting("newcomer-comments", "How many comments of a person must have been published before the next goes out at once; 0 for none.", Unit = "comments", Min = 0, Max = 100, Screen = "newcomers")]
    public int NewcomerComments { get; init; } = 3;

    [Setting("newcomer-hours", "How long ago a person must have come; 0 for no wait.", Unit = "hours", Min = 0, Max = 8_760, Screen = "newcomers")]
    public int NewcomerHours { get; init; }

    [Setting("screen-rejections", "Whether comments of a person wait of whom several were rejected or removed lately.", Unit = "choice", Choices = Modes, Screen = "rejections")]
    public string ScreenRejections { get; init; } = "on";

    [Setting("rejections-from", "From how many rejected or removed comments on.", Unit = "comments", Min = 1, Max = 100, Screen = "rejections")]
    public int RejectionsFrom { get; init; } = 3;

    [Setting("rejections-days", "How far back they count. People change.", Unit = "days", Min = 1, Max = 3_650, Screen = "rejections")]
    public int RejectionsDays { get; init; } = 30;

    [Setting("screen-premoderation", "Whether comments wait that are written where, or by whom, a moderator reads everything first.", Unit = "choice", Choices = Modes, Screen = "premoderation")]
    public string ScreenPremoderation { get; init; } = "on";

    [Setting("premoderate", "Whose comments wait for a moderator all over the site.", Unit = "choice", Choices = "nobody guests everybody", Screen = "premoderation")]
    public string Premoderate { get; init; } = "nobody";

    [Setting("premoderated-sections", "Sections in which every comment waits for a moderator, one a line, as the stories name them.", Unit = "lines", Max = 4_000, Screen = "premoderation")]
    public string PremoderatedSections { get; init; } = "";

    [Setting("screen-hours", "Whether comments written at certain hours wait or are refused.", Unit = "choice", Choices = Modes, Screen = "hours")]
    public string ScreenHours { get; init; } = "off";

    [Setting("hours-from", "The hour from which on nobody watches.", Unit = "hour", Min = 0, Max = 23, Screen = "hours")]
    public int HoursFrom { get; init; } = 23;

    [Setting("hours-to", "The hour at which somebody does again; the same as the hour before for never.", Unit = "hour", Min = 0, Max = 23, Screen = "hours")]
    public int HoursTo { get; init; } = 7;

    [Setting("hours-zone", "The time zone of these hours.", Unit = "time zone", Max = 60, Shape = "[A-Za-z0-9_+/-]+", Screen = "hours")]
    public string HoursZone { get; init; } = "UTC";

    [Setting("hours-verdict", "What becomes of comments written then.", Unit = "choice", Choices = "hold refuse", Screen = "hours")]
    public string HoursVerdict { get; init; } = "hold";

    [Setting("screen-flood", "Whether a thread flooded by newcomers is slowed and their comments held, by itself and only while it lasts.", Unit = "choice", Choices = Modes, Screen = "flood")]
    public string ScreenFlood { get; init; } = "on";

    [Setting("flood-rate", "How many comments a minute, by people here less than a day, make a flood in a thread.", Unit = "per minute", Min = 2, Max = 100_000, Screen = "flood")]
    public int FloodRate { get; init; } = 30;

    [Setting("flood-slow", "How long each person waits between two comments while it lasts.", Unit = "seconds", Min = 0, Max = 86_400, Screen = "flood")]
    public int FloodSlow { get; init; } = 60;

    [Setting("flood-minutes", "How long it lasts after the last minute that was too much.", Unit = "minutes", Min = 1, Max = 1_440, Screen = "flood")]
    public int FloodMinutes { get; init; } = 15;

    [Setting("screen-outside", "Whether models and outside services, where any are set up, are asked about a comment.", Unit = "choice", Choices = Modes, Screen = "outside")]
    public string ScreenOutside { get; init; } = "on";

    [Setting("outside-seconds", "How long they may take to answer.", Unit = "seconds", Min = 1, Max = 30, Screen = "outside")]
    public int OutsideSeconds { get; init; } = 3;

    [Setting("outside-failure", "What becomes of a comment when one of them fails or takes too long. Either way it stands with the comment that it failed.", Unit = "choice", Choices = "publish hold", Screen = "outside")]
    public string OutsideFailure { get; init; } = "publish";

    public IReadOnlyList<string> PremoderatedSectionLines => Lines(PremoderatedSections);

    public IReadOnlyList<string> HostsAllowedLines => Lines(HostsAllowed);

    public IReadOnlyList<string> HostsHeldLines => Lines(HostsHeld);

    public IReadOnlyList<string> HostsRefusedLines => Lines(HostsRefused);
}
