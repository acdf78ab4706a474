namespace Parley.Transfer.PageText.Replies;

/// <summary>One thing that makes an earlier comment look like the one answered.</summary>
/// <param name="Parent">Place of the earlier comment.</param>
/// <param name="Weight">0..1: how likely it is the one answered if this were all that was known.</param>
/// <param name="Words">The clue, as the report tells it.</param>
internal readonly record struct Clue(int Parent, double Weight, string Words, ClueKind Kind = ClueKind.Content);
