using System.CommandLine;
using Parley.Accounts;
using Parley.Admin;
using Parley.Platform.Data;
using Parley.Platform.Installation;
using Parley.Platform.Web;

namespace Parley;

/// <summary><c>parley serve</c>, and <c>parley</c> alone.</summary>
internal static class ServeCommand
{
    public static void AddTo(RootCommand root, InstallationOptions options)
    {
        var serve = new Command("serve", "Serve readers (the default). Creates the data folder and migrates first.");
        foreach (var command in new[] { root, serve })
        {
            foreach (var option in new Option[] { options.Urls, options.PublicUrl, options.TrustedProxies, options.Demo, options.NoDemo, options.DemoPublisher })
                command.Add(option);
            command.SetAction((line, cancellation) => Serve(options.Read(line, serves: true), line.InvocationConfiguration.Output, line.InvocationConfiguration.Error, cancellation));
        }
        root.Add(serve);
    }

    /// <summary>A server that is ready to start: migrated, and with the demo site where it belongs.</summary>
    /// <param name="adjust">Lets a test put its own clock in place.</param>
    /// <exception cref="SchemaTooNew">The database was made by a newer version.</exception>
    public static async Task<WebApplication> Build(
        Installation installation, CancellationToken cancellation, Action<IServiceCollection>? adjust = null)
    {
        installation.MakeDataFolder();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            // Settings come from the database and the command line: no folder needs to be watched for files.
            Args = ["--hostBuilder:reloadConfigOnChange=false"],
        });
        builder.WebHost.UseUrls([.. installation.Urls]);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = WebFeature.MaxRequestBytes;
        });
        LogLines.AddTo(builder.Logging, isTerminal: !Console.IsOutputRedirected);
        builder.Logging.AddFilter("Quartz", LogLevel.Warning).AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning);
        builder.Services.AddOpenApi("v1", OpenApiDocument.Describe);
        Program.AddFeatures(builder.Services, installation);
        adjust?.Invoke(builder.Services);
        var app = builder.Build();
        // What is wrong with it is said now, and not to the first reader who writes.
        app.Services.GetRequiredService<InstallationSecret>();
        await app.Services.GetRequiredService<Migrator>().Migrate(cancellation);
        await app.Services.GetRequiredService<DemoSite>().MakeWhereItBelongs(cancellation);
        app.UseWeb(installation.Proxies);
        app.MapOpenApi().WithMetadata(new CallerRule(Caller.Anyone));
        Program.MapFeatures(app);
        return app;
    }

    private static async Task<int> Serve(Installation installation, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        WebApplication? app = null;
        try
        {
            app = await Build(installation, cancellation);
            app.Logger.LogInformation("Parley {Version} on {Engine}", Product.Version, app.Services.GetRequiredService<IEngine>().Name);
            await app.StartAsync(cancellation);
            await TellOwner(app, output, cancellation);
        }
        catch (Exception failure) when (CommandServices.Explain(failure, installation) is { } words)
        {
            await error.WriteLineAsync(words);
            if (app is not null)
                await app.DisposeAsync();
            return 1;
        }
        await using var started = app;
        await started.WaitForShutdownAsync(cancellation);
        return 0;
    }

    /// <summary>Whoever starts a new installation becomes its owner with a link that works once; there is no password to guess.</summary>
    private static async Task TellOwner(WebApplication app, TextWriter output, CancellationToken cancellation)
    {
        var links = app.Services.GetRequiredService<StaffLinks>();
        if (await links.NeedsOwner(cancellation))
            await output.WriteLineAsync($"There is no owner yet. To become the owner, open this link once, within a week:\n{await links.ForOwner(cancellation)}");
    }
}
