using System.Text.Json;

namespace Parley.Accounts.OpenId;

/// <summary>Who somebody is at a provider.</summary>
/// <param name="Subject">The provider's own id of the person.</param>
/// <param name="Mail">An address the provider says it verified; null for any other.</param>
/// <param name="Name">What they might want to be called here.</param>
internal sealed record OpenIdIdentity(string Issuer, string Subject, string? Mail, string? Name)
{
    /// <summary>OpenID Connect Core 1.0, 2.</summary>
    public const int MaxSubject = 255;

    /// <param name="claims">Of the token, or of the provider's answer about the person.</param>
    public OpenIdIdentity Learn(JsonElement claims) => this with
    {
        Mail = Mail ?? (IsTrue(claims, "email_verified") ? Text(claims, "email") : null),
        Name = Name ?? NameIn(claims),
    };

    /// <summary>An address is nothing to show to everybody.</summary>
    private static string? NameIn(JsonElement claims) =>
        Text(claims, "name") is { } name && !name.Contains('@', StringComparison.Ordinal) ? name : null;

    private static string? Text(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>Some providers write it as a word.</summary>
    private static bool IsTrue(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && (value.ValueKind == JsonValueKind.True || Text(claims, name) == "true");
}
