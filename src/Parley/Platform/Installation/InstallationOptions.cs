using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using Parley.Platform.Mail;
using Parley.Platform.Web;
using IPNetwork = System.Net.IPNetwork;

namespace Parley.Platform.Installation;

/// <summary>How this installation was told to run.</summary>
/// <param name="Database">Null for SQLite in the data folder.</param>
/// <param name="IsDemoWanted">Null when nothing was said: an empty installation on a loopback address shows it.</param>
/// <param name="DemoPublisher">Where a demo newspaper is served that embeds the demo site; null for nowhere.</param>
internal sealed record Installation(
    string DataFolder,
    string? Database,
    IReadOnlyList<string> Urls,
    Uri? PublicUrl,
    string? SecretFile,
    TrustedProxies Proxies,
    OutboundOptions Outbound,
    bool? IsDemoWanted,
    Uri? DemoPublisher = null,
    Uri? MailServer = null,
    string? MailSender = null)
{
    /// <summary>How mail leaves.</summary>
    public MailOptions Mail => new(MailServer, MailSender ?? MailOptions.SenderFor(MailServer, PublicUrl), Path.Combine(DataFolder, "mail"));

    /// <summary>Whether every address listened on is a loopback one, so that nobody else can reach it.</summary>
    public bool IsLoopback => PublicUrl is null && Urls.All(IsLoopbackUrl);

    /// <summary>Makes the data folder when it is missing, for this user alone: what waits for a moderator stands in it too.</summary>
    public void MakeDataFolder()
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(DataFolder);
        else
            Directory.CreateDirectory(DataFolder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static bool IsLoopbackUrl(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && (uri.Host == "localhost" || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address)));
}

/// <summary>The options every command shares, each also read from the environment where one is named.</summary>
internal sealed class InstallationOptions
{
    public const string DefaultUrl = "http://localhost:8080";

    /// <summary>An address, where Parley has a host name: to a browser those are two sites, so that everything between them is as in real life.</summary>
    public static readonly Uri DefaultPublisher = new("http://127.0.0.1:8081");

    private readonly Option<string> _data = new("--data")
    {
        Description = "Folder for the database and the secret, made when missing. Environment: PARLEY_DATA",
        HelpName = "DIR",
        Recursive = true,
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("PARLEY_DATA") is { Length: > 0 } folder ? folder : "data",
    };

    private readonly Option<string?> _database = new("--database")
    {
        Description = "PostgreSQL as \"Host=…;Database=…\"; without it SQLite in the data folder. Environment: PARLEY_DATABASE",
        HelpName = "CONNECTION STRING",
        Recursive = true,
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("PARLEY_DATABASE"),
    };

    private readonly Option<string?> _secretFile = new("--secret-file")
    {
        Description = "File with the installation's secret, the same on every node. Without it PARLEY_SECRET, else one is made in the data folder",
        HelpName = "FILE",
        Recursive = true,
    };

    private readonly Option<string[]> _allowOutbound = new("--allow-outbound")
    {
        Description = "A HOST:PORT that Parley may call although it is not public (intranets); may be given several times",
        HelpName = "HOST:PORT",
        Recursive = true,
        DefaultValueFactory = _ => [],
    };

    private readonly Option<Uri?> _smtp = new("--smtp")
    {
        Description = "Mail server: smtp://USER:PASSWORD@HOST:PORT, or smtps:// for TLS from the first byte. Without it mails are put into the data folder. Environment: PARLEY_SMTP",
        HelpName = "URL",
        Recursive = true,
        CustomParser = result => ReadServer(result, result.Tokens.Count > 0 ? result.Tokens[^1].Value : ""),
        DefaultValueFactory = result => Environment.GetEnvironmentVariable("PARLEY_SMTP") is { Length: > 0 } server ? ReadServer(result, server) : null,
    };

    private readonly Option<string?> _mailFrom = new("--mail-from")
    {
        Description = "Address mails come from. Without it the one that signs in at the mail server. Environment: PARLEY_MAIL_FROM",
        HelpName = "ADDRESS",
        Recursive = true,
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("PARLEY_MAIL_FROM"),
    };

    public Option<string> Urls { get; } = new("--urls")
    {
        Description = "Where to listen, separated by semicolons. Environment: ASPNETCORE_URLS",
        HelpName = "URLS",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("ASPNETCORE_URLS") is { Length: > 0 } urls ? urls : DefaultUrl,
    };

    public Option<Uri?> PublicUrl { get; } = new("--public-url")
    {
        Description = "The address readers reach Parley at, when a proxy stands before it: https://talk.example.org",
        HelpName = "URL",
        CustomParser = ReadPublicUrl,
    };

    public Option<string[]> TrustedProxies { get; } = new("--trusted-proxy")
    {
        Description = "Network of a proxy whose X-Forwarded-For is believed; may be given several times",
        HelpName = "CIDR",
        DefaultValueFactory = _ => [],
    };

    public Option<bool> Demo { get; } = new("--demo") { Description = "Show the demo site even on a public address" };

    public Option<Uri?> DemoPublisher { get; } = new("--demo-publisher")
    {
        Description = $"Also serve a demo newspaper that embeds the demo's discussions, on another site than Parley. Default: {DefaultPublisher}",
        HelpName = "URL",
        Arity = ArgumentArity.ZeroOrOne,
        CustomParser = result => result.Tokens.Count == 0 ? DefaultPublisher : ReadPublicUrl(result),
    };

    public Option<bool> NoDemo { get; } = new("--no-demo") { Description = "Leave the demo site out" };

    public void AddTo(Command root)
    {
        root.Add(_data);
        root.Add(_database);
        root.Add(_secretFile);
        root.Add(_allowOutbound);
        root.Add(_smtp);
        root.Add(_mailFrom);
        _allowOutbound.Validators.Add(result => Check(result, text => HostPort.Parse(text) is not null, "is not HOST:PORT"));
        Urls.Validators.Add(result =>
        {
            var addresses = Split(result.GetValueOrDefault<string>());
            if (addresses.Length == 0)
                result.AddError($"Name an address to listen on, such as {DefaultUrl}.");
            foreach (var address in addresses.Where(address => !IsListenable(address)))
                result.AddError($"\"{address}\" is not an address to listen on, such as {DefaultUrl} or http://*:8080.");
        });
        TrustedProxies.Validators.Add(result => Check(result, text => Web.TrustedProxies.Parse(text) is not null, "is not a network like 10.0.0.0/8"));
    }

    /// <summary>What was said on a command line; <paramref name="serves"/> adds what only serving asks.</summary>
    public Installation Read(ParseResult line, bool serves = false) => new(
        Path.GetFullPath(line.GetValue(_data)!),
        line.GetValue(_database),
        serves ? Split(line.GetValue(Urls)) : [],
        serves ? line.GetValue(PublicUrl) : null,
        line.GetValue(_secretFile),
        serves ? new([.. line.GetValue(TrustedProxies)!.Select(text => Web.TrustedProxies.Parse(text)!.Value)]) : Web.TrustedProxies.None,
        new OutboundOptions([.. line.GetValue(_allowOutbound)!.Select(text => HostPort.Parse(text)!)]),
        !serves ? false : line.GetValue(NoDemo) ? false : line.GetValue(Demo) ? true : null,
        serves ? line.GetValue(DemoPublisher) : null,
        line.GetValue(_smtp),
        line.GetValue(_mailFrom));

    private static string[] Split(string? urls) =>
        urls?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    /// <summary>A host may be a star, which no usual address may.</summary>
    private static bool IsListenable(string address) =>
        Uri.TryCreate(address.Replace("//*", "//any", StringComparison.Ordinal).Replace("//+", "//any", StringComparison.Ordinal), UriKind.Absolute, out var url)
        && url.Scheme is "http" or "https" && url.PathAndQuery == "/";

    private static void Check(OptionResult result, Func<string, bool> isRight, string words)
    {
        foreach (var token in result.Tokens)
            if (!isRight(token.Value))
                result.AddError($"\"{token.Value}\" {words}.");
    }

    private static Uri? ReadServer(SymbolResult result, string text)
    {
        if (MailOptions.Parse(text) is { } server)
            return server;
        // Not repeated, since it may hold a password.
        result.AddError("--smtp is an address like smtp://user:password@mail.example.org:587.");
        return null;
    }

    private static Uri? ReadPublicUrl(ArgumentResult result)
    {
        var text = result.Tokens.Count > 0 ? result.Tokens[^1].Value : "";
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.PathAndQuery == "/")
            return url;
        result.AddError($"\"{text}\" is not an address like https://talk.example.org, without a path.");
        return null;
    }
}
