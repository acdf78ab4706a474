namespace Parley.Transfer.PageText;

/// <summary>An earlier comment that this one seems to answer.</summary>
/// <param name="Confidence">0..1.</param>
/// <param name="Reason">The clues, in words.</param>
/// <param name="IsAttached">Confidence reached <see cref="PageTextOptions.AttachAt"/>.</param>
internal sealed record ProposedParent(string SourceId, double Confidence, string Reason, bool IsAttached);
