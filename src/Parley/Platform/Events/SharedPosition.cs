namespace Parley.Platform.Events;

/// <summary>A position that one thread moves on while others read it: its two numbers are never seen half changed.</summary>
internal sealed class SharedPosition
{
    private volatile Box _box = new(EventPosition.Start);

    public EventPosition Value
    {
        get => _box.Position;
        set => _box = new(value);
    }

    private sealed record Box(EventPosition Position);
}
