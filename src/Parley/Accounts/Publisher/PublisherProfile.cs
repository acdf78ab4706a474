using System.Text.RegularExpressions;
using Parley.Platform.Web;
using Parley.Sites;

namespace Parley.Accounts.Publisher;

/// <summary>What a publisher says of its reader; null where it says nothing and what was said before stays.</summary>
/// <param name="Subject">The publisher's own id of the reader.</param>
/// <param name="Mail">Only what the publisher knows to be the reader's: an address that nobody proved is nobody's.</param>
/// <param name="Avatar">Where the reader's picture is.</param>
/// <param name="Claims">Words threads may be kept for.</param>
internal sealed partial record PublisherProfile(
    string Subject, string? Name, MailAddress? Mail, string? Avatar, Badge? Badge, IReadOnlyList<string>? Claims)
{
    public const int MaxSubjectLength = 200;

    private const int MaxClaims = 20;

    /// <summary>From a token that was believed. It says everything: what it leaves out the reader has no more.</summary>
    public static Outcome<PublisherProfile> Of(LiveSite site, PublisherClaims claims)
    {
        var name = claims.Name is null ? new Outcome<string>(null, null) : PersonName.Read(claims.Name);
        if (name.Refusal is not null)
            return PublisherTokenRules.Refuse(site.Settings.ClaimName);
        return new PublisherProfile(
            claims.Subject,
            name.Value,
            claims.IsMailConfirmed ? MailAddress.Read(claims.Mail).Value : null,
            claims.Avatar,
            PublisherTokenRules.BadgeOf(claims, site.Settings.PublisherBadges),
            // What could be no audience would only be kept for nothing.
            [.. claims.Words.Where(word => ClaimShape().IsMatch(word)).Distinct()]);
    }

    /// <summary>From what the publisher's server sent.</summary>
    public static Outcome<PublisherProfile> Of(string subject, AccountRequest sent)
    {
        if (subject.Length is 0 or > MaxSubjectLength)
            return new Refusal("too-long", 422, "id", ("max", MaxSubjectLength));
        var name = sent.Name is null ? new Outcome<string>(null, null) : PersonName.Read(sent.Name);
        if (name.Refusal is { } nameless)
            return nameless;
        var mail = sent.Mail is null ? new Outcome<MailAddress>(null, null) : MailAddress.Read(sent.Mail);
        if (mail.Refusal is { } noMail)
            return noMail;
        if (sent.Claims is { } claims && (claims.Count > MaxClaims || !claims.All(ClaimShape().IsMatch)))
            return new Refusal("audience", 422, "claims");
        Badge? badge = null;
        if (sent.Badge is { } word)
        {
            if (!Enum.TryParse<Badge>(word, ignoreCase: true, out var read) || char.IsAsciiDigit(word[0]))
                return new Refusal("badge", 422, "badge");
            badge = read;
        }
        return new PublisherProfile(subject, name.Value, mail.Value, sent.Avatar, badge, sent.Claims?.Distinct().ToList());
    }

    [GeneratedRegex("^[a-z0-9](?:[a-z0-9_-]{0,48}[a-z0-9])?\\z")]
    private static partial Regex ClaimShape();
}

/// <summary>What a publisher's server says of an account; what is left out stays.</summary>
/// <param name="Name">The name readers see.</param>
/// <param name="Mail">An address the publisher knows to be the reader's.</param>
/// <param name="Avatar">Where the reader's picture is; it is fetched once and served from here.</param>
/// <param name="Badge"><c>none</c>, <c>staff</c> or <c>expert</c>. It gives no power.</param>
/// <param name="Claims">Words threads may be kept for, such as <c>subscriber</c>.</param>
internal sealed record AccountRequest(
    string? Name = null, string? Mail = null, string? Avatar = null, string? Badge = null, IReadOnlyList<string>? Claims = null);
