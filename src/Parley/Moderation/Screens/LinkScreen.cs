using System.Net;
using Parley.Comments.Screening;

namespace Parley.Moderation.Screens;

/// <summary>Counts links and looks their hosts up in the site's lists.</summary>
internal sealed class LinkScreen() : RuleScreen("links", settings => settings.ScreenLinks)
{
    private const string Attribute = "href=\"";

    public override ScreenAnswer? Judge(ScreenedText text)
    {
        var links = LinksIn(text.Html);
        if (links.Count == 0)
            return null;
        var settings = text.Settings;
        if (Listed(links, settings.HostsRefusedLines) is { } refused)
            return Answer(Verdict.Refuse, "link-refused", refused, text.Body);
        if (Listed(links, settings.HostsHeldLines) is { } held)
            return Answer(Verdict.Hold, "link-held", held, text.Body);
        var counted = links.Count(link => Rule(link.Host, settings.HostsAllowedLines) is null);
        return counted > settings.MaxLinks ? new(Verdict.Hold, "links") { Values = Figure("links", counted) } : null;
    }

    /// <summary>The different web addresses that a rendered text leads to.</summary>
    public static IReadOnlyList<Uri> LinksIn(string html)
    {
        var found = new HashSet<Uri>();
        for (var at = html.IndexOf(Attribute, StringComparison.Ordinal); at >= 0; at = html.IndexOf(Attribute, at, StringComparison.Ordinal))
        {
            at += Attribute.Length;
            var end = html.IndexOf('"', at);
            if (end > at && Uri.TryCreate(WebUtility.HtmlDecode(html[at..end]), UriKind.Absolute, out var address)
                && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps))
                found.Add(address);
        }
        return [.. found];
    }

    /// <summary>The line of a list that a host stands under: its own, or that of a domain above it.</summary>
    public static string? Rule(string host, IReadOnlyList<string> hosts) => hosts.FirstOrDefault(listed =>
        host.Equals(listed, StringComparison.OrdinalIgnoreCase)
        || (host.Length > listed.Length && host[host.Length - listed.Length - 1] == '.' && host.EndsWith(listed, StringComparison.OrdinalIgnoreCase)));

    private static (string Host, string Rule)? Listed(IReadOnlyList<Uri> links, IReadOnlyList<string> hosts)
    {
        foreach (var link in links)
            if ((Rule(link.Host, hosts) ?? Rule(link.IdnHost, hosts)) is { } rule)
                return (link.Host, rule);
        return null;
    }

    private static ScreenAnswer Answer(Verdict verdict, string reason, (string Host, string Rule) found, string body)
    {
        var at = body.IndexOf(found.Host, StringComparison.OrdinalIgnoreCase);
        return new(verdict, reason)
        {
            Passages = at < 0 ? [] : [new(at, found.Host.Length)],
            Values = new Dictionary<string, string> { ["host"] = found.Rule },
        };
    }
}
