using Parley.Accounts;
using Parley.Comments;
using Parley.Comments.Screening;
using Parley.Moderation.Screens;
using Parley.Moderation.Screens.Repeats;
using Parley.Platform.Data;
using Parley.Platform.Events;
using Parley.Sites;

namespace Parley.Tests.Moderation.Screens;

/// <summary>The screens that are rules, each as a function of a text and its facts.</summary>
public sealed class RuleScreensTest
{
    private static readonly DateTimeOffset Now = new(2026, 3, 14, 9, 26, 53, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 0, 3, null)]
    [InlineData(10, 0, 3, "short")]
    [InlineData(10, 0, 10, null)]
    [InlineData(0, 100, 100, null)]
    [InlineData(0, 100, 101, "long")]
    public void Length_nudges_what_is_short_and_holds_what_is_long(int below, int above, int letters, string? reason) =>
        Assert.Equal(reason, new LengthScreen().Judge(Text(new string('x', letters), new() { ShortBelow = below, HeldAbove = above }))?.Reason);

    [Theory]
    [InlineData("I SAID THIS BEFORE AND I WILL SAY IT AGAIN", "shouting")]
    [InlineData("I said this before and I will say it AGAIN", null)]
    [InlineData("NATO AND THE UN", null)]
    [InlineData("Я УЖЕ ГОВОРИЛ ЭТО ВАМ И СКАЖУ СНОВА И СНОВА", "shouting")]
    [InlineData("هذا نص طويل بلا حروف كبيرة على الإطلاق فلا صراخ فيه", null)]
    [InlineData("Really!!!!!!!!!!!!", "noise")]
    [InlineData("Nooooooooooooo way", "noise")]
    [InlineData("😀😀😀😀😀😀😀😀😀😀", "noise")]
    [InlineData("One\n--------------------\nTwo..................", null)]
    public void Shouting_and_noise_are_asked_for_a_second_thought(string text, string? reason) =>
        Assert.Equal(reason, new ShoutingScreen().Judge(Text(text, new()))?.Reason);

    [Theory]
    [InlineData("No links.", null, null)]
    [InlineData("https://a.example https://b.example https://c.example", "links", "Hold")]
    [InlineData("https://a.example https://a.example https://a.example", null, null)]
    [InlineData("https://a.example https://paper.example/x https://www.paper.example/y", null, null)]
    [InlineData("https://bit.ly/abc", "link-held", "Hold")]
    [InlineData("[words](https://www.bad.example/abc)", "link-refused", "Refuse")]
    [InlineData("https://notbad.example/abc", null, null)]
    public void Links_are_counted_and_their_hosts_looked_up(string body, string? reason, string? verdict)
    {
        var settings = new SiteSettings { MaxLinks = 2, HostsAllowed = "paper.example", HostsRefused = "bad.example" };

        var said = new LinkScreen().Judge(Text(body, settings));

        Assert.Equal((reason, verdict), (said?.Reason, said?.Verdict.ToString()));
    }

    [Theory]
    [InlineData(22, 23, 7, false)]
    [InlineData(23, 23, 7, true)]
    [InlineData(3, 23, 7, true)]
    [InlineData(7, 23, 7, false)]
    [InlineData(9, 8, 10, true)]
    [InlineData(10, 8, 10, false)]
    [InlineData(5, 5, 5, false)]
    public void Hours_may_pass_midnight(int hour, int from, int to, bool isWithin) =>
        Assert.Equal(isWithin, HoursScreen.IsWithin(hour, from, to));

    [Theory]
    [InlineData("UTC", null)]
    [InlineData("Asia/Tokyo", "hours")]
    [InlineData("Nowhere/Atlantis", null)]
    public void Hours_are_those_of_the_sites_zone(string zone, string? reason) =>
        Assert.Equal(reason, HoursScreen.Judge(new() { HoursFrom = 18, HoursTo = 19, HoursZone = zone }, Now)?.Reason);

    [Theory]
    [InlineData(30, 60, false, "slow")]
    [InlineData(60, 60, false, null)]
    [InlineData(30, 0, false, null)]
    [InlineData(30, 60, true, null)]
    public void Slow_mode_refuses_until_its_while_has_passed(int ago, int seconds, bool isEdit, string? reason)
    {
        var facts = Facts() with { LastInThread = Now.AddSeconds(-ago), IsEdit = isEdit };

        var said = SlowScreen.Judge(facts, seconds, Now);

        Assert.Equal(reason, said?.Reason);
        if (said is not null)
            Assert.Equal(TimeSpan.FromSeconds(seconds - ago), said.RetryAfter);
    }

    [Theory]
    [InlineData(0, 3, 0, 0, true)]
    [InlineData(2, 3, 0, 0, true)]
    [InlineData(3, 3, 0, 0, false)]
    [InlineData(0, 0, 24, 23, true)]
    [InlineData(0, 0, 24, 24, false)]
    [InlineData(0, 0, 0, 0, false)]
    public void Newcomers_wait_until_some_are_published_or_hours_have_passed(int published, int comments, int hours, int age, bool isHeld)
    {
        var author = Person.Guest(new SiteId(1), new PersonId(2), "Ann", [1], Now.AddHours(-age));
        var facts = new ScreenFacts(author, null) { Published = published };

        Assert.Equal(isHeld, NewcomerScreen.Judge(facts, new() { NewcomerComments = comments, NewcomerHours = hours }, Now) is not null);
    }

    [Theory]
    [InlineData("nobody", null, null)]
    [InlineData("everybody", null, "site")]
    [InlineData("guests", null, "guests")]
    [InlineData("nobody", "Politics", "section")]
    [InlineData("nobody", "politics", "section")]
    [InlineData("nobody", "Sport", null)]
    public void Premoderation_is_of_a_site_or_a_section(string whose, string? section, string? where) =>
        Assert.Equal(where, PremoderationScreen.Where(Facts() with { Section = section }, new() { Premoderate = whose, PremoderatedSections = "Politics\nCourts" }));

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public void Rejections_of_late_make_the_next_comment_wait(int rejected, bool isHeld) =>
        Assert.Equal(isHeld, new RejectionScreen().Judge(Text("Words.", new(), Facts() with { Rejected = rejected })) is not null);

    [Fact]
    public void A_pasted_article_is_told_from_a_long_comment_of_ones_own()
    {
        var paragraph = string.Concat(Enumerable.Repeat("The council met on Tuesday and voted on the plan for the harbour. ", 4)).Trim();
        var article = $"Council votes on the harbour\n\nBy Jane Miller\n\n{string.Join("\n\n", Enumerable.Repeat(paragraph, 6))}\n\nhttps://paper.example/harbour";
        var own = string.Join("\n\n", Enumerable.Repeat("I was there, and I must say that what you write is not what I saw. We waited for an hour before anyone came.", 16));

        Assert.Equal("pasted", PastedScreen.Judge(article, 1_500)?.Reason);
        Assert.Null(PastedScreen.Judge(own, 1_500));
        Assert.Null(PastedScreen.Judge(article, 5_000));
    }

    [Fact]
    public void A_pasted_article_is_shortened_to_whole_sentences_and_its_source()
    {
        var sentence = "The council met on Tuesday and voted on the plan for the harbour. ";
        var article = $"Council votes\n\nBy Jane Miller\n\n{string.Concat(Enumerable.Repeat(sentence, 12))}\n\nMore (https://paper.example/harbour).";

        var shortened = ShortenedArticle.Of(article);

        Assert.StartsWith("> The council met", shortened, StringComparison.Ordinal);
        Assert.EndsWith("harbour. […]\n\nhttps://paper.example/harbour\n\n", shortened, StringComparison.Ordinal);
        Assert.True(shortened.Length < 560);
        Assert.Equal("> \n\n", ShortenedArticle.Of(""));
    }

    [Theory]
    [InlineData("The same text, which is long enough to be told from others by its shingles.", 1.0, 1.0)]
    [InlineData("The same text, which is lomg enough to be told from others by its shingles.", 0.7, 1.0)]
    [InlineData("THE SAME TEXT - WHICH IS LONG ENOUGH - TO BE TOLD FROM OTHERS BY ITS SHINGLES!!", 1.0, 1.0)]
    [InlineData("Something else altogether, of about that length, that says another thing entirely.", 0.0, 0.15)]
    public void Likeness_survives_case_signs_and_a_changed_letter(string other, double least, double most)
    {
        var one = MinHash.Of("The same text, which is long enough to be told from others by its shingles.")!;

        Assert.InRange(MinHash.Likeness(one, MinHash.Of(other)!), least, most);
    }

    [Fact]
    public void A_nudge_that_is_meant_stays_on_record_and_stops_nothing()
    {
        var noted = ScreeningRules.Note("shouting", new(Verdict.Nudge, "shouting"), ScreenMode.On, isMeant: true);

        Assert.Equal((Verdict.Publish, "shouting-meant", false), (noted.Verdict, noted.Reason, noted.IsTrial));
    }

    [Theory]
    [InlineData("hold", true, "Hold", "outside-late")]
    [InlineData("publish", false, "Publish", "outside-failed")]
    public void An_outside_screen_that_fails_counts_as_the_site_says(string setting, bool isLate, string verdict, string reason)
    {
        var said = ScreeningRules.Failed(new() { OutsideFailure = setting }, isLate);

        Assert.Equal((verdict, reason), (said.Verdict.ToString(), said.Reason));
    }

    private static ScreenFacts Facts() => new(null, null);

    private static ScreenedText Text(string body, SiteSettings settings, ScreenFacts? facts = null)
    {
        var site = new LiveSite(new Site(new SiteId(1), "news", "The News", "en", [], Now), settings, [], EventPosition.Start);
        return new(site, body, CommentText.Render(body, 5_000).Html, facts ?? Facts(), Now);
    }
}
