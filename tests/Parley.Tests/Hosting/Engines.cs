namespace Parley.Tests.Hosting;

/// <summary>The engines a test runs on: <c>[Theory, ClassData&lt;Engines&gt;]</c> on a method that takes the engine's name.</summary>
/// <remarks>PostgreSQL joins when <c>./test</c> has started one. A full run in CI without it fails rather than tests half.</remarks>
internal sealed class Engines : TheoryData<string>
{
    public const string Sqlite = "sqlite";
    public const string Postgres = "postgresql";

    public Engines()
    {
        Add(Sqlite);
        if (PostgresServer is not null)
            Add(Postgres);
        else if (IsSet("CI", "true") && !IsSet("PARLEY_TEST_QUICK", "1"))
            throw new InvalidOperationException("No PostgreSQL to test on: run the tests through ./test.");
    }

    /// <summary>An Npgsql connection string whose user may create databases; null when there is none.</summary>
    public static string? PostgresServer =>
        Environment.GetEnvironmentVariable("PARLEY_TEST_POSTGRES") is { Length: > 0 } server ? server : null;

    private static bool IsSet(string variable, string value) => Environment.GetEnvironmentVariable(variable) == value;
}
