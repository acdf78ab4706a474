using Parley.Comments.Screening;
using Parley.Moderation.Screens.Wording;

namespace Parley.Tests.Moderation.Screens;

/// <summary>How words are compared, and what lists find.</summary>
public sealed class WordsTest
{
    [Theory]
    [InlineData("Ärger", "arger")]
    [InlineData("STRAßE", "strasse")]
    [InlineData("İstanbul", "istanbul")]
    [InlineData("ILIK ılık", "ilik ilik")]
    [InlineData("don't", "dont")]
    [InlineData("don’t", "dont")]
    [InlineData("zero\u200bwidth", "zerowidth")]
    [InlineData("soft\u00adhyphen", "softhyphen")]
    [InlineData("ｆｕｌｌ", "full")]
    [InlineData("𝓯𝓪𝓷𝓬𝔂", "fancy")]
    [InlineData("ёлка", "елка")]
    [InlineData("أَحْمَد", "احمد")]
    [InlineData("مـــحمد", "محمد")]
    [InlineData("می‌خواهم", "ميخواهم")]
    [InlineData("کتاب", "كتاب")]
    [InlineData("۱۲۳", "123")]
    [InlineData("self-harm", "self harm")]
    [InlineData("one,  two", "one two")]
    public void Words_are_compared_without_case_accents_and_what_has_no_width(string text, string folded) =>
        Assert.Equal(folded, WordFold.All(text));

    [Theory]
    [InlineData("blockhead", "You blockhead!", true)]
    [InlineData("blockhead", "BLOCKHEAD", true)]
    [InlineData("blockhead", "blockheads", false)]
    [InlineData("blockhead*", "blockheads", true)]
    [InlineData("*head", "blockhead", true)]
    [InlineData("head", "blockhead", false)]
    [InlineData("bl?ckhead", "bleckhead", true)]
    [InlineData("b*head", "blockhead", true)]
    [InlineData("b*head", "block head", false)]
    [InlineData("know where you live", "I know  where, you live.", true)]
    [InlineData("know where you live", "That I know. Where you live is nice.", false)]
    [InlineData("know where you live", "know where\nyou live", false)]
    [InlineData("blockhead", "bl0ckhead", true)]
    [InlineData("blockhead", "b10ckhead", true)]
    [InlineData("idiot", "1d!ot", true)]
    [InlineData("idiot", "!d10t", false)]
    [InlineData("silly", "s1lly", true)]
    [InlineData("silly", "si1ly", true)]
    [InlineData("blockhead", "bloooockhead", true)]
    [InlineData("silly", "sillllly", true)]
    [InlineData("blockhead", "b.l.o.c.k.h.e.a.d", true)]
    [InlineData("idiot", "i d i o t", true)]
    [InlineData("blockhead", "blo\u200bckhead", true)]
    [InlineData("blockhead", "blосkhead", true)]
    [InlineData("cap", "In plain Latin words a сар is hidden", true)]
    [InlineData("pot", "Во рту у него рот", false)]
    [InlineData("fall", "They fail", false)]
    [InlineData("дурак", "Дурак!", true)]
    [InlineData("дурак", "дураки", false)]
    [InlineData("дурак*", "дураками", true)]
    [InlineData("أحمق", "انت احمق", true)]
    [InlineData("احمق", "أَحْمَق!", true)]
    [InlineData("احمق", "واحمق", false)]
    [InlineData("*احمق", "واحمق", true)]
    [InlineData("می‌کشمت", "میکشمت", true)]
    [InlineData("aptal", "APTAL", true)]
    [InlineData("ıslak", "islak", true)]
    [InlineData("crétin", "CRETIN", true)]
    [InlineData("dummkopf", "Dummköpfe", false)]
    [InlineData("dummkopf", "Dümmkopf", true)]
    public void A_term_is_found_as_a_word_however_it_is_disguised(string term, string text, bool isFound)
    {
        var words = Automaton($"hold: {term}");

        var said = WordMatches.Judge(words, text);

        Assert.Equal(isFound, said is not null);
    }

    [Fact]
    public void The_place_of_a_disguised_word_is_pointed_out_in_the_text_as_it_was_typed()
    {
        const string Text = "So \ud835\udce8ou bl0ck\u200bhead, go.";

        var said = WordMatches.Judge(Automaton("hold insult: blockhead"), Text)!;

        Assert.Equal("bl0ck\u200bhead", said.Passages[0].Of(Text));
        Assert.Equal("insult", said.Reason);
        Assert.Equal("test:1", said.Values["rules"]);
    }

    [Fact]
    public void The_gravest_action_decides_and_an_honest_word_around_takes_away()
    {
        var words = Automaton("watch: rude\nrefuse: ruder\nhold: rudest\nallow: rude awakening");

        Assert.Equal(Verdict.Refuse, WordMatches.Judge(words, "rude, rudest, ruder")!.Verdict);
        Assert.Equal(Verdict.Publish, WordMatches.Judge(words, "rude")!.Verdict);
        Assert.Null(WordMatches.Judge(words, "a rude awakening"));
        Assert.NotNull(WordMatches.Judge(words, "a rude awakening for rude men"));
    }

    [Fact]
    public void Every_mistake_in_a_list_is_told_with_its_line()
    {
        var (entries, faults, count) = WordListText.Read("mine", "# words\nhold: one\nhodl: two\nhold three\nhold: *\nhold: a\nwatch bother: four\nhold: on*e*o*f*f\nhold: ONE\n\nwatch slur: five  # why");

        Assert.Equal([2, 11], entries.Select(entry => entry.Line));
        Assert.Equal("why", entries[1].Why);
        Assert.Equal(
            [(3, "action"), (4, "colon"), (5, "empty"), (6, "short"), (7, "reason"), (8, "stars"), (9, "twice")],
            faults.Select(fault => (fault.Line, fault.Fault)));
        Assert.Equal(7, count);
    }

    [Fact]
    public void A_list_of_a_hundred_thousand_lines_is_read_and_its_mistakes_are_counted()
    {
        var lines = string.Join('\n', Enumerable.Range(1, 100_000).Select(number => number % 1000 == 0 ? $"word{number}" : $"hold: word{number}"));

        var (entries, faults, count) = WordListText.Read("mine", lines);

        Assert.Equal((99_900, 100), (entries.Count, count));
        Assert.Equal(1000, faults[0].Line);
        Assert.NotNull(WordMatches.Judge(new WordAutomaton(entries), "Look: word99999."));
    }

    [Fact]
    public void Terms_that_lie_within_each_other_are_all_found()
    {
        var words = Automaton("hold: she\nhold: he*\nhold: *hers\nhold: us*s");

        var found = WordMatches.Find(words, "ushers she ussus").Select(one => one.Entry.Line).Distinct().Order();

        Assert.Equal([1, 3, 4], found);
    }

    [Fact]
    public void Our_own_lists_are_without_mistakes_and_every_entry_has_its_reason()
    {
        foreach (var language in HouseWords.Languages)
        {
            var entries = HouseWords.Of(language);

            Assert.True(entries.Count > 60, language);
            Assert.All(entries, entry => Assert.False(string.IsNullOrEmpty(entry.Why), entry.Rule));
            Assert.All(entries, entry => Assert.True(entry.Action == WordAction.Allow || entry.Reason != WordReasons.Usual, entry.Rule));
            Assert.All(entries.Where(entry => entry.Action == WordAction.Hold), entry => Assert.Equal("threat", entry.Reason));
            Assert.DoesNotContain(entries, entry => entry.Action == WordAction.Refuse);
            Assert.Contains(entries, entry => entry.Reason == "self-harm");
            Assert.Contains(entries, entry => entry.Reason == "slur");
            Assert.Contains(entries, entry => entry.Reason == "private");
        }
    }

    [Theory]
    [InlineData("I'm going to kill you.", "threat", "Hold")]
    [InlineData("I w!ll k1ll y0u", "threat", "Hold")]
    [InlineData("Ich bringe dich um!", "threat", "Hold")]
    [InlineData("Je vais te tuer", "threat", "Hold")]
    [InlineData("Te voy a matar.", "threat", "Hold")]
    [InlineData("Я тебя убью", "threat", "Hold")]
    [InlineData("Seni öldüreceğim.", "threat", "Hold")]
    [InlineData("سأقتلك", "threat", "Hold")]
    [InlineData("می کشمت? میکشمت", "threat", "Hold")]
    [InlineData("I want to die", "self-harm", "Publish")]
    [InlineData("Ich will nicht mehr leben.", "self-harm", "Publish")]
    [InlineData("Quiero morirme", "self-harm", "Publish")]
    [InlineData("Не хочу жить", "self-harm", "Publish")]
    [InlineData("Her phone number is 555", "private", "Publish")]
    public void A_fresh_site_holds_threats_and_notes_what_may_need_somebody(string text, string reason, string verdict)
    {
        var words = new WordAutomaton(HouseWords.Languages.SelectMany(HouseWords.Of));

        var said = WordMatches.Judge(words, text)!;

        Assert.Equal((reason, verdict), (said.Reason, said.Verdict.ToString()));
    }

    [Theory]
    [InlineData("The bill would kill the project, I will not kill time over it.")]
    [InlineData("There is a chink in the armour, and the house is spic and span.")]
    [InlineData("Der Bundestag stimmt morgen über die Rente ab; das ist keine Kleinigkeit.")]
    [InlineData("Le maire a tort: il faut réparer la digue avant l’hiver.")]
    [InlineData("Hay que leer el informe entero antes de opinar.")]
    [InlineData("Надо читать закон, а не заголовок.")]
    [InlineData("Yasa yumuşak bir dönüş yapıyor.")]
    [InlineData("هذا المقال جيد لكنه طويل.")]
    [InlineData("این مقاله خوب است ولی بلند است.")]
    public void An_honest_comment_passes_our_lists(string text)
    {
        var words = new WordAutomaton(HouseWords.Languages.SelectMany(HouseWords.Of));

        Assert.Null(WordMatches.Judge(words, text));
    }

    [Theory]
    [InlineData("\ud800 lone \udc00 surrogates")]
    [InlineData("\u0301\u0301\u0301")]
    [InlineData("")]
    [InlineData("1 1 1 1 1 1 1 1 1 1")]
    [InlineData("$$$ !!! @@@ |||")]
    [InlineData("\uffff\ufdd0")]
    public void No_text_breaks_the_search(string text) =>
        Assert.Null(WordMatches.Judge(new WordAutomaton(HouseWords.Languages.SelectMany(HouseWords.Of)), text));

    private static WordAutomaton Automaton(string lines)
    {
        var (entries, faults, _) = WordListText.Read("test", lines);
        Assert.Empty(faults);
        return new WordAutomaton(entries);
    }
}
