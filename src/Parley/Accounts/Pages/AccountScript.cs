using System.Text;
using Parley.Platform.Web;

namespace Parley.Accounts.Pages;

/// <summary>The script of the account pages: passkeys, which no form can do alone, and a press saved. Everything else works without.</summary>
internal static class AccountScript
{
    public static Asset Asset { get; } = new("account", "js", Encoding.UTF8.GetBytes(
        "(() => {\n\"use strict\";\n" + Asset.ReadText("Accounts.Scripts.passkeys.js") + Asset.ReadText("Accounts.Scripts.ignoring.js") + "})();\n"));
}
