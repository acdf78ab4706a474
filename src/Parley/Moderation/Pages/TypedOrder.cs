namespace Parley.Moderation.Pages;

/// <summary>What was typed into the form of an order, when it comes back.</summary>
public sealed record TypedOrder(
    string Kind, string? Authority, string? Country, string Language, string? Reference, string? Basis, string? Reasons, string? Reason, string? Territory, string? Redress, string? Items,
    string? Received, string Telling, string? From);
