namespace Parley.Comments.Pages;

/// <summary>Whether a comment says whom it answers.</summary>
public enum ParentMark
{
    /// <summary>The comment answered stands right above.</summary>
    None,

    /// <summary>Only where the page is too narrow to indent.</summary>
    Narrow,

    /// <summary>The comment answered is out of sight.</summary>
    Always,
}
