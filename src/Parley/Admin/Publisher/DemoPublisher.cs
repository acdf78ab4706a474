using System.Security.Cryptography;
using Parley.Admin.Demo;
using Parley.Comments;
using Parley.Embed;
using Parley.Platform.Installation;
using Parley.Platform.Web;
using Parley.Platform.Web.Pages;
using Parley.Stories;

namespace Parley.Admin.Publisher;

/// <summary>
/// A small newspaper on another site than Parley, whose articles embed the demo's discussions with one script and one
/// element, under as strict a policy as a publisher may have. To look at, to copy from, and to test against.
/// </summary>
internal sealed class DemoPublisher(Installation installation, OwnRoot parley, PageRenderer renderer) : IHostedService, IAsyncDisposable
{
    private const string Html = "text/html; charset=utf-8";
    private const string HostilePath = "/hostile";

    private readonly IReadOnlyList<DemoStory> _stories = DemoStories.Read();
    private WebApplication? _paper;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (installation.DemoPublisher is not { } address)
            return;
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls(address.GetLeftPart(UriPartial.Authority));
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        _paper = builder.Build();
        _paper.MapGet("/", (Delegate)Front);
        _paper.MapGet("/{section}/{slug}", Article);
        _paper.MapGet(HostilePath, (Delegate)Hostile);
        _paper.MapGet("/files/{name}", File);
        await _paper.StartAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => _paper?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => _paper?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>A story's path on the paper: the end of the address the demo knows it by.</summary>
    public static string PathOf(DemoStory story) => new Uri(story.Url).AbsolutePath;

    private async Task<IResult> Front(HttpContext http)
    {
        var nonce = Guard(http, isStrict: true);
        return Page(await renderer.Utf8<PublisherFront>(new Dictionary<string, object?>
        {
            [nameof(PublisherFront.Nonce)] = nonce,
            [nameof(PublisherFront.Counts)] = Parley + Links.CountScript(DemoSite.Name),
            [nameof(PublisherFront.Stories)] = _stories.Select(story => Draw(http, story)).ToList(),
        }));
    }

    private async Task<IResult> Article(string section, string slug, HttpContext http) =>
        _stories.FirstOrDefault(one => PathOf(one) == $"/{section}/{slug}") is { } story
            ? Page(await DrawArticle(http, story, isHostile: false))
            : Results.NotFound();

    /// <summary>The same article on a page that is anything but considerate: what embeds must stand up to.</summary>
    private async Task<IResult> Hostile(HttpContext http) =>
        Page(await DrawArticle(http, _stories[^1], isHostile: true));

    private async Task<ReadOnlyMemory<byte>> DrawArticle(HttpContext http, DemoStory story, bool isHostile) =>
        await renderer.Utf8<PublisherArticle>(new Dictionary<string, object?>
        {
            [nameof(PublisherArticle.Nonce)] = Guard(http, isStrict: !isHostile),
            [nameof(PublisherArticle.Story)] = Draw(http, story),
            [nameof(PublisherArticle.Loader)] = Parley + Links.Loader(DemoSite.Name),
            [nameof(PublisherArticle.IsHostile)] = isHostile,
        });

    private static PublishedArticle Draw(HttpContext http, DemoStory story) => new(
        story.StoryId,
        $"{http.Request.Scheme}://{http.Request.Host}{PathOf(story)}",
        story.Title,
        story.Summary,
        story.Author,
        story.Section,
        story.Language,
        CommentText.Render(story.Text, StoryRules.MaxTextLength, Fold.None).Html);

    private static IResult File(string name) => name switch
    {
        "courier.css" or "hostile.css" => Results.Bytes(Asset.Read("Admin.Publisher.Files." + name), "text/css; charset=utf-8"),
        "hostile.js" => Results.Bytes(Asset.Read("Admin.Publisher.Files." + name), "text/javascript; charset=utf-8"),
        _ => Results.NotFound(),
    };

    /// <summary>Writes the page's policy and gives the nonce it names.</summary>
    private string Guard(HttpContext http, bool isStrict)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        http.Response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; img-src 'self' data: {Parley}; connect-src {Parley}; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
            + (isStrict ? "; require-trusted-types-for 'script'; trusted-types parley" : "");
        http.Response.Headers.CacheControl = "no-store";
        return nonce;
    }

    private string Parley => parley.Value?.GetLeftPart(UriPartial.Authority) ?? InstallationOptions.DefaultUrl;

    private static IResult Page(ReadOnlyMemory<byte> content) => Results.Bytes(content, Html);
}

/// <summary>An article as the paper shows it.</summary>
/// <param name="Html">Sanitised.</param>
public sealed record PublishedArticle(
    string Id, string Address, string Title, string Summary, string Author, string Section, string Language, string Html);
