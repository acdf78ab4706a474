using Parley.Platform.Web;

namespace Parley.Accounts;

/// <summary>What a password may be. Length is all that counts, and that it is not the first thing anyone would try.</summary>
internal static class PasswordRules
{
    public const int MinLength = 10;

    /// <summary>Nobody types more; a hash of megabytes would be an attack.</summary>
    public const int MaxLength = 200;

    /// <summary>Different characters at least: "aaaaaaaaaa" is no password.</summary>
    public const int MinDifferent = 5;

    private static readonly string[] Common =
        ["password", "passwort", "motdepasse", "contraseña", "12345678", "23456789", "qwertyui", "qwertzui", "azertyui", "iloveyou", "letmein", "asdfghjk"];

    /// <param name="known">What others know of the person: name, mail, the site's title.</param>
    public static Refusal? MayBe(string password, params IEnumerable<string?> known)
    {
        if (password.Length < MinLength || password.Distinct().Count() < MinDifferent)
            return new Refusal("password-short", 422, "password", ("min", MinLength));
        if (password.Length > MaxLength)
            return new Refusal("password-long", 422, "password", ("max", MaxLength));
        return IsObvious(password, known) ? new Refusal("password-obvious", 422, "password") : null;
    }

    /// <summary>Whether little is left of it without a word anyone would try.</summary>
    private static bool IsObvious(string password, IEnumerable<string?> known) => Common
        .Concat(known.Where(word => word?.Length >= 3).Select(word => word!))
        .Any(word => password.Replace(word, "", StringComparison.OrdinalIgnoreCase).Length < MinLength / 2);
}
