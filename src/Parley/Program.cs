using System.CommandLine;
using Parley.Accounts;
using Parley.Accounts.OpenId;
using Parley.Admin;
using Parley.Comments;
using Parley.Embed;
using Parley.Live;
using Parley.Moderation;
using Parley.Moderation.Alerts;
using Parley.Moderation.Record;
using Parley.Moderation.Screens;
using Parley.Moderation.Screens.Wording;
using Parley.Notifications;
using Parley.Platform.Data;
using Parley.Platform.Events;
using Parley.Platform.Installation;
using Parley.Platform.Jobs;
using Parley.Platform.Mail;
using Parley.Platform.Web;
using Parley.Search;
using Parley.Sites;
using Parley.Stories;
using Parley.Transfer;

namespace Parley;

/// <summary>The table of contents: every feature in its order. A feature uses those above it, never one below.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args)
    {
        var options = new InstallationOptions();
        var commands = new CommandServices(options, AddFeatures);
        var root = new RootCommand("Parley: reader discussions for news sites. Without a command it serves.");
        options.AddTo(root);
        ServeCommand.AddTo(root, options);
        root.Add(MigrateCommand.Make(commands));
        root.Add(SiteCommand.Make(commands));
        root.Add(SettingCommand.Make(commands));
        root.Add(OwnerCommand.Make(commands));
        root.Add(ProviderCommand.Make(commands));
        root.Add(StoryCommand.Make(commands));
        root.Add(CommentCommand.Make(commands));
        root.Add(WordsCommand.Make(commands));
        root.Add(ScreenCommand.Make(commands));
        root.Add(AlertCommand.Make(commands));
        root.Add(ImportCommand.Make(commands));
        root.Add(ExportCommand.Make(commands));
        root.Add(AuditCommand.Make(commands));
        return root.Parse(args).InvokeAsync();
    }

    public static void AddFeatures(IServiceCollection services, Installation installation)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(installation);
        services.AddSingleton(new PublicUrl(installation.PublicUrl));
        services.AddSingleton(_ => InstallationSecret.Load(
            installation.SecretFile, Environment.GetEnvironmentVariable("PARLEY_SECRET"), installation.DataFolder));
        services.AddData(DataFeature.ChooseEngine(installation.Database, installation.DataFolder));
        services.AddEvents();
        services.AddJobs();
        services.AddWeb(new OwnOrigin(installation.PublicUrl));
        services.AddOutbound(installation.Outbound);
        services.AddMail(installation.Mail);
        services.AddSites();
        services.AddAccounts();
        services.AddStories();
        services.AddComments();
        services.AddModeration();
        services.AddSearch();
        services.AddNotifications();
        services.AddLive();
        services.AddEmbed();
        services.AddTransfer();
        services.AddAdmin();
    }

    public static void MapFeatures(WebApplication app)
    {
        var api = app.MapGroup("/api/v1");
        api.MapAccountsApi();
        api.MapStoriesApi();
        api.MapComments();
        api.MapModerationApi();
        api.MapSearch();
        api.MapNotificationsApi();
        api.MapLive();
        api.MapEmbed();
        app.MapAccounts();
        app.MapStories();
        app.MapModeration();
        app.MapNotifications();
        app.MapEmbed();
        app.MapTransfer();
        app.MapAdmin();
    }
}
