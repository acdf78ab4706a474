using Parley.BrowserTests.Hosting;

namespace Parley.BrowserTests;

/// <summary>Words taken from a comment, and found again: quotations and the line to find words with.</summary>
public sealed class QuotingTest(DemoParley parley, Browsers browsers)
{
    private const string Select =
        """
        (comment, words) => {
          const node = document.createTreeWalker(comment.querySelector(".text"), NodeFilter.SHOW_TEXT).nextNode();
          const from = node.data.indexOf(words);
          getSelection().setBaseAndExtent(node, from, node, from + words.length);
        }
        """;

    /// <summary>The words that are marked under a name.</summary>
    private const string Marked = "name => [...CSS.highlights.get('parley-' + name) ?? []].map(range => range.toString())";

    [Fact]
    public async Task A_reply_quotes_what_was_selected_and_the_quotation_leads_back_to_it()
    {
        using var other = new Writer(parley);
        var story = await other.MakeStory("Quoted", 6);
        var source = await other.Post(story, "The rails were laid in spring. The wires came a year later.", "Ida");
        var page = await browsers.Open();
        await page.GotoAsync($"{parley.Address}/stories/{story}");
        var comment = page.Locator($"#parley-{source.Id}");

        await comment.EvaluateAsync(Select, "The wires came a year later.");
        await comment.Locator(".reply.quotes").ClickAsync();
        var box = page.Locator("textarea:focus");
        await Expect(box).ToHaveValueAsync($"> The wires came a year later.\n>\n> — [Ida]({parley.Address}/comments/{source.Id})\n\n");
        await page.Keyboard.TypeAsync("Two years.");
        await page.Locator("form:has(textarea:focus) [name=name]").FillAsync("Bo");
        await page.Locator("form:has([name=parentId]) .button.main").ClickAsync();
        var reply = page.Locator(".comment", new() { HasText = "Two years." });
        await Expect(reply).ToBeFocusedAsync();

        await reply.GetByRole(AriaRole.Link, new() { Name = "Ida", Exact = true }).ClickAsync();
        await Expect(comment).ToBeFocusedAsync();
        Assert.Equal(["The wires came a year later."], await page.EvaluateAsync<string[]>(Marked, "source"));

        // From a page that does not show it.
        await page.GotoAsync((await reply.Locator(".at").GetAttributeAsync("href"))!.Insert(0, parley.Address));
        await page.EvaluateAsync("id => document.getElementById(id).remove()", "parley-" + source.Id);
        await page.GetByRole(AriaRole.Link, new() { Name = "Ida", Exact = true }).ClickAsync();
        await page.WaitForURLAsync($"{parley.Address}/comments/{source.Id}");
        await Expect(comment).ToBeFocusedAsync();
        Assert.Equal(["The wires came a year later."], await page.EvaluateAsync<string[]>(Marked, "source"));
    }

    [Fact]
    public async Task Words_are_found_whatever_their_case_and_accents_and_also_in_a_folded_branch()
    {
        using var other = new Writer(parley);
        var story = await other.MakeStory("Found", 2);
        var root = await other.Post(story, "A CAFÉ by the bridge.");
        await other.Post(story, "The *Café* again.", parent: root.Id);
        var page = await browsers.Open();
        await page.GotoAsync($"{parley.Address}/stories/{story}");
        await page.Locator(".branch > summary").ClickAsync();

        await page.Keyboard.PressAsync("/");
        var line = page.GetByRole(AriaRole.Searchbox);
        await line.FillAsync("cafe");
        await Expect(page.Locator(".find output")).ToHaveTextAsync("2");
        Assert.Equal(["CAFÉ", "Café"], await page.EvaluateAsync<string[]>(Marked, "found"));
        await line.PressAsync("Enter");
        await Expect(page.Locator(".find output")).ToHaveTextAsync("1 / 2");
        await line.PressAsync("Enter");
        await Expect(page.Locator("em")).ToBeVisibleAsync();
        await line.PressAsync("Escape");

        await Expect(page.Locator(".find")).ToHaveCountAsync(0);
        await Expect(page.Locator(".comment:has(> .text em)")).ToBeFocusedAsync();
        Assert.Empty(await page.EvaluateAsync<string[]>(Marked, "found"));
    }

    [Fact]
    public async Task A_quotation_leads_to_its_words_on_a_publishers_page_too()
    {
        using var other = new Writer(parley);
        var story = await other.MakeStory("Quoted there", 1);
        var source = await other.Post(story, "Nobody asked the bus drivers.");
        await other.Post(story, $"> Nobody asked the bus drivers.\n>\n> — [Somebody]({parley.Address}/comments/{source.Id})\n\nThey did.");
        var page = await browsers.Open();
        await page.ServeWithThread(parley, "test Quoted there");
        var thread = page.Locator("parley-thread");

        await thread.GetByRole(AriaRole.Link, new() { Name = "Somebody", Exact = true }).ClickAsync();

        await Expect(thread.Locator($"#parley-{source.Id}")).ToBeFocusedAsync();
        Assert.Equal(["Nobody asked the bus drivers."], await page.EvaluateAsync<string[]>(Marked, "source"));
    }
}
