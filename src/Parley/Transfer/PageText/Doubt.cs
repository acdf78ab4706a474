namespace Parley.Transfer.PageText;

/// <summary>A decision that another reader of the page might have taken otherwise.</summary>
/// <param name="Line">Where, from 1.</param>
/// <param name="What">What was decided.</param>
/// <param name="Confidence">0..1, that it is right.</param>
/// <param name="Reason">What spoke for it.</param>
internal sealed record Doubt(int Line, string What, double Confidence, string Reason);
