using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Parley.Accounts;
using Parley.Moderation.Cases;
using Parley.Moderation.Figures;
using Parley.Moderation.Orders;
using Parley.Moderation.Record;
using Parley.Sites;
using Parley.Tests.Hosting;
using Parley.Tests.Moderation.Desk;
using Parley.Tests.Moderation.Record;

namespace Parley.Tests.Moderation.Orders;

/// <summary>Authorities order, staff answer in time, and whoever it concerns is told when they may be (DSA, Art. 9 and 10).</summary>
public sealed class OrderTest
{
    private const string Ana = "ana@reader.example", Court = "Regional Court, chamber 3", Why = "The comment names a protected witness.";

    private static readonly DateTimeOffset Now = new(2026, 6, 15, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("Done Gone", "Effected")]
    [InlineData("Done Refused", "Partial")]
    [InlineData("Part", "Partial")]
    [InlineData("Refused Refused", "Refused")]
    [InlineData("Done Open", null)]
    public void An_order_has_its_answer_once_nothing_of_it_waits(string items, string? state) =>
        Assert.Equal(state, OrderRules.StateOf([.. items.Split(' ').Select(Enum.Parse<OrderOutcome>)])?.ToString());

    [Theory]
    [InlineData("now", null, false, null)]
    [InlineData("from", "2026-07-01", true, "2026-07-01")]
    [InlineData("never", "2026-07-01", true, null)]
    public void Whoever_it_concerns_is_told_at_once_or_when_the_authority_says(string when, string? day, bool isSilent, string? from)
    {
        var telling = OrderRules.ReadTelling(when, day, Now);

        Assert.Equal((isSilent, from), (telling.Value.IsSilent, telling.Value.From?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("from", "2026-06-01")]
    [InlineData("from", null)]
    [InlineData("later", null)]
    public void A_day_that_is_over_is_no_day_to_wait_for(string when, string? day) => Assert.Equal("order-when", OrderRules.ReadTelling(when, day, Now).Refusal?.Code);

    [Theory, ClassData<Engines>]
    public async Task An_order_goes_ahead_is_answered_and_its_author_is_told_as_an_order_and_not_as_our_own_reasons(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var (owner, ana, comment) = await Begin(app);
        var (other, grave) = (await app.Post(await app.MakeStory(), "Another."), await app.Post(await app.MakeStory(), "A grave thing."));
        await Moderators.Report(app, grave.Id, "threat");

        Assert.Equal(422, (await Enter(app, owner, comment, ("basis", " "))).Status);
        Assert.Equal(422, (await Enter(app, owner, "nothing")).Status);
        Assert.Equal(422, (await Enter(app, owner, comment, ("received", Moment(app, 1)))).Status);
        var order = await Entered(app, owner, $"/comments/{comment}\n{other.Id}");
        Assert.Equal(order, await Entered(app, owner, $"/comments/{comment}\n{other.Id}"));

        await using (var db = await app.OpenToRead())
            Assert.NotEqual(grave.Id, (await db.Cases.OrderByDescending(one => one.Rank).FirstAsync()).CommentId.ToString());
        var queue = (await owner.Get("/desk/news?view=orders")).Must(200).Text;
        foreach (var said in new[] { Court, Why, "Orders <b>2</b>", "3 h since it came", "goes ahead" })
            Assert.Contains(said, queue, StringComparison.Ordinal);
        (await Step(owner, "acknowledge", order)).Must(303);
        Assert.Equal(409, (await Step(owner, "acknowledge", order)).Status);
        Assert.Equal(409, (await Step(owner, "answer", order, ("receipt", "Too early."))).Status);
        var removed = (await Moderators.Decide(owner, await Moderators.Seen(app, comment), "remove", "unlawful", ("words", "Not kept."))).Must(303);
        (await owner.Post("/desk/news/undo", ("batch", Moderators.Batch(removed)))).Must(303);
        (await Moderators.Decide(owner, await Moderators.Seen(app, comment), "remove", "unlawful")).Must(303);
        (await Moderators.Decide(owner, await Moderators.Seen(app, other.Id), "publish", null)).Must(303);
        await Tell(app);

        var letter = (await TestMail.To(app, Ana, 2)).TextBody!;
        foreach (var said in new[] { Court, Why, "to the courts" })
            Assert.Contains(said, letter, StringComparison.Ordinal);
        var told = (await new TestBrowser(app).Get(new Uri(System.Text.RegularExpressions.Regex.Match(letter, @"http\S+/orders/\S+").Value).PathAndQuery)).Must(200).Text;
        foreach (var said in new[] { "Appeal within a month.", "only in AT", "everywhere", "File 7/26" })
            Assert.Contains(said, told, StringComparison.Ordinal);
        Assert.DoesNotContain(other.Id, told, StringComparison.Ordinal);
        Assert.Contains("Orders of authorities", (await ana.Get("/account/news/inbox")).Must(200).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("What moderators decided", (await ana.Get("/account/news/inbox")).Text, StringComparison.Ordinal);
        (await new TestBrowser(app).Get($"/orders/{order}")).Must(404);
        var page = (await owner.Get($"/desk/news/orders?id={order}")).Must(200).Text;
        foreach (var said in new[] { "Effect was given to part of it", "Your order applies to: only in AT. Effect is given everywhere", $"/comments/{comment}: removed", "stays as it is" })
            Assert.Contains(said, System.Net.WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        (await Step(owner, "answer", order, ("receipt", "By the court's mailbox."))).Must(303);
        await using var after = await app.OpenToRead();
        Assert.Equal(
            ["order", "order-acknowledged", "order-decided", "order-told", "order-answered"],
            await after.AuditLog.Where(row => row.Kind.StartsWith("order")).OrderBy(row => row.Id).Select(row => row.Kind).ToListAsync());
        Assert.DoesNotContain(await after.AuditValues.ToListAsync(), value => value.Value.Contains("Not kept", StringComparison.Ordinal));
        var figures = await Figures(app);
        Assert.Equal((1, 1, 1), (figures["act"].Count, figures["actacknowledged"].Count, figures["actpartial"].Count));
        Assert.InRange(figures["actpartial"].MedianHours!.Value, 3.0, 3.1);
    }

    [Theory, ClassData<Engines>]
    public async Task Nobody_learns_of_an_order_before_the_authority_allows_it(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var (owner, ana, comment) = await Begin(app);
        var order = await Entered(app, owner, comment, ("telling", "never"));
        (await Moderators.Decide(owner, await Moderators.Seen(app, comment), "remove", "unlawful")).Must(303);
        await Tell(app);
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        async Task<string> Held()
        {
            await using var db = await app.OpenToRead();
            var person = await db.People.SingleAsync(one => one.Name == "Ana Lind");
            var rows = new List<string>();
            foreach (var part in app.Services.GetServices<IHeldOnPerson>().Where(part => part.Name is "orders" or "decisions" or "record"))
                rows.AddRange((await part.Read(db, person, default)).SelectMany(row => row).Select(value => $"{value.Value}"));
            return string.Join(' ', rows);
        }

        Assert.Equal("", await Held());
        Assert.DoesNotContain(Court, (await ana.Get("/account/news/inbox")).Must(200).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("/orders/", (await ana.Get($"/comments/{comment}/yours")).Must(200).Text, StringComparison.Ordinal);
        (await ana.Get($"/orders/{order}")).Must(404);
        (await Step(owner, "tell", order, ("telling", "now"))).Must(303);
        await app.Services.GetRequiredService<OrderLetters>().SendSome(default);

        Assert.Contains(Court, await Held(), StringComparison.Ordinal);
        Assert.Contains($"/orders/{order}", (await ana.Get($"/comments/{comment}/yours")).Must(200).Text, StringComparison.Ordinal);
        Assert.Contains(Court, (await ana.Get($"/orders/{order}")).Must(200).Text, StringComparison.Ordinal);
    }

    [Theory, ClassData<Engines>]
    public async Task Information_is_handed_over_sealed_no_more_than_was_asked_for_and_destroyed_at_its_end(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var (owner, ana, comment) = await Begin(app);
        Assert.Equal(422, (await Enter(app, owner, "nobody", ("kind", "information"))).Status);
        var order = await Entered(app, owner, comment, ("kind", "information"));
        Assert.Contains("Orders <b>1</b>", (await owner.Get("/desk/news?view=orders")).Must(200).Text, StringComparison.Ordinal);

        Assert.Equal(422, (await Step(owner, "package", order)).Status);
        Assert.Equal(409, (await Step(owner, "file", order)).Status);
        (await Step(owner, "package", order, ("part", "comments"))).Must(303);
        var site = app.Services.GetRequiredService<SiteDirectory>().Find("news")!;
        var desk = app.Services.GetRequiredService<OrderDesk>();
        await using (var db = await app.OpenToRead())
        {
            var stored = await db.AuthorityOrders.SingleAsync();
            var taken = (await desk.Take(site.Id, stored.EnteredBy, order, default)).Value!;
            await using var zip = new System.IO.Compression.ZipArchive(new MemoryStream(taken));
            Assert.Equal(["order.json", "held.zip"], zip.Entries.Select(entry => entry.FullName));
            await using var inner = new System.IO.Compression.ZipArchive(await zip.GetEntry("held.zip")!.OpenAsync(default));
            Assert.Equal(["comments.json", "comments.csv"], inner.Entries.Select(entry => entry.FullName));
            using var cover = new StreamReader(await zip.GetEntry("order.json")!.OpenAsync(default));
            Assert.Contains(stored.Digest!, await cover.ReadToEndAsync(), StringComparison.Ordinal);
        }
        (await Step(owner, "file", order)).Must(200);
        Assert.Equal(422, (await Step(owner, "decide", order, ("state", "partial"))).Status);
        (await Step(owner, "decide", order, ("state", "effected"))).Must(303);
        await Tell(app);

        Assert.Contains("hand over what we hold of you", (await ana.Get($"/orders/{order}")).Must(200).Text, StringComparison.Ordinal);
        app.Clock.Advance(TimeSpan.FromDays(91));
        await desk.End(default);
        await using var after = await app.OpenToRead();
        var ended = await after.AuthorityOrders.SingleAsync();
        Assert.Equal((null, 64), (ended.Package, ended.Digest!.Length));
        Assert.Equal(409, (await desk.Take(site.Id, ended.EnteredBy, order, default)).Refusal?.Status);
        await RecordTest.Linked(app);
        Assert.Empty((await app.Services.GetRequiredService<RecordCheck>().Run(default)).Faults);
    }

    [Theory, ClassData<Engines>]
    public async Task A_refused_order_frees_what_nothing_else_brought_up_and_a_late_one_is_shown_as_such(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var (owner, ana, comment) = await Begin(app);
        var reported = await app.Post(await app.MakeStory(), "Reported, too.");
        await Moderators.Report(app, reported.Id, "hate");
        var order = await Entered(app, owner, $"{comment}\n{reported.Id}");
        app.Clock.Advance(TimeSpan.FromHours(10));
        owner = await Newsroom.Invited(app, await Newsroom.Owner(app, "again@news.example"), "editor");

        Assert.Contains("Overdue", (await owner.Get("/desk/news/orders")).Must(200).Text, StringComparison.Ordinal);
        Assert.Equal(422, (await Step(owner, "decide", order, ("state", "refused"))).Status);
        Assert.Equal(409, (await Step(owner, "decide", order, ("state", "effected"))).Status);
        (await Step(owner, "decide", order, ("state", "refused"), ("why", "It names no legal basis."))).Must(303);
        await Tell(app);

        await using var db = await app.OpenToRead();
        Assert.Equal([CaseState.Decided, CaseState.Open], (await db.Cases.ToListAsync()).OrderBy(one => one.CommentId.ToString() == comment ? 0 : 1).Select(one => one.State));
        Assert.Equal((OrderState.Refused, 0), ((await db.AuthorityOrders.SingleAsync()).State, await db.OrderPeople.CountAsync()));
        Assert.Contains("It names no legal basis.", (await owner.Get($"/desk/news/orders?id={order}")).Must(200).Text, StringComparison.Ordinal);
    }

    private static async Task<(TestBrowser Owner, TestBrowser Ana, string Comment)> Begin(ParleyApp app)
    {
        var owner = await Newsroom.Owner(app);
        var ana = await Joining.Join(app, Ana, "Ana Lind");
        var posted = (await ana.Post($"/stories/{await app.MakeStory()}/comments", ("body", "The witness lives there."))).Must(303);
        return (owner, ana, posted["Location"]!.Split("#parley-")[1]);
    }

    private static async Task<string> Entered(ParleyApp app, TestBrowser owner, string items, params (string Name, string? Value)[] other) =>
        (await Enter(app, owner, items, other)).Must(303)["Location"]!.Split("id=")[1];

    private static Task<Answer> Enter(ParleyApp app, TestBrowser owner, string items, params (string Name, string? Value)[] other)
    {
        var fields = new Dictionary<string, string?>
        {
            ["kind"] = "act",
            ["items"] = items,
            ["authority"] = Court,
            ["country"] = "AT",
            ["language"] = "en",
            ["reference"] = "File 7/26",
            ["basis"] = "Section 78 of the Act",
            ["reason"] = "unlawful",
            ["reasons"] = Why,
            ["territory"] = "only in AT",
            ["redress"] = "Appeal within a month.",
            ["received"] = Moment(app, -3),
            ["telling"] = "now",
        };
        foreach (var (name, value) in other)
            fields[name] = value;
        return owner.Post("/desk/news/orders", [.. fields.Select(field => (field.Key, field.Value))]);
    }

    private static string Moment(ParleyApp app, int hours) =>
        app.Clock.GetUtcNow().AddHours(hours).ToString("yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    private static Task<Answer> Step(TestBrowser owner, string step, string order, params (string Name, string? Value)[] fields) =>
        owner.Post($"/desk/news/orders/{step}", [("id", order), .. fields]);

    private static async Task Tell(ParleyApp app)
    {
        app.Clock.Advance(TimeSpan.FromSeconds(11));
        await app.Services.GetRequiredService<OrderLetters>().SendSome(default);
    }

    private static async Task<Dictionary<string, FigureLine>> Figures(ParleyApp app)
    {
        var site = app.Services.GetRequiredService<SiteDirectory>().Find("news")!;
        var figures = await app.Services.GetRequiredService<FiguresReader>().Figures(site.Id, Period.Read(null, null, app.Clock.GetUtcNow())!.Value, default);
        return figures.Tables.Single(table => table.Name == "orders").Lines.ToDictionary(line => line.Key);
    }
}
