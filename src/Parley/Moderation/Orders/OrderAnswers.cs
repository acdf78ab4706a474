using System.Globalization;
using Parley.Platform.Data;
using Parley.Platform.Web;
using Parley.Platform.Web.Languages;
using Parley.Sites;

namespace Parley.Moderation.Orders;

/// <summary>What is sent to an authority, in the language of its order: that it came; if and when effect was given, and where (DSA, Art. 9(1), 10(1)).</summary>
internal sealed class OrderAnswers(AllWords words, OwnRoot root)
{
    /// <param name="items">What was done about each comment.</param>
    public string Of(LiveSite site, AuthorityOrder order, IReadOnlyList<OrderItem> items)
    {
        var said = words.Find(order.Language);
        var lines = new List<string>
        {
            order.Authority,
            "",
            said.Format("order.answerHead", ("reference", order.Reference.Length == 0 ? order.LegalBasis : order.Reference), ("date", said.DateTime(order.ReceivedAt)), ("number", order.Id.ToString())),
            "",
        };
        if (order.IsOpen)
            lines.Add(said["order.answerCame"]);
        else
            lines.AddRange(Done(said, order, items));
        lines.AddRange(["", site.Site.Title]);
        if (site.Settings.ContactAuthorities.Length > 0)
            lines.Add(site.Settings.ContactAuthorities);
        return string.Join('\n', lines);
    }

    private IEnumerable<string> Done(Words said, AuthorityOrder order, IReadOnlyList<OrderItem> items)
    {
        yield return said.Format("order.answerState", ("state", EnumWord.Of(order.State)), ("date", said.DateTime(order.DecidedAt!.Value)));
        if (order.Why is { } why)
            yield return why;
        foreach (var item in items)
        {
            var address = Links.Comment(item.CommentId.ToString());
            yield return string.Create(CultureInfo.InvariantCulture, $"– {root.Of(address) ?? address}: {said.Format("order.outcome", ("outcome", EnumWord.Of(item.Outcome)))}");
        }
        if (order.Kind == OrderKind.Information && order.Digest is { } digest)
            yield return said.Format("order.answerPackage", ("digest", digest));
        if (order.State == OrderState.Refused)
            yield break;
        if (order.Kind == OrderKind.Act)
            yield return said.Format("order.answerTerritory", ("any", order.Territory.Length == 0 ? "no" : "yes"), ("territory", order.Territory));
        yield return said.Format(
            "order.answerTold", ("when", !order.IsSilent ? "now" : order.TellFrom is null ? "never" : "from"), ("date", order.TellFrom is { } from ? said.Date(from) : ""));
    }
}
