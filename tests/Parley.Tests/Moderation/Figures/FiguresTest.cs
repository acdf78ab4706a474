using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Parley.Moderation.Decisions;
using Parley.Moderation.Figures;
using Parley.Moderation.Notices;
using Parley.Tests.Hosting;
using Parley.Tests.Moderation.Desk;

namespace Parley.Tests.Moderation.Figures;

/// <summary>Figures of a period from the record alone, and statements in the Commission's schema that name nobody (DSA, Art. 15 and 24).</summary>
public sealed class FiguresTest
{
    private static readonly Period June = new(new(2026, 6, 1), new(2026, 6, 30));

    [Theory]
    [InlineData(new double[0], null)]
    [InlineData(new[] { 3.0 }, 3.0)]
    [InlineData(new[] { 9.0, 1, 3 }, 3.0)]
    [InlineData(new[] { 9.0, 1, 3, 4 }, 3.5)]
    public void The_median_is_the_middle(double[] hours, double? median) => Assert.Equal(median, FigureCount.Median(hours));

    [Theory]
    [InlineData(null, null, "2026-05-17", "2026-06-15")]
    [InlineData("2026-01-01", "2026-12-31", "2026-01-01", "2026-12-31")]
    [InlineData("2026-02-02", "2026-02-01", null, null)]
    [InlineData("2020-01-01", "2026-01-01", null, null)]
    [InlineData("1.2.2026", null, null, null)]
    public void A_period_is_days_in_their_order(string? from, string? to, string? first, string? last)
    {
        var period = Period.Read(from, to, new(2026, 6, 15, 23, 0, 0, TimeSpan.Zero));

        Assert.Equal((first, last), (period?.FromText, period?.ToText));
    }

    [Fact]
    public void What_was_undone_does_not_count_and_what_people_are_told_of_does()
    {
        var count = new FigureCount(June, new HashSet<string> { "b" });
        foreach (var (id, kind, reason, hours) in new[] { ("a", "remove", "insult", 2), ("b", "remove", "insult", 50), ("c", "publish", null!, 4), ("d", "mute", "hate", 1), ("e", "remove", "hate", 6) })
            count.Add(Decided(id, kind, reason, hours));

        var figures = count.Sum();

        Assert.Equal((3, 3, 4.0), (figures.Decided, figures.Restrictions, figures.MedianHours));
        Assert.Equal([("hate", 2L), ("insult", 1L)], figures.Tables.Single(table => table.Name == "reasons").Lines.Select(line => (line.Key, line.Count)));
        Assert.Equal(30, figures.Days.Count);
        Assert.Equal((3, 3), (figures.Days[14].Decided, figures.Days[14].Restrictions));
    }

    [Theory]
    [InlineData("House rules, section 3 (1)", false)]
    [InlineData("Regulation (EU) 2022/2065; § 186 StGB; Directive 2011/93/EU", false)]
    [InlineData("As told by ana@reader.example", true)]
    [InlineData("ask @ana_lind", true)]
    [InlineData("call +49 30 123 45 67", true)]
    [InlineData("call 030/1234567", true)]
    [InlineData("DE89 3704 0044 0532 0130 00", true)]
    [InlineData("from 192.0.2.7", true)]
    [InlineData("The rule of ana Lind, that is", true)]
    [InlineData("Analindic rites", false)]
    public void Addresses_numbers_and_names_of_people_are_seen(string text, bool tells) =>
        Assert.Equal(tells, StatementChecks.TellsOfSomebody(text, ["Ana Lind", "Al"]));

    [Theory]
    [InlineData("remove", "law", "hate", null)]
    [InlineData("hold", "terms", "insult", null)]
    [InlineData("redact", "terms", "private", null)]
    [InlineData("offtopic", "terms", "offtopic", null)]
    [InlineData("mute", "terms", "our-own-word", "1783036800")]
    [InlineData("suspend", "law", "threat", "1783036800")]
    [InlineData("ban", "law", "terrorism", null)]
    public void Every_restriction_becomes_a_statement_the_database_takes(string kind, string ground, string reason, string? until)
    {
        var statement = StatementDrawing.Draw(Decided("06b9j0w3r8n5c", kind, reason, 1, ("ground", ground), ("until", until)), new(7), "de");

        Assert.NotNull(statement);
        Assert.Empty(StatementChecks.Faults(statement));
    }

    [Theory]
    [InlineData("publish", "report", "yes")]
    [InlineData("warn", "report", "yes")]
    [InlineData("remove", "order", "yes")]
    [InlineData("remove", "report", null)]
    public void What_the_database_does_not_take_becomes_none(string kind, string source, string? told) =>
        Assert.Null(StatementDrawing.Draw(Decided("06b9j0w3r8n5c", kind, "insult", 1, ("source", source), ("told", told)), new(7), "de"));

    [Fact]
    public void What_breaks_a_rule_of_the_database_is_said()
    {
        var right = StatementDrawing.Draw(Decided("06b9j0w3r8n5c", "suspend", "hate", 1, ("ground", "law"), ("until", "1783036800")), new(7), "de")!;

        foreach (var (wrong, field) in new[]
        {
            (right with { Puid = "a b" }, "puid"), (right with { DecisionAccount = null }, "decision"), (right with { IllegalContentLegalGround = new('x', 501) }, "illegal_content"),
            (right with { Category = "STATEMENT_CATEGORY_BOREDOM" }, "category"), (right with { ContentDate = "1999-01-01" }, "content_date"), (right with { EndDateAccountRestriction = "2026-06-01" }, "end_date"),
            (right with { TerritorialScope = ["UK"] }, "territorial_scope"), (right with { DecisionFacts = " " }, "decision_facts"), (right with { SourceType = "SOURCE_RUMOUR" }, "source_type"),
        })
            Assert.Equal([field], StatementChecks.Faults(wrong));
    }

    [Theory, ClassData<Engines>]
    public async Task A_period_is_counted_from_the_record_and_taken_out_as_tables_and_statements(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        await app.Set("reasons", "insult 3 terms House rules, section 3 (1)\nhate 10 law\nadvertising 1 terms =SUM(A1)");
        var owner = await Newsroom.Owner(app);
        var other = await Newsroom.Invited(app, owner, "editor");
        var ana = await Joining.Join(app, "ana@reader.example", "Ana Lind");
        // Staff who do nothing for half an hour have to sign in again.
        async Task Later(int hours)
        {
            for (var at = 0; at < hours * 3; at++)
            {
                app.Clock.Advance(TimeSpan.FromMinutes(20));
                (await owner.Get("/desk/news")).Must(200);
                (await other.Get("/desk/news")).Must(200);
            }
        }

        var story = await app.MakeStory();
        var rude = (await ana.Post($"/stories/{story}/comments", ("body", "You clown."))).Must(303)["Location"]!.Split("#parley-")[1];
        await Moderators.Report(app, rude);
        await Later(3);
        (await Moderators.Decide(owner, await Moderators.Seen(app, rude), "remove", "insult", ("words", "Dear Ana Lind, argue."))).Must(303);
        var hateful = await app.Post(story, "Away with them.", "Rudi");
        (await new TestBrowser(app).Post("/notices/news", ("items", hateful.Id), ("reason", "hate"), ("explanation", "It asks to chase people away."), ("name", "Greta Holm"), ("mail", "greta@bakery.example"), ("faith", "yes"))).Must(303);
        var undone = (await Moderators.Decide(owner, await Moderators.Seen(app, hateful.Id), "remove", "advertising")).Must(303);
        (await owner.Post("/desk/news/undo", ("batch", Moderators.Batch(undone)))).Must(303);
        await Later(1);
        (await Moderators.Decide(owner, await Moderators.Seen(app, hateful.Id), "remove", "hate", ("person", "mute"), ("days", "7"))).Must(303);
        await using (var db = await app.OpenToRead())
        {
            var removal = await db.Decisions.SingleAsync(one => one.Reason == "insult");
            await Later(2);
            (await ana.Post($"/statements/{removal.Id}/appeal", ("words", "He is one, by trade."))).Must(303);
        }
        await using (var db = await app.OpenToRead())
            (await other.Post("/desk/news/appeal", ("appeal", (await db.Appeals.SingleAsync()).Id.ToString()), ("outcome", "reversed"))).Must(303);

        var csv = (await owner.Get("/desk/news/figures/csv")).Must(200);
        var statements = (await owner.Get("/desk/news/figures/statements")).Must(200).Text;
        var page = (await owner.Get("/desk/news/figures")).Must(200).Text;

        foreach (var line in new[]
        {
            "Section,Indicator,Scope,Value", "restrictions,count,,3", "decisions,count,,2", "reasons,count,hate,2", "reasons,count,insult,1", "reasons,median hours,insult,3", "sources,count,notice,2",
            "automation,count,none,3", "notices,count,received,1", "notices,count,law,1", "notices,median hours,law,1", "appeals,count,reversed,1", "appeals,count,received,1",
        })
            Assert.Contains(line + "\r\n", csv.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("advertising", csv.Text, StringComparison.Ordinal);
        Assert.StartsWith("text/csv", csv["Content-Type"], StringComparison.Ordinal);
        using var json = JsonDocument.Parse(statements);
        var list = json.RootElement.GetProperty("statements").EnumerateArray().ToList();
        Assert.Equal(3, list.Count);
        Assert.Equal(["DECISION_GROUND_ILLEGAL_CONTENT", "DECISION_GROUND_ILLEGAL_CONTENT", "DECISION_GROUND_INCOMPATIBLE_CONTENT"], list.Select(one => one.GetProperty("decision_ground").GetString()!).Order(StringComparer.Ordinal));
        Assert.Contains(list, one => one.GetProperty("source_type").GetString() == "SOURCE_ARTICLE_16");
        foreach (var somebody in new[] { "Ana", "Rudi", "Odile", "Greta", "clown", "Away with them" })
            Assert.DoesNotContain(somebody, statements, StringComparison.Ordinal);
        Assert.Contains("House rules, section 3 (1)", statements, StringComparison.Ordinal);
        foreach (var said in new[] { "Restrictions by reason", "Hatred", "ready for the Commission’s database: 3", "They were right" })
            Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.DoesNotContain("Lind", page, StringComparison.Ordinal);
    }

    [Theory, ClassData<Engines>]
    public async Task A_statement_that_might_name_somebody_does_not_leave(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        await app.Set("reasons", "insult 3 terms As Odile Owner laid down");
        var owner = await Newsroom.Owner(app);
        var comment = await app.Post(await app.MakeStory(), "You clown.");
        await Moderators.Report(app, comment.Id);
        (await Moderators.Decide(owner, await Moderators.Seen(app, comment.Id), "remove")).Must(303);

        var page = (await owner.Get("/desk/news/figures")).Must(200).Text;

        Assert.Contains("or might name somebody: 1", page, StringComparison.Ordinal);
        Assert.Contains("personal-data", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Odile", (await owner.Get("/desk/news/figures/statements")).Must(200).Text, StringComparison.Ordinal);
    }

    [Theory, ClassData<Engines>]
    public async Task What_is_no_period_is_refused_in_words_and_an_empty_one_is_empty(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var owner = await Newsroom.Owner(app);

        foreach (var query in new[] { "?from=2026-02-31", "?from=2026-03-02&to=2026-03-01", "?to=%22%3E%3Cscript%3E", "?from=0001-01-01&to=9999-12-31" })
            foreach (var path in new[] { "", "/csv", "/statements" })
                (await owner.Get($"/desk/news/figures{path}{query}")).Must(422);

        Assert.Contains("0", (await owner.Get("/desk/news/figures?from=2020-01-01&to=2020-12-31")).Must(200).Text, StringComparison.Ordinal);
        Assert.Contains("\"statements\": []", (await owner.Get("/desk/news/figures/statements?part=99")).Must(200).Text, StringComparison.Ordinal);
    }

    /// <summary>A decision in the middle of June as the record has it, of a case that waited so many hours.</summary>
    private static FigureRow Decided(string id, string kind, string? reason, int hours, params (string Name, string? Value)[] other)
    {
        var at = new DateTimeOffset(2026, 6, 15, 12, 0, 0, TimeSpan.Zero);
        var facts = new Dictionary<string, string?>
        {
            ["decision"] = id,
            ["reason"] = reason,
            ["ground"] = "terms",
            ["source"] = "report",
            ["told"] = "yes",
            ["opened"] = at.AddHours(-hours).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture),
        };
        foreach (var (name, value) in other)
            facts[name] = value;
        return new("decision", kind, Parley.Platform.Data.IdSource.At(at.AddDays(-1), 0), 1, at, facts);
    }
}
