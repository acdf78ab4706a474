namespace Parley.Stories;

/// <summary>Query parameters that say how a reader came to a page, never which page it is.</summary>
/// <remarks>
/// A name is listed only when a known tool adds it to addresses it does not own; words a publisher might use for its own
/// pages (id, ref, source, page, share) are not, however often they track.
/// </remarks>
internal static class TrackingParameters
{
    private static readonly string[] Prefixes =
    [
        "utm_", // campaigns of Google Analytics and everything that reads its links
        "mtm_", // campaigns of Matomo
    ];

    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "fbclid", // Facebook, on every outgoing link
        "igsh", "igshid", // Instagram, who shared it
        "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "gad_source", "gad_campaignid", // Google's advertisements
        "srsltid", // Google's search results
        "_ga", "_gl", // Google Analytics, one visitor across hosts
        "msclkid", // Microsoft's advertisements
        "yclid", "ysclid", "_openstat", // Yandex: advertisements, search results, campaigns
        "twclid", "ref_src", "ref_url", "__twitter_impression", // Twitter: advertisements, embedded tweets
        "ttclid", // TikTok's advertisements
        "li_fat_id", // LinkedIn's advertisements
        "epik", // Pinterest's advertisements
        "sccid", // Snapchat's advertisements
        "rdt_cid", // Reddit's advertisements
        "mc_cid", "mc_eid", // Mailchimp: campaign and recipient
        "mkt_tok", // Marketo: recipient
        "_hsenc", "_hsmi", "hsctatracking", // HubSpot: recipient, mailing, button
        "vero_id", "vero_conv", // Vero: recipient, conversion
        "oly_anon_id", "oly_enc_id", // Omeda, publishers' newsletters: recipient
        "pk_campaign", "pk_kwd", "piwik_campaign", "piwik_kwd", // Matomo under its former name
        "at_campaign", "at_medium", "xtor", // Piano, once AT Internet, at many European newspapers
        "wt.mc_id", // Webtrends
        "guccounter", "guce_referrer", "guce_referrer_sig", // Yahoo's way through its consent page
    };

    public static bool Contains(string name) =>
        Names.Contains(name) || Array.Exists(Prefixes, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
