using Parley.Accounts;

namespace Parley.Moderation.Screens;

/// <summary>A screen in the list of them all.</summary>
/// <param name="Mode"><c>off</c>, <c>trial</c> or <c>on</c>.</param>
/// <param name="Reason">What it is for.</param>
public sealed record ScreenView(string Name, string Mode, string Reason);

/// <summary>What a screen would have said of one comment.</summary>
/// <param name="Before">Words around the passage it is about.</param>
/// <param name="Passage">Null where it is about the whole comment.</param>
public sealed record TriedView(string Id, string Verdict, string Reason, string Before, string? Passage, string After);

/// <summary>What a screen would have done to the last comments.</summary>
/// <param name="Counts">Comments by verdict.</param>
public sealed record TriedScreenView(int Among, IReadOnlyList<(string Verdict, int Count)> Counts, IReadOnlyList<TriedView> Samples);

/// <summary>A list of words.</summary>
/// <param name="IsOwn">Whether it is the site's, and can be written.</param>
public sealed record WordListView(string Name, int Entries, bool IsOn, bool IsOwn);

/// <summary>A mistake in a list.</summary>
/// <param name="Fault">As <c>words.fault</c> names it.</param>
public sealed record WordFaultView(int Line, string Fault, string Shown);

/// <summary>What holds in one thread, or for one person.</summary>
/// <param name="Kind"><c>slow</c>, <c>newcomers</c> or <c>premoderation</c>.</param>
/// <param name="Subject">Id of the story or person.</param>
/// <param name="EndsAt">Null until somebody ends it.</param>
public sealed record MeasureView(string Kind, string Subject, int Seconds, bool IsByRule, DateTimeOffset? EndsAt);

/// <summary>One page of a screen: its settings, and what they would have done.</summary>
public sealed record ScreenPageView(string Name, IReadOnlyList<SettingView> Settings, TriedScreenView? Tried, IReadOnlyList<WordListView> Lists);
