namespace Parley.Platform.Web;

/// <summary>Why something may not be done: the one way rules say no.</summary>
/// <param name="Code">Stable name; its words stand in the language files under <c>why.CODE</c>.</param>
/// <param name="Status">HTTP status, 4xx or 503.</param>
/// <param name="Field">The field at fault, as the API names it; null when it is none.</param>
/// <param name="Arguments">Values the words mention.</param>
internal sealed record Refusal(string Code, int Status, string? Field = null, params (string Name, object Value)[] Arguments)
{
    public static Refusal NotFound(string what) => new("not-found", 404, null, ("what", what));

    /// <summary>The key of its words.</summary>
    public string Key => "why." + Code;
}

/// <summary>Either what was asked for or why not.</summary>
internal readonly record struct Outcome<T>(T? Value, Refusal? Refusal)
{
    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);
}
