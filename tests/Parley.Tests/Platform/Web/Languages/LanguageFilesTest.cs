using Parley.Platform.Web.Languages;

namespace Parley.Tests.Platform.Web.Languages;

/// <summary>The eight files of the product say the same, each by the grammar of its language.</summary>
public sealed class LanguageFilesTest
{
    private static readonly AllWords Files = AllWords.Load();
    private static readonly Words English = Files.Find("en");

    private static readonly int[] Counts = [0, 1, 2, 5, 21, 1_000_000];

    public static TheoryData<string> Tags => [.. Language.All.Select(language => language.Tag)];

    [Fact]
    public void Every_language_whose_grammar_is_known_has_its_file() =>
        Assert.Equal(Language.All.Select(language => language.Tag).Order(), Files.Languages.Select(words => words.Language).Order());

    [Theory]
    [MemberData(nameof(Tags))]
    public void No_key_is_lacking_and_none_is_left_over(string tag)
    {
        var keys = Files.Find(tag).Messages.Keys.ToHashSet();

        Assert.Equal([], English.Messages.Keys.Except(keys).Select(key => key + " is lacking"));
        Assert.Equal([], keys.Except(English.Messages.Keys).Select(key => key + " is left over"));
    }

    [Theory]
    [MemberData(nameof(Tags))]
    public void A_text_has_the_places_of_the_English_one(string tag)
    {
        foreach (var (key, message) in Files.Find(tag).Messages)
            Assert.Equal((key, Places(English.Messages[key])), (key, Places(message)));
    }

    [Theory]
    [MemberData(nameof(Tags))]
    public void A_plural_offers_exactly_the_forms_of_its_language(string tag)
    {
        var words = Files.Find(tag);
        var forms = string.Join(' ', words.Plurals.Categories.Order());

        foreach (var (key, message) in words.Messages)
            foreach (var plural in message.AllParts.OfType<PluralPart>())
                Assert.Equal((key, forms), (key, string.Join(' ', plural.Cases.Keys.Where(form => form[0] != '=').Order())));
    }

    [Theory]
    [InlineData("en", "No comments yet|1 comment|2 comments|5 comments|21 comments|1,000,000 comments")]
    [InlineData("de", "Noch keine Kommentare|1 Kommentar|2 Kommentare|5 Kommentare|21 Kommentare|1.000.000 Kommentare")]
    [InlineData("fr", "Aucun commentaire pour l’instant|1 commentaire|2 commentaires|5 commentaires|21 commentaires|1 000 000 de commentaires")]
    [InlineData("es", "Todavía no hay comentarios|1 comentario|2 comentarios|5 comentarios|21 comentarios|1.000.000 de comentarios")]
    [InlineData("ar", "لا تعليقات بعد|تعليق واحد|تعليقان|٥ تعليقات|٢١ تعليقًا|١٬٠٠٠٬٠٠٠ تعليق")]
    [InlineData("fa", "هنوز دیدگاهی نیست|۱ دیدگاه|۲ دیدگاه|۵ دیدگاه|۲۱ دیدگاه|۱٬۰۰۰٬۰۰۰ دیدگاه")]
    [InlineData("ru", "Комментариев пока нет|1 комментарий|2 комментария|5 комментариев|21 комментарий|1 000 000 комментариев")]
    [InlineData("tr", "Henüz yorum yok|1 yorum|2 yorum|5 yorum|21 yorum|1.000.000 yorum")]
    public void Comments_are_counted_as_readers_would(string tag, string expected)
    {
        var words = Files.Find(tag);

        var counted = Counts.Select(count => words.Format("thread.count", ("count", count)));

        Assert.Equal(expected, string.Join('|', counted).Replace('\u00A0', ' ').Replace('\u202F', ' '));
    }

    /// <summary>What is filled in, what is counted, and between what is chosen, whatever the order.</summary>
    private static string Places(Message message) => string.Join(", ", message.AllParts
        .Select(part => part switch
        {
            ArgumentPart { IsNumber: true } number => number.Name + " as a number",
            ArgumentPart text => text.Name,
            PluralPart plural => $"{plural.Name} counted {string.Join('/', plural.Cases.Keys.Where(form => form[0] == '=').Order())}",
            SelectPart select => $"{select.Name} of {string.Join('/', select.Cases.Keys.Order())}",
            _ => "",
        })
        .Where(place => place != "")
        .Distinct()
        .Order(StringComparer.Ordinal));
}
