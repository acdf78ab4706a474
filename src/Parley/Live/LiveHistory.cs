using Parley.Platform.Events;

namespace Parley.Live;

/// <summary>The latest facts of all stories, so that a reader whose connection was cut is caught up without the database.</summary>
internal sealed class LiveHistory(int capacity)
{
    private readonly LiveFact[] _ring = new LiveFact[capacity];
    private int _first;
    private int _count;

    /// <summary>Everything after this place is here.</summary>
    public EventPosition Floor { get; private set; }

    public void Begin(EventPosition floor) => (Floor, _first, _count) = (floor, 0, 0);

    public void Add(LiveFact fact)
    {
        if (_count == capacity)
        {
            Floor = _ring[_first].Position;
            _first = (_first + 1) % capacity;
            _count--;
        }
        _ring[(_first + _count++) % capacity] = fact;
    }

    /// <summary>The facts after one place up to another, oldest first.</summary>
    /// <param name="after">At or above <see cref="Floor"/>.</param>
    public List<LiveFact> Between(EventPosition after, EventPosition upTo)
    {
        var facts = new List<LiveFact>();
        for (var at = _count - 1; at >= 0; at--)
        {
            var fact = _ring[(_first + at) % capacity];
            if (fact.Position <= after)
                break;
            if (fact.Position <= upTo)
                facts.Add(fact);
        }
        facts.Reverse();
        return facts;
    }
}
