using System.Text.Json;
using Parley.Platform.Web;

namespace Parley.Accounts.Publisher;

/// <summary>What a publisher's token says, read with care but not judged yet.</summary>
/// <param name="Subject">The publisher's own id of the reader.</param>
/// <param name="TokenId"><c>jti</c>; null when the publisher gives none.</param>
/// <param name="Words">Words of the roles claim: <c>staff</c>, <c>expert</c>, and whatever threads may be kept for, such as <c>subscriber</c>.</param>
internal sealed record PublisherClaims(
    string Issuer, IReadOnlyList<string> Audiences, DateTimeOffset ExpiresAt, DateTimeOffset? NotBefore, DateTimeOffset? IssuedAt, string? TokenId,
    string Subject, string? Name, string? Mail, bool IsMailConfirmed, string? Avatar, IReadOnlyList<string> Words)
{
    private const int MaxTextLength = 200, MaxMailLength = 254, MaxAddressLength = 2_000, MaxWords = 20, MaxWordLength = 50;

    /// <param name="names">Which claims hold what, where that differs between publishers.</param>
    /// <returns>Or a refusal that names the claim at fault.</returns>
    public static Outcome<PublisherClaims> Read(JsonElement claims, ClaimNames names)
    {
        var reader = new Reader(claims);
        var read = new PublisherClaims(
            reader.Text("iss", MaxAddressLength) ?? reader.Missing<string>("iss")!,
            reader.Texts("aud", MaxWords, MaxAddressLength, isList: false) ?? reader.Missing<string[]>("aud")!,
            reader.Moment("exp") ?? reader.Missing<DateTimeOffset>("exp"),
            reader.Moment("nbf"),
            reader.Moment("iat"),
            reader.Text("jti", MaxTextLength),
            reader.Text("sub", MaxTextLength) ?? reader.Missing<string>("sub")!,
            reader.Text(names.Name, MaxTextLength),
            reader.Text(names.Mail, MaxMailLength),
            reader.IsTrue("email_verified"),
            reader.Text(names.Avatar, MaxAddressLength),
            reader.Texts(names.Roles, MaxWords, MaxWordLength, isList: true) ?? []);
        return reader.Wrong is { } field ? PublisherTokenRules.Refuse(field) : read;
    }

    /// <summary>Reads claims one by one and remembers the first that is not what it has to be.</summary>
    private sealed class Reader(JsonElement claims)
    {
        public string? Wrong { get; private set; }

        public T? Missing<T>(string name)
        {
            Wrong ??= name;
            return default;
        }

        public string? Text(string name, int max)
        {
            if (Find(name) is not { } value)
                return null;
            return value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text && text.Length <= max
                ? text
                : Missing<string>(name);
        }

        public bool IsTrue(string name) => Find(name) is { ValueKind: JsonValueKind.True };

        /// <summary>Seconds since 1970, as RFC 7519 counts them.</summary>
        public DateTimeOffset? Moment(string name)
        {
            if (Find(name) is not { } value)
                return null;
            // Up to the year 9999; a text, or a number beyond it, is a mistake or worse.
            if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var seconds) && seconds is >= 0 and < 253_402_300_800)
                return DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1000));
            Wrong ??= name;
            return null;
        }

        /// <param name="isList">Whether one text holds several, a space between them.</param>
        public string[]? Texts(string name, int most, int max, bool isList)
        {
            if (Find(name) is not { } value)
                return null;
            string[]? texts = value.ValueKind switch
            {
                JsonValueKind.String when isList => value.GetString()!.Split(' ', StringSplitOptions.RemoveEmptyEntries),
                JsonValueKind.String => [value.GetString()!],
                JsonValueKind.Array when value.EnumerateArray().All(one => one.ValueKind == JsonValueKind.String) =>
                    [.. value.EnumerateArray().Select(one => one.GetString()!)],
                _ => null,
            };
            return texts?.Length <= most && Array.TrueForAll(texts, text => text.Length > 0 && text.Length <= max)
                ? texts
                : Missing<string[]>(name);
        }

        private JsonElement? Find(string name) =>
            claims.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }
}

/// <summary>The claims a publisher's tokens hold what readers see in; a site's settings say them.</summary>
internal sealed record ClaimNames(string Name, string Mail, string Avatar, string Roles);
