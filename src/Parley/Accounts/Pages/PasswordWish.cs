namespace Parley.Accounts.Pages;

/// <summary>Whether somebody who joins is asked for a password.</summary>
public enum PasswordWish
{
    None,
    Welcome,

    /// <summary>It is the only way in again.</summary>
    Needed,
}
