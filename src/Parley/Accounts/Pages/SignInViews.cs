using Parley.Platform.Web;
using Parley.Platform.Web.Languages;
using Parley.Platform.Web.Pages;

namespace Parley.Accounts.Pages;

/// <summary>The ways in that a door shows.</summary>
/// <param name="Joins">Whether a mailed code also lets in who has no account or forgot the password.</param>
public sealed record SignInWays(bool Mail, bool Password, bool Passkey, bool Joins);

/// <summary>What is wrong with a form that comes back.</summary>
/// <param name="Field">Null when it is no one field.</param>
public sealed record WrongField(string? Field, string Words)
{
    internal static WrongField Of(Refusal refusal, Words words) => new(refusal.Field, PrivatePages.Say(refusal, words));
}
