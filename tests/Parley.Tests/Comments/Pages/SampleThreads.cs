using Parley.Comments;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Tests.Comments.Pages;

/// <summary>Sites, stories and threads as readers may see them, for the tests of the pages.</summary>
internal static class SampleThreads
{
    public static readonly DateTimeOffset Noon = new(2026, 5, 13, 12, 0, 0, TimeSpan.Zero);

    public static SiteView Site { get; } = new("courier", "The Harrowmere Courier", "en", GuestsAllowed: true,
        ["The plan, not the person.", "Say where a figure comes from.", "One name per person."], 5000, 20000, TimeSpan.FromMinutes(5));

    public static StoryView Story { get; } = new()
    {
        Id = "06b8z4e1kq7vn",
        Site = "courier",
        StoryId = "line-4",
        Url = "https://courier.example/2026/05/line-4",
        Title = "Council to decide on a tram line through Mill Street",
        Summary = "Line 4 would link the station with the hospital in eleven minutes. It would also take 140 parking spaces and two years of building work.",
        Author = "Rufus Adeyemi-Locke",
        Section = "Town",
        PublishedAt = Noon.AddDays(-1),
        Language = "en",
        Thread = "open",
        CommentCount = 142,
    };

    public static SiteView ArabicSite { get; } = Site with { Title = "بريد الطاحونة", Rules = ["الخطة لا الشخص.", "اذكر مصدر الأرقام."] };

    public static StoryView ArabicStory { get; } = Story with
    {
        Title = "المجلس يقرر مصير خط ترام في شارع الطاحونة",
        Summary = "يصل الخط ٤ المحطة بالمستشفى في إحدى عشرة دقيقة، ويأخذ ١٤٠ موقفًا للسيارات وسنتين من الأشغال.",
        Author = "رائف العدوي",
        Section = "المدينة",
        Language = "ar",
    };

    public static ThreadView Empty { get; } = new(Story with { CommentCount = 0 }, "newest", [], null);

    public static ThreadView Closed { get; } = Lively() with
    {
        Story = Story with { Thread = "closed", ClosesAt = Noon.AddDays(14), ClosedReason = "The council has decided." },
    };

    /// <summary>A published comment; ids count up so that they are easy to find in the HTML.</summary>
    public static CommentView Comment(int number, string? name, string html, CommentView? parent = null) => new()
    {
        Id = Id(number),
        StoryId = Story.Id!,
        ParentId = parent?.Id,
        InReplyTo = parent?.Author?.Name,
        Depth = parent is null ? 0 : parent.Depth + 1,
        State = "published",
        Author = new("p" + (name ?? number.ToString(System.Globalization.CultureInfo.InvariantCulture)), name, "guest"),
        Body = html,
        Html = html.StartsWith('<') ? html : $"<p>{html}</p>",
        PostedAt = Noon.AddMinutes(number * 7),
    };

    public static string Id(int number) => "37h4" + number.ToString("D9", System.Globalization.CultureInfo.InvariantCulture);

    public static CommentView Removed(CommentView comment, string by, string? reason) =>
        comment with { State = "removed", Author = null, Body = null, Html = null, Removal = new(by, reason, Noon.AddHours(3)) };

    public static CommentView Held(CommentView comment) => comment with { State = "held", Author = null, Body = null, Html = null };

    /// <summary>A chain of replies, each the only one to the comment before.</summary>
    public static BranchView Chain(IReadOnlyList<CommentView> comments, MoreView? more = null)
    {
        var branch = new BranchView(comments[^1], [], more);
        for (var i = comments.Count - 2; i >= 0; i--)
            branch = new(comments[i], [branch]);
        return branch with { Comment = branch.Comment with { ReplyCount = comments.Count - 1 + (more?.Count ?? 0) } };
    }

    /// <summary>As deep as asked, by more than two people.</summary>
    public static BranchView Deep(int first, int levels, MoreView? more = null)
    {
        string[] names = ["Odile Marchetti", "Walter Pryce", "Ana Whitlock", "K. Sorensen"];
        string[] said =
        [
            "I have run the bakery at number 31 for nineteen years. I am not against the tram. I am against two winters of fences with no date on them.",
            "Canal Road was a sewer, though, and nobody knew what was down there. On Mill Street the pipes were renewed in 2021, so the ground is surveyed.",
            "A tape measure. I like a rule my grandmother could have enforced.",
            "Agreed in principle, but how would you share it out? By turnover, the chain on the corner gets most of it. By door, an empty office gets as much as the bakery.",
        ];
        var comments = new List<CommentView>();
        for (var level = 0; level < levels; level++)
            comments.Add(Comment(first + level, names[level % names.Length], said[level % said.Length], comments.LastOrDefault()));
        return Chain(comments, more);
    }

    /// <summary>Two people answering each other in turn.</summary>
    public static BranchView Talk(int first)
    {
        string[] said =
        [
            "I am a nurse at the hospital. My shift ends at 22:40 and the last bus leaves at 22:35. Nobody has ever asked the night staff when they go home.",
            "Would a later bus not do the same, next month, for a fraction of the money?",
            "It might. We asked for one in 2019 and again in 2022. The answer both times was that the bus has to be back at the depot by eleven.",
            "Then the depot is the problem, and a tram has one too.",
            "A tram line is too expensive to leave in the shed at eleven. That is my whole argument, and I admit it is not a noble one.",
            "It is the best one I have read here so far.",
        ];
        var comments = new List<CommentView>();
        foreach (var words in said)
            comments.Add(Comment(first + comments.Count, comments.Count % 2 == 0 ? "Yusra Haddad" : "Piet Aalders", words, comments.LastOrDefault()));
        return Chain(comments);
    }

    /// <summary>A page with everything a page can hold.</summary>
    public static ThreadView Lively() => new(Story, "newest", [Disagreement(), Talk(100), .. Oddities(200)], "06b9j0w3r8n5c");

    /// <summary>Arabic all but for one English voice.</summary>
    public static ThreadView Arabic()
    {
        var root = Comment(1, "هدى المرشدي", "<p>أدير المخبز في الرقم ٣١ منذ تسعة عشر عامًا. لست ضد الترام، بل ضد شتاءين من الأسيجة بلا تاريخ مكتوب عليها.</p><blockquote><p>فاستغرق الأمر عشرين، وأربعة دكاكين لم تفتح أبوابها بعدها.</p></blockquote>");
        var reply = Comment(2, "وليد بركات", "لكن طريق القناة كان مجرى صرف، ولم يكن أحد يعرف ما تحته. أما شارع الطاحونة فقد جُددت أنابيبه عام ٢٠٢١ وأرضه ممسوحة.", root);
        var english = Comment(3, "K. Sorensen", "Agreed in principle, but how would you share it out? By turnover, the chain on the corner gets most of it.", reply);
        var last = Comment(4, "آمنة الوتري", "شريط قياس! تعجبني قاعدة كانت جدتي قادرة على تطبيقها.", english);
        return new(ArabicStory, "newest", [Chain([root, reply, english, last]), Talk(100), new(Removed(Comment(9, "x", "x"), "author", null), []), .. Oddities(200)], "06b9j0w3r8n5c");
    }

    private static BranchView Disagreement()
    {
        var root = Comment(1, "Odile Marchetti", "<p>I have run the bakery at number 31 for nineteen years. I am not against the tram. I am against two winters of fences with no date on them.</p><p>When Canal Road was dug up in 2017 we were told eight months. It took twenty, and four shops did not open again. Show me a plan with a penalty for every late week, paid to the street and not to the city, and I will hand out the leaflets myself.</p>")
            with
        { ReplyCount = 22, EditedAt = Noon.AddMinutes(11) };
        var deep = Deep(2, 6, new("deeper", 4, Id(7), null));
        var walter = Under(deep, root);
        var gone = Removed(Comment(20, "Somebody", "x", root), "author", null);
        var gwen = Comment(21, "Gwen from Millside", "For anyone wondering what I am answering: it was a fair question about deliveries. Lorries may use the rail lane until ten in the morning; it is on page 31 of the plan.", gone);
        var tom = Comment(22, "Harbour Tom", "I keep the ironmonger’s two doors down from Odile and would say the same, only louder.", root)
            with
        { Source = "page-text", Inferred = new(0.86, 0.9), IsTimeKnown = false };
        return new(root, [walter, new(gone, [new(gwen, [])]), new(tom, [])], new("replies", 12, root.Id, "06b9cursor000"));
    }

    private static BranchView Under(BranchView branch, CommentView parent)
    {
        var comment = branch.Comment with { ParentId = parent.Id, InReplyTo = parent.Author?.Name, Depth = parent.Depth + 1 };
        return branch with { Comment = comment, Replies = [.. branch.Replies.Select(reply => Under(reply, comment))] };
    }

    private static IEnumerable<BranchView> Oddities(int first)
    {
        var joan = Comment(first, "Joan Tressider", "<p>Three things on one sheet, so that we argue about the same numbers:</p><ol><li>Riders: <strong>14,200</strong> a weekday, of whom <em>3,100</em> come from cars.</li><li>Parking: 140 spaces, see <a href=\"https://plan.example/annex-7\" rel=\"nofollow ugc\">annex 7</a>.</li></ol><blockquote><p>It took twenty, and four shops did not open again.</p></blockquote><pre><code>riders per weekday       14,200\n  by car today            3,100   (22 %)\ncars off Mill Street      2,400   at 1.3 people each</code></pre><p>Please check the <code>1.3</code>; everything hangs on it.</p>");
        yield return new(joan, []);
        yield return new(Removed(Comment(first + 1, "x", "x"), "moderator", "The plan, not the person."), [new(Comment(first + 2, "Gwen from Millside", "I disagreed with him as well, but the question underneath was real: has anyone weighed a full tram on the mill bridge?"), [])]);
        yield return new(Held(Comment(first + 3, "x", "x")), []);
        var salma = Comment(first + 4, "سلمى الخطيب", "أعمل في الصيدلية عند زاوية شارع الطاحونة، ونصف زبائني من كبار السن الذين يصلون سيرًا على الأقدام. لا يسألونني عن الترام، بل عن المقعد والظل والممر الآمن. أرجو أن يُقاس الرصيف بالمتر كما تُقاس السكة.");
        yield return new(salma, [new(Comment(first + 5, "Ibby Okafor", "She asks that the pavement be measured as carefully as the track. I would add a public toilet.", salma), [])]);
        yield return new(Comment(first + 6, "Delphine Roux-Baker", "The line costs 84 million, of which the region pays 60 per cent. That leaves about 34 million for the town.")
            with
        { Corrections = [new("An earlier version gave the cost as 48 million; the figure is that of the council’s paper of 7 May.", Noon.AddDays(1))] }, []);
        yield return new(Comment(first + 7, "Bernard Quill", "People keep asking what the regional transport board actually said. Here it is, and do read its last sentence:")
            with
        { Fold = "pasted", FoldedHtml = "<p>The board has examined the application for Line 4 and finds the forecast of riders plausible, the building time optimistic and the plan for the bus routes incomplete.</p>", Source = "page-text" }, []);
        yield return new(Comment(first + 8, null, "Finally.") with { Source = "page-text", IsTimeKnown = false }, []);
        yield return new(Comment(first + 9, "A very long name that its owner insists on having in full, with titles and a motto", "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft-https://example.org/a/very/long/address/without/any/break/at/all/until/the/very/end") with { Fold = "long", FoldedHtml = "<p>And here the rest of it.</p>" }, []);
    }
}
