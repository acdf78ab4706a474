namespace Parley.Platform.Web;

/// <summary>What an answer is, as far as a browser must be told how to guard it.</summary>
internal enum DocumentKind
{
    /// <summary>HTML that is the same for every reader; a publisher may frame it.</summary>
    Page,

    /// <summary>HTML for one reader alone: never framed, never stored.</summary>
    PrivatePage,

    /// <summary>JSON, feeds, event streams: not meant to be looked at.</summary>
    Api,

    /// <summary>Scripts, styles, fonts, images; publishers' pages load them.</summary>
    Asset,
}
