namespace Parley.Sites;

/// <summary>Declares a property of <see cref="SiteSettings"/> as a setting publishers may change.</summary>
/// <param name="name">Its name on the command line and in the tables; never changes.</param>
/// <param name="reason">Why one would change it, in a sentence for the publisher.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SettingAttribute(string name, string reason) : Attribute
{
    public string Name { get; } = name;

    public string Reason { get; } = reason;

    /// <summary>Unit of a number: <c>minutes</c>, <c>characters</c>…; <c>choice</c>, <c>yes or no</c> and <c>lines</c> speak for themselves.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Smallest number allowed, or fewest characters.</summary>
    public int Min { get; init; }

    /// <summary>Largest number allowed, or most characters.</summary>
    public int Max { get; init; }

    /// <summary>Regular expression a text must match as a whole; empty for any text.</summary>
    public string Shape { get; init; } = "";

    /// <summary>The words allowed, a space between them; empty when it is no choice.</summary>
    public string Choices { get; init; } = "";

    /// <summary>The screen it belongs to, on whose page it is set; empty for a setting of the site itself.</summary>
    public string Screen { get; init; } = "";
}
