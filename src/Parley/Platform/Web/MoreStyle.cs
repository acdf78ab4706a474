namespace Parley.Platform.Web;

/// <summary>The style sheets of our own pages beside the thread's: an embed needs neither.</summary>
internal static class MoreStyle
{
    /// <summary>Search, lists of comments, feeds.</summary>
    public static Asset Around { get; } = new("around", "css", Asset.Read("Platform.Web.Assets.around.css"));

    /// <summary>The door, one's own page, the pages of staff.</summary>
    public static Asset Account { get; } = new("account", "css", Asset.Read("Platform.Web.Assets.account.css"));

    /// <summary>Paper; browsers fetch it when they have nothing else to do.</summary>
    public static Asset Print { get; } = new("print", "css", Asset.Read("Platform.Web.Assets.print.css"));
}
