using Parley.Platform.Web.Languages;

namespace Parley.Tests.Platform.Web.Languages;

public sealed class MessageTest
{
    private static readonly (string, object)[] Facts =
        [("name", "Ada"), ("n", 3), ("big", 1234567L), ("who", "author"), ("share", 1.50m)];

    [Theory]
    [InlineData("", "")]
    [InlineData("Plain words", "Plain words")]
    [InlineData("Reply to {name}", "Reply to Ada")]
    [InlineData("{ name }{name}", "AdaAda")]
    [InlineData("{n}", "3")]
    [InlineData("{big, number} times", "1,234,567 times")]
    [InlineData("{share, number}", "1.50")]
    [InlineData("{n, plural, one {# comment} other {# comments}}", "3 comments")]
    [InlineData("{n, plural, =3 {three} one {#} other {#}}", "three")]
    [InlineData("{n,plural,other{#}}", "3")]
    [InlineData("{who, select, author {by its author} other {by someone}}", "by its author")]
    [InlineData("{name, select, author {by its author} other {by someone}}", "by someone")]
    [InlineData("{who, select, author {{n, plural, one {a} other {{name}: #}}} other {}}", "Ada: 3")]
    [InlineData("{n, plural, other {{who, select, other {# of {big, plural, other {#}}}}}}", "3 of 1,234,567")]
    public void A_message_is_filled_in(string message, string expected)
    {
        var words = Words(message);

        Assert.Equal(expected, words.Format("key", Facts));
    }

    [Theory]
    [InlineData("Don't", "Don't")]
    [InlineData("Don''t", "Don't")]
    [InlineData("'{name}'", "{name}")]
    [InlineData("'{it''s}' {name}", "{it's} Ada")]
    [InlineData("at the end'", "at the end'")]
    [InlineData("# outside", "# outside")]
    [InlineData("'#' outside", "'#' outside")]
    [InlineData("{n, plural, other {'#' is #}}", "# is 3")]
    [InlineData("{n, plural, other {l'un # d'eux}}", "l'un 3 d'eux")]
    public void An_apostrophe_quotes_only_before_what_would_mean_something(string message, string expected) =>
        Assert.Equal(expected, Words(message).Format("key", Facts));

    [Theory]
    [InlineData("a }", 3)]
    [InlineData("{", 2)]
    [InlineData("ab {name", 4)]
    [InlineData("{}", 2)]
    [InlineData("{na me}", 5)]
    [InlineData("{n, date}", 5)]
    [InlineData("{n, plural, one {a}}", 1)]
    [InlineData("{n, plural, one {a} one {b} other {c}}", 21)]
    [InlineData("{n, plural, one a other {c}}", 17)]
    [InlineData("{n, plural, other {c}", 1)]
    [InlineData("say '{this", 5)]
    public void A_malformed_message_is_refused_at_its_column(string message, int column)
    {
        var refusal = Assert.Throws<MessageFormatException>(() => MessageParser.Parse(message));

        Assert.Equal(column, refusal.Column);
    }

    [Fact]
    public void A_missing_argument_is_named()
    {
        var words = Words("Reply to {name}");

        var refusal = Assert.Throws<ArgumentException>(() => words["key"]);

        Assert.Contains("\"name\"", refusal.Message, StringComparison.Ordinal);
    }

    private static Words Words(string message) =>
        new(Language.All[0], new Dictionary<string, Message> { ["key"] = MessageParser.Parse(message) }, fallback: null);
}
