using Parley.BrowserTests.Hosting;

namespace Parley.BrowserTests;

/// <summary>A discussion on the publisher's page, under the strictest policy a publisher may have.</summary>
public sealed class EmbedTest(DemoParley parley, Browsers browsers)
{
    /// <summary>What the hostile page says of every element, as a comment must have it all the same.</summary>
    private static readonly (string Property, string Value)[] Undisturbed =
    [
        ("font-size", "17px"), ("text-transform", "none"), ("letter-spacing", "normal"), ("border-top-width", "0px"),
        ("font-style", "normal"), ("white-space", "normal"), ("text-indent", "0px"), ("cursor", "auto"), ("display", "block"),
    ];

    [Fact]
    public async Task Nothing_is_fetched_until_a_screen_before_it_is_seen_and_then_three_things_without_a_cookie()
    {
        var page = await browsers.Open(new() { ViewportSize = new() { Width = 1280, Height = 400 } });
        var asked = Requests(page);
        await page.GotoAsync(parley.Publisher + "/town/mill-line", new() { WaitUntil = WaitUntilState.NetworkIdle });

        Assert.Single(asked, one => one.Url.StartsWith(parley.Address, StringComparison.Ordinal));
        await page.Locator("parley-thread").ScrollIntoViewIfNeededAsync();
        await Expect(Comments(page).First).ToBeVisibleAsync();

        // The stream of what happens from now on begins when they are shown.
        var ours = asked.Where(one => !one.Url.StartsWith(parley.Publisher, StringComparison.Ordinal)
            && !one.Url.Contains("/api/v1/live?", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, ours.Count);
        Assert.All(ours, one => Assert.StartsWith(parley.Address, one.Url, StringComparison.Ordinal));
        foreach (var one in ours)
        {
            Assert.DoesNotContain("cookie", await one.AllHeadersAsync());
            var answer = (await one.ResponseAsync())!;
            Assert.StartsWith("public", await answer.HeaderValueAsync("cache-control"), StringComparison.Ordinal);
            Assert.Null(await answer.HeaderValueAsync("set-cookie"));
        }
        Assert.Empty(await page.Context.CookiesAsync());
    }

    [Fact]
    public async Task A_guest_writes_replies_and_deletes_without_one_violation_of_the_policy()
    {
        var page = await browsers.Open();
        var complaints = Complaints(page);
        var told = await Events(page);
        await page.GotoAsync(parley.Publisher + "/town/library-bus");
        var thread = page.Locator("parley-thread");
        await thread.ScrollIntoViewIfNeededAsync();

        await thread.Locator(".composer > summary").First.ClickAsync();
        await Fill(thread, "Grease, *then* oil.", "Tess");
        var mine = thread.Locator(".comment.found");
        await Expect(mine).ToContainTextAsync("Grease, then oil.");

        await mine.Locator(".reply").ClickAsync();
        await Expect(thread.Locator("form textarea")).ToBeFocusedAsync();
        await Fill(thread, "And wait a day.", "Tess");
        await Expect(mine).ToContainTextAsync("And wait a day.");

        await mine.Locator(".yours").ClickAsync();
        await thread.GetByText("Delete this comment").ClickAsync();
        await thread.GetByRole(AriaRole.Button, new() { Name = "Yes, delete it" }).ClickAsync();
        await Expect(thread.GetByText("Removed by its author").First).ToBeVisibleAsync();

        Assert.Empty(complaints);
        Assert.Equal(["loaded", "posted", "posted", "deleted"], (await told()).Where(name => name != "shown"));
    }

    [Fact]
    public async Task What_is_wrong_is_said_in_place_and_the_draft_outlives_a_reload()
    {
        var page = await browsers.Open();
        await page.GotoAsync(parley.Publisher + "/town/library-bus");
        var thread = page.Locator("parley-thread");
        await thread.ScrollIntoViewIfNeededAsync();
        await thread.Locator(".composer > summary").First.ClickAsync();

        await Fill(thread, "It should be called Boris.", "");
        await Expect(thread.Locator(".wrong")).ToContainTextAsync("Please give a name");
        await thread.GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync();
        await Expect(thread.Locator(".preview .text")).ToHaveTextAsync("It should be called Boris.");
        await page.ReloadAsync();
        await thread.ScrollIntoViewIfNeededAsync();
        await thread.Locator(".composer > summary").First.ClickAsync();

        await Expect(thread.Locator("textarea")).ToHaveValueAsync("It should be called Boris.");
    }

    [Fact]
    public async Task A_permalink_is_the_publishers_page_and_back_leads_to_the_same_height()
    {
        var page = await browsers.Open();
        await page.GotoAsync(parley.Publisher + "/town/mill-line");
        var thread = page.Locator("parley-thread");
        await thread.ScrollIntoViewIfNeededAsync();
        await thread.GetByRole(AriaRole.Link, new() { Name = "Most replies" }).ClickAsync();
        await Expect(thread.Locator("[aria-current=true]")).ToHaveTextAsync("Most replies");
        var more = thread.Locator("a.more").First;
        await more.ScrollIntoViewIfNeededAsync();
        var height = (await more.BoundingBoxAsync())!.Y;

        await more.ClickAsync();
        await Expect(thread.Locator(".comment.focus")).ToBeVisibleAsync();
        var focused = await thread.Locator(".comment.focus").GetAttributeAsync("id");
        Assert.Equal($"{parley.Publisher}/town/mill-line#{focused}", page.Url);
        await page.GoBackAsync();
        await Expect(thread.Locator("[aria-current=true]")).ToHaveTextAsync("Most replies");

        await Expect(thread.Locator(".comment.focus")).ToHaveCountAsync(0);
        Assert.InRange((await thread.Locator("a.more").First.BoundingBoxAsync())!.Y, height - 2, height + 2);
        var elsewhere = await browsers.Open();
        await elsewhere.GotoAsync($"{parley.Publisher}/town/mill-line#{focused}");
        await Expect(elsewhere.Locator("parley-thread .comment.focus")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task An_element_that_leaves_or_changes_its_story_leaves_nothing_behind()
    {
        var page = await browsers.Open();
        var asked = Requests(page);
        await page.GotoAsync(parley.Publisher + "/town/mill-line");
        var thread = page.Locator("parley-thread");
        await thread.ScrollIntoViewIfNeededAsync();
        await Expect(Comments(page).First).ToBeVisibleAsync();
        var forSearchEngines = page.Locator("parley-thread > script[type='application/ld+json']");
        Assert.Contains("Mill Street", await forSearchEngines.TextContentAsync(), StringComparison.Ordinal);

        await thread.EvaluateAsync("e => { e.setAttribute('story-id', 'courier-library-bus'); e.setAttribute('story-url', location.origin + '/town/library-bus') }");
        await thread.ScrollIntoViewIfNeededAsync();
        await Expect(thread.Locator("h2")).Not.ToContainTextAsync("223");
        Assert.DoesNotContain("Mill Street", await forSearchEngines.TextContentAsync(), StringComparison.Ordinal);
        await thread.EvaluateAsync("e => { window.gone = e; e.remove() }");
        var before = asked.Count;
        await page.EvaluateAsync("() => { history.pushState({}, '', '#parley-0000000000000'); history.back() }");
        await page.EvaluateAsync("() => gone.shadowRoot.querySelector('.bar a:not([aria-current])').addEventListener('click', event => event.preventDefault())");
        await page.EvaluateAsync("() => gone.shadowRoot.querySelector('.bar a:not([aria-current])').click()");
        await page.WaitForTimeoutAsync(300);

        Assert.Equal(before, asked.Count);
    }

    [Fact]
    public async Task A_server_that_is_down_leaves_a_quiet_line_and_a_way_to_try_again()
    {
        var page = await browsers.Open();
        var complaints = Complaints(page, ofPageAlone: true);
        await page.RouteAsync("**/embed/demo/thread**", route => route.AbortAsync());
        await page.GotoAsync(parley.Publisher + "/town/mill-line");
        var thread = page.Locator("parley-thread");
        await thread.ScrollIntoViewIfNeededAsync();

        await Expect(thread.Locator(".notice")).ToContainTextAsync("The comments could not be loaded.");
        await page.UnrouteAsync("**/embed/demo/thread**");
        await thread.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();

        await Expect(Comments(page).First).ToBeVisibleAsync();
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task A_story_of_a_foreign_origin_is_refused_in_the_readers_language()
    {
        var page = await browsers.Open();
        await page.GotoAsync(parley.Publisher + "/town/mill-line");
        var thread = page.Locator("parley-thread");
        await thread.EvaluateAsync("e => { e.removeAttribute('story-id'); e.setAttribute('lang', 'de'); e.setAttribute('story-url', 'https://elsewhere.example/x') }");
        await thread.ScrollIntoViewIfNeededAsync();

        await Expect(thread.Locator(".notice")).ToContainTextAsync("Noch einmal versuchen");
        await Expect(page.Locator("h1")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_story_that_is_not_there_is_told_of_in_a_quiet_line()
    {
        var page = await browsers.Open();
        var complaints = Complaints(page, ofPageAlone: true);

        await page.ServeWithThread(parley, "was never here");

        await Expect(page.Locator("parley-thread .notice button")).ToHaveTextAsync("Try again");
        await Expect(page.Locator("h1")).ToBeVisibleAsync();
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_in_time_is_told_of_too()
    {
        var page = await browsers.Open();
        await page.RouteAsync("**/embed/demo/thread**", _ => Task.CompletedTask);

        await page.ServeWithThread(parley, "courier-mill-line");

        await Expect(page.Locator("parley-thread .notice")).ToContainTextAsync("could not be loaded", new() { Timeout = 15_000 });
    }

    [Fact]
    public async Task A_keyboard_is_enough_to_read_and_write()
    {
        using var other = new Writer(parley);
        var story = await other.MakeStory("Keys there", 3);
        var root = await other.Post(story, "A branch.");
        var page = await browsers.Open();
        await page.ServeWithThread(parley, "test Keys there");
        var thread = page.Locator("parley-thread");
        await Expect(Comments(page)).ToHaveCountAsync(4);

        await page.Keyboard.PressAsync("j");
        await Expect(thread.Locator(".comment:focus")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Tab");
        await Expect(thread.Locator(".composer > summary")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("j");
        await Expect(thread.Locator($"#parley-{root.Id}")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("r");
        await Expect(thread.Locator("textarea")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("By keys alone.");
        await thread.Locator("input[name=name]").FocusAsync();
        await page.Keyboard.TypeAsync("Kay");
        await page.Keyboard.PressAsync("Enter");

        await Expect(thread.Locator(".comment.found")).ToContainTextAsync("By keys alone.");
    }

    [Fact]
    public async Task A_page_that_stands_in_the_way_of_everything_does_not_stand_in_ours()
    {
        var page = await browsers.Open();
        await page.GotoAsync(parley.Publisher + "/hostile");
        var thread = page.Locator("parley-thread");

        await page.Mouse.WheelAsync(0, 20_000);
        await Expect(Comments(page).First).ToBeVisibleAsync();
        var text = Comments(page).First.Locator(".text");
        foreach (var (property, value) in Undisturbed)
            await Expect(text).ToHaveCSSAsync(property, value);
        await thread.Locator(".composer > summary").First.ClickAsync();
        await thread.Locator("textarea").PressSequentiallyAsync("Still here.");
        await thread.Locator("input[name=name]").PressSequentiallyAsync("Ida");
        await thread.Locator("form .button.main").ClickAsync();

        await Expect(thread.Locator(".comment.found")).ToContainTextAsync("Still here.");
    }

    [Fact]
    public async Task What_a_publishers_server_included_is_read_without_script_and_taken_over_with_it()
    {
        using var http = new HttpClient();
        var element = await http.GetStringAsync($"{parley.Address}/embed/demo/thread?storyId=courier-mill-line&url={parley.Publisher}/town/mill-line&as=declarative");
        var html = $"<!doctype html><title>Included</title>{element}<script async src=\"{parley.Address}/embed/demo.js\"></script>";

        var plain = await browsers.OpenWithoutScript();
        await plain.Serve(parley, html);
        await Expect(Comments(plain).First).ToBeVisibleAsync();

        var page = await browsers.Open();
        var asked = Requests(page);
        await page.Serve(parley, html);
        await page.WaitForFunctionAsync("() => document.querySelector('parley-thread').shadowRoot.adoptedStyleSheets.length > 0");
        await page.Locator("parley-thread .reply").First.ClickAsync();
        await Expect(page.Locator("parley-thread textarea")).ToBeFocusedAsync();
        Assert.DoesNotContain(asked, one => one.Url.Contains("/embed/demo/thread", StringComparison.Ordinal));
    }

    private static ILocator Comments(IPage page) => page.Locator("parley-thread .comment");

    private static async Task Fill(ILocator thread, string words, string name)
    {
        await thread.Locator("form textarea").FillAsync(words);
        await thread.Locator("form input[name=name]").FillAsync(name);
        await thread.Locator("form .button.main").ClickAsync();
    }

    private static List<IRequest> Requests(IPage page)
    {
        var asked = new List<IRequest>();
        page.Request += (_, request) =>
        {
            if (request.Url.StartsWith("http", StringComparison.Ordinal))
                asked.Add(request);
        };
        return asked;
    }

    /// <summary>Errors the page throws and, unless they are wanted, everything the browser complains of.</summary>
    private static List<string> Complaints(IPage page, bool ofPageAlone = false)
    {
        var complaints = new List<string>();
        page.PageError += (_, error) => complaints.Add(error);
        page.Console += (_, message) =>
        {
            if (!ofPageAlone && message.Type is "error" or "warning")
                complaints.Add(message.Text);
        };
        return complaints;
    }

    /// <summary>Names of the events the element tells the page, in order.</summary>
    private static async Task<Func<Task<string[]>>> Events(IPage page)
    {
        await page.AddInitScriptAsync(
            """
            window.told = [];
            for (const name of ["loaded", "shown", "posted", "edited", "deleted", "shared", "failed"])
              document.addEventListener("parley:" + name, () => told.push(name));
            """);
        return () => page.EvaluateAsync<string[]>("() => told");
    }
}
