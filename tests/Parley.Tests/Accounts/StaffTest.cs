using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Parley.Accounts;
using Parley.Sites;
using Parley.Tests.Hosting;

namespace Parley.Tests.Accounts;

/// <summary>The way in for staff: a link that works once, then a password and a second factor.</summary>
public sealed partial class StaffTest
{
    private const string Mail = "owner@news.example";

    [Theory, ClassData<Engines>]
    public async Task The_setup_link_makes_one_owner_once(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var link = new Uri(await app.Services.GetRequiredService<StaffLinks>().ForOwner(default)).PathAndQuery;

        var (owner, _, _) = await Newsroom.Open(app, link, Mail, "Odile");

        Assert.Contains("The News", (await owner.Get("/staff")).Must(200).Text, StringComparison.Ordinal);
        (await new TestBrowser(app).Get(link)).Must(404);
        (await new TestBrowser(app).Post("/staff/setup", ("key", link.Split("key=")[1]), ("mail", "eve@news.example"), ("name", "Eve"), ("password", Newsroom.Password))).Must(404);
        Assert.False(await app.Services.GetRequiredService<StaffLinks>().NeedsOwner(default));
    }

    [Theory, ClassData<Engines>]
    public async Task A_password_alone_opens_nothing_but_setting_up_a_second_factor(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var link = new Uri(await app.Services.GetRequiredService<StaffLinks>().ForOwner(default)).PathAndQuery;
        var browser = new TestBrowser(app);
        (await browser.Post("/staff/setup", ("key", link.Split("key=")[1]), ("mail", Mail), ("name", "Odile"), ("password", Newsroom.Password))).Must(303);

        Assert.Equal("/staff/account", (await browser.Get("/staff")).Must(303)["Location"]);
        Assert.Equal("/staff/account", (await browser.Get("/staff/news/settings")).Must(303)["Location"]);
        var key = Newsroom.KeyIn((await browser.Get("/staff/account")).Must(200));
        (await browser.Post("/staff/account/app", ("code", Newsroom.CodeOf(key)))).Must(200);
        (await browser.Get("/staff/news/settings")).Must(200);
    }

    [Theory, ClassData<Engines>]
    public async Task Signing_in_asks_for_the_second_factor_and_takes_each_code_once(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var link = new Uri(await app.Services.GetRequiredService<StaffLinks>().ForOwner(default)).PathAndQuery;
        var (_, key, _) = await Newsroom.Open(app, link, Mail, "Odile");
        var code = Newsroom.CodeOf(key, steps: 1);

        var browser = new TestBrowser(app);
        var asked = (await browser.Post("/staff/sign-in/password", ("mail", Mail), ("password", Newsroom.Password))).Must(200);
        (await browser.Get("/staff")).Must(303);
        (await browser.Post("/staff/sign-in/second", ("ticket", Joining.TicketIn(asked)), ("code", code))).Must(303);

        (await browser.Get("/staff")).Must(200);
        var again = new TestBrowser(app);
        (await again.Post("/staff/sign-in/second", ("ticket", Joining.TicketIn(asked)), ("code", code))).Must(422);
    }

    [Theory, ClassData<Engines>]
    public async Task A_recovery_code_stands_in_once_for_a_lost_second_factor(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var link = new Uri(await app.Services.GetRequiredService<StaffLinks>().ForOwner(default)).PathAndQuery;
        var (_, _, page) = await Newsroom.Open(app, link, Mail, "Odile");
        var recovery = Recovery().Matches(page).Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(10, recovery.Count);

        (await Second(app, recovery[0])).Must(303);
        (await Second(app, recovery[0])).Must(422);
        (await Second(app, recovery[1])).Must(303);
    }

    [Fact]
    public async Task A_reset_by_who_runs_the_installation_ends_the_old_factors_and_sessions()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        var owner = await Newsroom.Owner(app, Mail);

        var link = new Uri(await app.Services.GetRequiredService<StaffLinks>().ForOwner(default)).PathAndQuery;
        Assert.Contains(Mail, (await owner.Get(link)).Must(200).Text, StringComparison.Ordinal);
        var (again, _, _) = await Newsroom.Open(app, link, null, null);

        (await owner.Get("/staff")).Must(303);
        (await again.Get("/staff")).Must(200);
    }

    [Fact]
    public async Task The_command_line_prints_a_link_for_an_owner_who_lost_everything()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        await Newsroom.Owner(app, Mail);

        var ended = await ParleyProcess.Run(app.Database, "owner", "reset");

        Assert.Equal(0, ended.Code);
        Assert.Contains(Mail, (await new TestBrowser(app).Get(ended.Output.Trim().Split('\n')[^1])).Must(200).Text, StringComparison.Ordinal);
    }

    [Theory, ClassData<Engines>]
    public async Task A_setting_is_changed_on_its_page_and_the_change_is_recorded(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var owner = await Newsroom.Owner(app, Mail);

        (await owner.Post("/staff/news/settings", ("edit-window", "15"), ("depth", "99"))).Must(422);
        (await owner.Post("/staff/news/settings", ("edit-window", "15"), ("depth", "6"), ("role", "owner"), ("siteId", "1"))).Must(303);
        await app.CatchUp();

        Assert.Equal(15, app.Services.GetRequiredService<SiteDirectory>().Find("news")!.Settings.EditWindowMinutes);
        var changes = (await owner.Get("/staff/news/changes")).Must(200).Text;
        Assert.Contains("edit-window", changes, StringComparison.Ordinal);
        Assert.Contains(Mail, changes, StringComparison.Ordinal);
    }

    [Theory, ClassData<Engines>]
    public async Task Another_role_counts_at_once(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var owner = await Newsroom.Owner(app, Mail);
        var editor = await Newsroom.Invited(app, owner, "editor");
        (await editor.Get("/staff/news/settings")).Must(404);
        await using var db = await app.OpenToRead();
        var person = await db.People.SingleAsync(one => one.Role == Role.Editor);

        (await owner.Post("/staff/news/people/role", ("person", person.Id.ToString()), ("role", "administrator"))).Must(303);
        (await editor.Get("/staff/news/settings")).Must(200);
        (await owner.Post("/staff/news/people/role", ("person", person.Id.ToString()), ("role", "member"))).Must(303);

        (await editor.Get("/staff/news/settings")).Must(404);
        (await editor.Post("/staff/news/people/role", ("person", person.Id.ToString()), ("role", "administrator"))).Must(404);
    }

    [Fact]
    public async Task Roles_are_changed_only_by_who_just_proved_who_they_are_and_never_ones_own()
    {
        await using var app = await ParleyApp.Start(Engines.Sqlite);
        var owner = await Newsroom.Owner(app, Mail);
        var administrator = await Newsroom.Invited(app, owner, "administrator");
        await using var db = await app.OpenToRead();
        var own = await db.People.SingleAsync(one => one.Name == "administrator of news");

        (await administrator.Post("/staff/news/people/role", ("person", own.Id.ToString()), ("role", "moderator"))).Must(403);
        app.Clock.Advance(TimeSpan.FromMinutes(11));

        var late = (await owner.Post("/staff/news/people/invite", ("mail", "x@news.example"), ("name", "X"), ("role", "editor"))).Must(303);
        Assert.StartsWith("/staff/confirm", late["Location"], StringComparison.Ordinal);
    }

    private static async Task<Answer> Second(ParleyApp app, string code)
    {
        var browser = new TestBrowser(app);
        var asked = (await browser.Post("/staff/sign-in/password", ("mail", Mail), ("password", Newsroom.Password))).Must(200);
        return await browser.Post("/staff/sign-in/second", ("ticket", Joining.TicketIn(asked)), ("code", code));
    }

    [GeneratedRegex("<code>([A-Z0-9-]+)</code>")]
    private static partial Regex Recovery();
}
