using Parley.Platform.Events;

namespace Parley.Stories;

/// <summary>An event that changes what readers see of one story.</summary>
internal interface IStoryEvent : IAbout
{
    StoryId StoryId { get; }

    long IAbout.Subject => StoryId.Value;
}

/// <summary>A story was made.</summary>
internal sealed record StoryMade(StoryId StoryId) : Event, IStoryEvent;

/// <summary>A story's details, addresses, counts or thread state changed.</summary>
internal sealed record StoryChanged(StoryId StoryId) : Event, IStoryEvent;

/// <summary>A story is another one from now on; its comments follow in batches.</summary>
internal sealed record StoryMerged(StoryId StoryId, StoryId Into) : Event, IStoryEvent;
