namespace Parley.Bench;

/// <summary>One line of what Parley must reach.</summary>
internal interface IMeasure
{
    /// <summary>What <c>--only</c> calls it.</summary>
    string Name { get; }

    Task<IReadOnlyList<Row>> Run(Stage stage);
}

/// <summary>A line of the table.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Required">What must be reached, in words; empty where nothing is asked.</param>
/// <param name="Measured">What was reached.</param>
/// <param name="IsReached">Null where nothing is asked.</param>
internal sealed record Row(string What, string Required, string Measured, bool? IsReached);
