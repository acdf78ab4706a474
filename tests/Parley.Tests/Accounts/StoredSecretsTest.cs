using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Parley.Accounts;
using Parley.Tests.Accounts.OpenId;
using Parley.Tests.Hosting;

namespace Parley.Tests.Accounts;

/// <summary>Whoever gets hold of the database alone can write as nobody: of what opens a door it holds hashes, or what is sealed.</summary>
public sealed partial class StoredSecretsTest
{
    [Theory, ClassData<Engines>]
    public async Task No_row_holds_a_token_a_key_or_the_installations_secret(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var story = await app.MakeStory();
        var answer = await Call.Post(app, $"/api/v1/stories/{story}/comments").With("Idempotency-Key", "a-key-of-the-call").Json(new { body = "Words.", name = "Ann" }).Send();
        var token = answer.Must(201).Json.GetProperty("authorToken").GetString()!;
        var secret = (await File.ReadAllTextAsync(Path.Combine(app.Database.DataFolder, "secret"))).Trim();
        await app.CatchUp();

        var stored = await StoredText.Read(app);

        Assert.True(stored.Holds("Words."));
        // A token names its person first; what proves it comes after.
        foreach (var part in new[] { token[^22..], app.ApiKey[^22..], secret, "a-key-of-the-call" })
            Assert.False(stored.Holds(part), part);
        Assert.False(stored.Holds("127.0.0.1"), "the reader's address");
        Assert.DoesNotContain(secret, stored.Bytes, StringComparison.OrdinalIgnoreCase);
    }

    [Theory, ClassData<Engines>]
    public async Task No_row_holds_what_signs_a_reader_or_staff_in(string engine)
    {
        await using var club = await Club.Start(engine);
        var app = club.App;
        const string Password = "a phrase of herons";
        var reader = await Joining.Join(app, "ana@reader.example", "Ana", password: Password);
        (await reader.Post("/account/news/sign-in/mail", ("mail", "ana@reader.example"))).Must(303);
        var code = TestMail.Digits(await TestMail.To(app, "ana@reader.example", 2));
        var download = (await reader.Post("/account/news/export")).Must(303)["Location"]!.Split("key=")[1];
        var link = new Uri(await app.Services.GetRequiredService<StaffLinks>().ForOwner(default)).PathAndQuery;
        var (owner, key, page) = await Newsroom.Open(app, link, "owner@news.example", "Odile");
        (await owner.Post("/staff/news/people/invite", ("mail", "mo@news.example"), ("name", "Mo"), ("role", "moderator"))).Must(303);
        var invited = TestMail.Link(await TestMail.To(app, "mo@news.example"));
        await app.NoMailWaits();
        await app.CatchUp();

        var stored = await StoredText.Read(app);

        Assert.True(stored.Holds("ana@reader.example"));
        string[] secrets =
        [
            Password, Newsroom.Password, key, download, link.Split("key=")[1], invited.Split("key=")[1], "s3cret",
            Proof(reader.Cookies["parley-news.session"]), Proof(reader.Cookies["parley-news.asked"]), Proof(owner.Cookies["parley-.session"]),
            .. Recovery().Matches(page).Select(match => match.Groups[1].Value),
        ];
        Assert.Equal(20, secrets.Length);
        foreach (var part in secrets)
            Assert.False(stored.Holds(part), part);
        Assert.DoesNotContain($"\n{code}\n", stored.Text.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    /// <summary>The part of a cookie that proves something: before it stands which row it is about.</summary>
    private static string Proof(string cookie) => cookie.Split('.') is { Length: > 1 } parts ? parts.MaxBy(part => part.Length)! : cookie;

    [GeneratedRegex("<code>([A-Z0-9-]+)</code>")]
    private static partial Regex Recovery();
}
