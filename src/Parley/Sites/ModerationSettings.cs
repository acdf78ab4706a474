namespace Parley.Sites;

/// <summary>What a publisher may set about reports and the review queue.</summary>
public sealed partial record SiteSettings
{
    [Setting("reasons", "What readers report for and moderators decide by, one a line: a word, how grave it is (1, 3, 10 or 30), whether it breaks the law or the terms, and the clause, if you like. The words threat, hate, private, libel, selfharm, insult, advertising, repeats, offtopic, notgenuine and other are named in every language; your own are shown as you write them. The first nine have the keys 1 to 9 on the desk.", Unit = "lines", Max = 4_000)]
    public string Reasons { get; init; } = "threat 30 law\ninsult 3 terms\nhate 10 law\nprivate 10 law\nlibel 10 law\nadvertising 1 terms\nrepeats 1 terms\nofftopic 1 terms\nother 3 terms\nselfharm 10 terms\nnotgenuine 3 terms";

    [Setting("report-queue-at", "From what weight of reports together a comment comes into the queue, in hundredths of a report by somebody unknown; grave reasons always do. One report by a newcomer weighs 50.", Unit = "hundredths", Min = 0, Max = 100_000)]
    public int ReportQueueAt { get; init; } = 40;

    [Setting("report-hold-at", "From what weight of reports together a comment is held until a moderator looks, in hundredths; 0 for never. Low values let a few people silence others.", Unit = "hundredths", Min = 0, Max = 100_000)]
    public int ReportHoldAt { get; init; }

    [Setting("reword-hours", "How long an author has who was asked for other words. After it the comment is rejected or removed by the rule that was named.", Unit = "hours", Min = 1, Max = 720)]
    public int RewordHours { get; init; } = 48;

    [Setting("report-newcomers", "What the reports of guests and of accounts younger than a day weigh together at most, in hundredths: a flood of them is one loud voice.", Unit = "hundredths", Min = 0, Max = 100_000)]
    public int ReportNewcomers { get; init; } = 150;

    [Setting("alert-mail", "Mail addresses, one a line, that hear at once when a case of the gravest kind or a threat to life begins to wait: whoever is on duty. The mail names no words and no person.", Unit = "lines", Max = 2_000)]
    public string AlertMail { get; init; } = "";

    [Setting("alert-webhook", "An address of yours that is called for the same, to ring a pager: signed, and tried again for a day until it answers with a status of success. Empty for none.", Max = 500, Shape = @"(https?://\S+)?")]
    public string AlertWebhook { get; init; } = "";

    [Setting("alert-secret", "Number of the secret that the calls are signed with. Counting it up makes a new one; the one before signs as well until the next. \"parley alert secret\" prints it.", Unit = "number", Min = 1, Max = 10_000)]
    public int AlertSecret { get; init; } = 1;

    [Setting("authorities", "Whom to tell of a threat to life, one a line: the country's two letters, then the authority's name and how it is reached at any hour. Ask each for its way before you need it. Where the country is not known, Europol is offered.", Unit = "lines", Max = 8_000)]
    public string Authorities { get; init; } = "";

    [Setting("urgency-severity", "What the severity of its reason counts for the place of a case in the queue, in hundredths.", Unit = "hundredths", Min = 0, Max = 1_000)]
    public int UrgencySeverity { get; init; } = 100;

    [Setting("urgency-reach", "What replies and readers count for it.", Unit = "hundredths", Min = 0, Max = 1_000)]
    public int UrgencyReach { get; init; } = 100;

    [Setting("urgency-reporters", "What the weight of those who reported counts for it.", Unit = "hundredths", Min = 0, Max = 1_000)]
    public int UrgencyReporters { get; init; } = 100;

    [Setting("urgency-hour", "What each hour that a case was opened earlier counts for it.", Unit = "hundredths", Min = 0, Max = 1_000)]
    public int UrgencyHour { get; init; } = 10;

    [Setting("urgency-order", "What an authority's order counts for it, beside the severity of its reason: 340 is as if the matter were thirty times as grave.", Unit = "hundredths", Min = 0, Max = 10_000)]
    public int UrgencyOrder { get; init; } = 340;

    [Setting("urgency-flagger", "What the notice of a trusted flagger counts for it: 230 is as if the matter were ten times as grave (DSA, Art. 22).", Unit = "hundredths", Min = 0, Max = 10_000)]
    public int UrgencyFlagger { get; init; } = 230;

    [Setting("order-acknowledge-hours", "Hours after which an authority's order that nobody acknowledged is shown as overdue. The law says without undue delay.", Unit = "hours", Min = 1, Max = 8_760)]
    public int OrderAcknowledgeHours { get; init; } = 12;

    [Setting("order-effect-hours", "Hours after which an authority's order without an answer is shown as overdue. Where an order names a time, that one counts.", Unit = "hours", Min = 1, Max = 8_760)]
    public int OrderEffectHours { get; init; } = 24;

    [Setting("flagger-hours", "Hours after which a trusted flagger's notice without a decision is shown as overdue.", Unit = "hours", Min = 1, Max = 8_760)]
    public int FlaggerHours { get; init; } = 24;
}
