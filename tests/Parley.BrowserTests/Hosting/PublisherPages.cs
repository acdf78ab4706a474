namespace Parley.BrowserTests.Hosting;

/// <summary>Pages of the publisher's that a test puts together itself.</summary>
internal static class PublisherPages
{
    /// <summary>Shows a page of the publisher's origin.</summary>
    public static async Task Serve(this IPage page, DemoParley parley, string html)
    {
        await page.RouteAsync(
            parley.Publisher + "/included", route => route.FulfillAsync(new() { Body = html, ContentType = "text/html; charset=utf-8" }));
        await page.GotoAsync(parley.Publisher + "/included");
    }

    /// <summary>Shows a page with the discussion of a story, by its publisher's id.</summary>
    /// <param name="loader">Where the loader is; null for Parley itself.</param>
    public static Task ServeWithThread(this IPage page, DemoParley parley, string storyId, string? loader = null) => page.Serve(
        parley,
        $"""
        <!doctype html><html lang="en"><head><title>An article</title><meta name="viewport" content="width=device-width">
        <script async src="{loader ?? parley.Address}/embed/demo.js"></script></head>
        <body><main><h1>An article</h1><parley-thread story-id="{storyId}"></parley-thread></main></body></html>
        """);
}
