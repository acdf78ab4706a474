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
    public string? Stop(LiveSite site, PersonId person) =>
        root.Of(Links.InboxStop(site.Name, seal.CloseText(Purpose, $"{site.Id}\n{person}")));

    /// <summary>Whose mail of a site a link ends; null for what we did not write for that site.</summary>
    public PersonId? Open(LiveSite site, string? with) =>
        seal.OpenText(Purpose, with)?.Split('\n') is [var of, var whose] && of == site.Id.ToString()
            && IdText.TryRead<PersonId>(whose, out var person) ? person : null;
}
