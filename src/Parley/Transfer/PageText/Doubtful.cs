namespace Parley.Transfer.PageText;

/// <summary>From where on a decision is told to whoever runs the import.</summary>
internal static class Doubtful
{
    /// <summary>Nine in ten: what is surer would only hide the rest.</summary>
    public const double Below = 0.9;
}
