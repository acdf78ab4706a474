using Parley.Platform.Data;
using Parley.Platform.Events;

namespace Parley.Sites;

/// <summary>A publisher's site. Several live in one installation and know nothing of each other.</summary>
internal sealed class Site
{
    public Site(SiteId id, string name, string title, string language, IEnumerable<string> origins, DateTimeOffset at)
    {
        (Id, Name, Title, Language, CreatedAt) = (id, name, title, language, at);
        Origins = string.Join(' ', origins);
    }

    private Site() => (Name, Title, Language, Origins) = ("", "", "", "");

    public SiteId Id { get; private set; }

    /// <summary>Short name in URLs and on the command line; never changes.</summary>
    public string Name { get; private set; }

    public string Title { get; private set; }

    /// <summary>BCP 47 tag of the language readers are met in.</summary>
    public string Language { get; private set; }

    /// <summary>Origins of the publisher's pages, exact, a space between them.</summary>
    public string Origins { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public SiteChanged Change(string title, string language, IEnumerable<string> origins)
    {
        (Title, Language) = (title, language);
        Origins = string.Join(' ', origins);
        return new SiteChanged();
    }
}

/// <summary>A site was made, or its title, language, origins or settings changed.</summary>
internal sealed record SiteChanged : Event;

/// <summary>A site got a new API key.</summary>
internal sealed record ApiKeyMade : Event;

/// <summary>A key of a site was withdrawn.</summary>
internal sealed record ApiKeyRemoved : Event;

/// <summary>A site got a new secret for its readers' tokens; older ones may not count any more.</summary>
internal sealed record SiteSecretMade : Event;
