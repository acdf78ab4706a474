using Parley.Accounts;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Sites;

namespace Parley.Notifications;

/// <summary>
/// Links that end a kind of mail without signing in, as RFC 8058 asks: sealed, so that only who got the mail has one, and
/// good for as long as the mail lies about.
/// </summary>
internal sealed class StopLinks(Seal seal, OwnRoot root)
{
    private const string Purpose = "mail-stop";

    /// <returns>Null where nobody said where Parley is reached.</returns>
    public string? Stop(LiveSite site, PersonId person, NewsKind kind) =>
        root.Of(Links.InboxStop(site.Name, seal.CloseText(Purpose, $"{site.Id}\n{person}\n{EnumWord.Of(kind)}")));

    /// <summary>Whose mail of which kind a link ends on a site; null for what we did not write for that site.</summary>
    public (PersonId Person, NewsKind Kind)? Open(LiveSite site, string? with) =>
        seal.OpenText(Purpose, with)?.Split('\n') is [var of, var whose, var what] && of == site.Id.ToString()
            && IdText.TryRead<PersonId>(whose, out var person) && EnumWord.Read<NewsKind>(what) is { } kind ? (person, kind) : null;
}
