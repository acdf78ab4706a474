using System.Text;
using Parley.Platform.Web;

namespace Parley.Accounts.Pages;

/// <summary>Posts the code to the page that opened the window. Where that page is out of reach the reader types it.</summary>
internal static class HandOverScript
{
    public static Asset Asset { get; } = new("handover", "js", Encoding.UTF8.GetBytes(Asset.ReadText("Accounts.Scripts.handover.js")));
}
