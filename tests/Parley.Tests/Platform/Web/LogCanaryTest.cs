using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Parley.Accounts;
using Parley.Platform.Data;
using Parley.Sites;
using Parley.Tests.Hosting;

namespace Parley.Tests.Platform.Web;

/// <summary>The log tells the operator what happened, and no reader's words, name, address or secret.</summary>
public sealed class LogCanaryTest
{
    [Theory, ClassData<Engines>]
    public async Task Nothing_a_reader_sent_and_no_secret_is_logged(string engine)
    {
        var log = new KeptLog();
        await using var app = await ParleyApp.Start(engine, adjust: services => services.AddLogging(logging => logging
            .SetMinimumLevel(LogLevel.Debug).AddProvider(log)));
        var story = await app.MakeStory(more: new { title = "canary-title", summary = "canary-summary", author = "canary-author", text = "canary-text" });
        var comment = await app.Post(story, "canary-body", "canary-name");
        var cookie = $"parley-news={comment.Token}";

        Answer[] answers =
        [
            await Call.Post(app, $"/api/v1/stories/{story}/comments").With("Idempotency-Key", "canary-key").With("User-Agent", "canary-agent").With("Referer", "https://canary-referer.example/")
                .With("X-Forwarded-For", "203.0.113.77").Json(new { body = "canary-body", name = "canary-name" }).Send(),
            await Call.Post(app, $"/api/v1/stories/{story}/comments").Json(new { body = "canary-body" + new string('x', 30_000), name = "canary-name" }).Send(),
            await Call.Post(app, $"/api/v1/stories/{story}/comments").Raw("application/json", "{\"body\":\"canary-body\",\"name\":canary-name}").Send(),
            await Call.Post(app, $"/api/v1/stories/{story}/comments").Raw("application/xml", "canary-body").Send(),
            await Call.Post(app, $"/stories/{story}/comments").FromOurPage(cookie).Form(("body", "canary-body"), ("name", "canary-name"), ("preview", "1")).Send(),
            await Call.Post(app, $"/stories/{story}/comments").FromOurPage(cookie).Form(("body", "canary-body"), ("name", "canary-name"), ("parentId", "canary-parent")).Send(),
            await Call.Post(app, $"/stories/{story}/comments").FromOurPage().Raw("application/x-www-form-urlencoded", "body=canary-body%ff&name=canary-name").Send(),
            await Call.Post(app, "/api/v1/preview").Json(new { body = "canary-body" }).Send(),
            await new Call(app, "PATCH", $"/api/v1/comments/{comment.Id}").As(comment.Token).Json(new { body = "canary-edit" }).Send(),
            await new Call(app, "PATCH", $"/api/v1/comments/{comment.Id}").As("canary-token").Json(new { body = "canary-edit" }).Send(),
            await Call.Post(app, $"/api/v1/comments/{comment.Id}/state").As(app.ApiKey).Json(new { state = "remove", reason = "canary-reason" }).Send(),
            await Call.Post(app, "/embed/news/token").With("Origin", ParleyApp.SiteOrigin).With("Parley-Exchange", "1").With("Cookie", cookie).Send(),
            await Call.Get(app, $"/comments/{comment.Id}/yours").With("Cookie", cookie).Send(),
            await Call.Get(app, "/stories?site=news&url=https://news.example/canary-address").Send(),
            await Call.Get(app, $"/stories/{story}?after=canary-cursor").Send(),
        ];
        // Those who sign in give away more than those who write.
        const string Phrase = "canary-phrase of several words";
        var reader = await Joining.Join(app, "canary@reader.example", "canary-reader", password: Phrase);
        (await new TestBrowser(app).Post("/account/news/sign-in/password", ("mail", "canary@reader.example"), ("password", Phrase))).Must(303);
        (await new TestBrowser(app).Post("/account/news/sign-in/password", ("mail", "canary@reader.example"), ("password", "canary-wrong"))).Must(422);
        var code = TestMail.Digits(await TestMail.To(app, "canary@reader.example"));
        var setup = new Uri(await app.Services.GetRequiredService<StaffLinks>().ForOwner(default)).Query;
        var (owner, factor, _) = await Newsroom.Open(app, "/staff/setup" + setup, "canary@news.example", "canary-owner");
        string[] secrets = [code, code[..3] + " " + code[3..], setup, factor, reader.Cookies["parley-news.session"], owner.Cookies["parley-.session"]];
        var door = app.Services.GetRequiredService<IWriteDoor>();
        var site = app.Services.GetRequiredService<SiteDirectory>().Find(ParleyApp.SiteName)!.Id;
        await door.Write(db => Add(db, site), default);
        await Assert.ThrowsAnyAsync<DbUpdateException>(() => door.Write(db => Add(db, site), default));
        await app.CatchUp();

        Assert.DoesNotContain(answers, answer => answer.Status >= 500);
        var told = string.Join('\n', log.Lines);
        Assert.NotEmpty(told);
        foreach (var canary in new[] { "canary", comment.Token, app.ApiKey, "203.0.113.77" }.Concat(secrets))
            Assert.True(!told.Contains(canary, StringComparison.OrdinalIgnoreCase), $"{canary} in the log:\n" + string.Join('\n', log.Lines.Where(line => line.Contains(canary, StringComparison.OrdinalIgnoreCase))));
    }

    /// <summary>The second time the database refuses it, and would say what it holds.</summary>
    private static Task Add(ParleyContext db, SiteId site)
    {
        db.Add(new StoredSetting(site, "canary-setting"));
        return Task.CompletedTask;
    }

    [Fact]
    public async Task An_address_a_request_made_up_cannot_write_a_line_of_the_log()
    {
        var log = new KeptLog();
        await using var app = await ParleyApp.Start(Engines.Sqlite, adjust: services => services.AddLogging(logging => logging.AddProvider(log)));

        await Call.Get(app, "/stories/%0A%0Dfail:%20forged%1B%5B31m%E2%80%A8").Send();
        await Call.Get(app, "/comments/x%E2%80%AEforged").With("User-Agent", "forged").Send();

        Assert.DoesNotContain("forged", string.Join('\n', log.Lines), StringComparison.Ordinal);
    }

    /// <summary>Keeps each line as the product's own filters let it through.</summary>
    private sealed class KeptLog : ILoggerProvider
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => new Line(this, categoryName);

        public void Dispose()
        {
        }

        private sealed class Line(KeptLog log, string category) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                log.Lines.Enqueue($"{logLevel} {category}: {formatter(state, exception)} {exception}");
        }
    }
}
