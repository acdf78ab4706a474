namespace Parley.Platform.Web;

/// <summary>Where the operator says Parley is reached.</summary>
/// <param name="Value">Null when nothing was said.</param>
internal sealed record PublicUrl(Uri? Value);
