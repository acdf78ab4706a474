namespace Parley.Accounts.Pages;

/// <summary>A provider as those who set it up see it.</summary>
/// <param name="HasSecret">Whether a secret is kept; it is never shown.</param>
/// <param name="ReturnsTo">The address to register with it; null where nobody said where Parley is reached.</param>
public sealed record ProviderView(string Name, string Title, string Issuer, string ClientId, bool HasSecret, bool IsOpen, string? ReturnsTo);

/// <summary>A provider as a reader's own page, or the door, shows it.</summary>
/// <param name="Since">Since when the reader signs in with it; null when not.</param>
public sealed record ConnectionView(string Name, string Title, DateTimeOffset? Since);
