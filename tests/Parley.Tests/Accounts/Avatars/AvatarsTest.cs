using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Parley.Accounts;
using Parley.Accounts.Avatars;
using Parley.Platform.Web;
using Parley.Tests.Hosting;
using Parley.Tests.Platform.Web;
using SkiaSharp;

namespace Parley.Tests.Accounts.Avatars;

/// <summary>A reader's picture, from choosing it to taking it away.</summary>
public sealed partial class AvatarsTest
{
    [Theory, ClassData<Engines>]
    public async Task A_picture_stands_beside_what_its_reader_wrote_until_it_is_taken_away(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var (reader, story) = await Writer(app);
        Assert.Null(await Shown(app, story));

        (await Upload(reader, Picture())).Must(303);
        await app.Refresh();

        var address = (await Shown(app, story))!;
        var picture = await Call.Get(app, address).Send();
        Assert.Equal(("image/webp", "nosniff"), (picture.Must(200)["Content-Type"], picture["X-Content-Type-Options"]));
        Assert.Contains("sandbox", picture["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.Contains("immutable", picture["Cache-Control"], StringComparison.Ordinal);
        Assert.Contains(address, (await reader.Get("/account/news/?lang=de")).Must(200).Text, StringComparison.Ordinal);

        (await reader.Post("/account/news/avatar", ("remove", "1"))).Must(303);
        await app.Refresh();

        Assert.Null(await Shown(app, story));
        Assert.Equal(404, (await Call.Get(app, address).Send()).Status);
    }

    [Theory, ClassData<Engines>]
    public async Task What_is_no_picture_or_weighs_too_much_is_refused_in_words(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var (reader, story) = await Writer(app);

        var script = await Upload(reader, "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>"u8.ToArray());
        var nothing = await Upload(reader, []);
        var heavy = await Upload(reader, new byte[AvatarImage.MaxBytes + 1]);

        Assert.Equal((422, 422, 422), (script.Status, nothing.Status, heavy.Status));
        Assert.Contains("PNG, JPEG, WebP", script.Text, StringComparison.Ordinal);
        Assert.Contains("PNG, JPEG, WebP", nothing.Text, StringComparison.Ordinal);
        Assert.Contains("5 MB", heavy.Text, StringComparison.Ordinal);
        Assert.Null(await Shown(app, story));
    }

    [Theory, ClassData<Engines>]
    public async Task A_picture_goes_with_the_account_and_is_in_the_download_before(string engine)
    {
        await using var app = await ParleyApp.Start(engine);
        var (reader, story) = await Writer(app);
        (await Upload(reader, Picture())).Must(303);
        await app.Refresh();
        var address = (await Shown(app, story))!;
        await using var db = await app.OpenToRead();
        var person = await db.People.SingleAsync(one => one.Avatar != null);

        var file = await app.Services.GetRequiredService<PersonalFile>().Write(person, null, default);
        (await reader.Post("/account/news/erase", ("comments", "keep"), ("sure", "1"))).Must(303);
        await app.Refresh();

        using var zip = new ZipArchive(new MemoryStream(file));
        using var part = new StreamReader(zip.GetEntry("picture.json")!.Open());
        Assert.Contains("UklGR", await part.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.Equal(404, (await Call.Get(app, address).Send()).Status);
        Assert.Null(await Shown(app, story));
        Assert.False(await db.Set<Avatar>().AnyAsync());
    }

    [Theory, ClassData<Engines>]
    public async Task A_publishers_picture_is_fetched_once_and_served_from_here(string engine)
    {
        await using var elsewhere = new LoopbackServer(_ => LoopbackServer.Answer("200 OK", "Content-Type: text/html", Picture()));
        await using var app = await ParleyApp.Start(engine, adjust: services => services.Replace(ServiceDescriptor.Singleton(provider => new Outbound(
            new OutboundOptions([new HostPort("127.0.0.1", elsewhere.Port)]),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<Outbound>>(),
            System.Net.Dns.GetHostAddressesAsync))));
        var said = new { name = "Rosa Blum", avatar = $"http://127.0.0.1:{elsewhere.Port}/rosa.png" };

        (await app.AsPublisher(HttpMethod.Put, "/api/v1/accounts/reader-7", said)).EnsureSuccessStatusCode();
        var name = await Kept(app);
        (await app.AsPublisher(HttpMethod.Put, "/api/v1/accounts/reader-7", said)).EnsureSuccessStatusCode();

        await using var db = await app.OpenToRead();
        var person = await db.People.SingleAsync(one => one.Avatar != null);
        (await Call.Get(app, Links.Avatar(person.Id.ToString(), name)).Send()).Must(200);
        Assert.Equal(1, elsewhere.Connections);
    }

    /// <summary>Somebody who joined and wrote a comment.</summary>
    private static async Task<(TestBrowser Reader, string Story)> Writer(ParleyApp app)
    {
        var reader = await Joining.Join(app, "ana@reader.example", "Ana");
        var story = await app.MakeStory();
        (await reader.Post($"/stories/{story}/comments", ("body", "I was here."))).Must(303);
        await app.Refresh();
        return (reader, story);
    }

    private static async Task<string?> Shown(ParleyApp app, string story) =>
        Image().Match(await app.Page($"/stories/{story}")) is { Success: true } found ? found.Groups[1].Value : null;

    private static Task<Answer> Upload(TestBrowser reader, byte[] file)
    {
        var content = new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue("image/png") } };
        return reader.Send(HttpMethod.Post, "/account/news/avatar", new MultipartFormDataContent { { content, "avatar", "me.png" } });
    }

    /// <summary>The name of the one picture there is, once it came.</summary>
    private static async Task<string> Kept(ParleyApp app)
    {
        for (var attempt = 0; attempt < 500; attempt++)
        {
            await using var db = await app.OpenToRead();
            if (await db.People.Where(one => one.Avatar != null).Select(one => one.Avatar).SingleOrDefaultAsync() is { } name)
                return name;
            await Task.Delay(20);
        }
        throw new TimeoutException("No picture came.");
    }

    private static byte[] Picture()
    {
        using var surface = SKSurface.Create(new SKImageInfo(300, 200));
        surface.Canvas.Clear(SKColors.Teal);
        using var image = surface.Snapshot();
        return image.Encode(SKEncodedImageFormat.Png, 90).ToArray();
    }

    [GeneratedRegex("<img class=\"face\" src=\"([^\"]+)\"")]
    private static partial Regex Image();
}
