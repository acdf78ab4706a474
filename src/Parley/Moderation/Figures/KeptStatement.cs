namespace Parley.Moderation.Figures;

/// <summary>A statement of reasons that may not leave.</summary>
/// <param name="Why">The fields at fault.</param>
public sealed record KeptStatement(string Number, string Why);
