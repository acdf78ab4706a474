using System.Globalization;
using Parley.Platform.Data;

namespace Parley.Platform.Web;

/// <summary>Why something may not be done: the one way rules say no.</summary>
/// <param name="Code">Stable name; its words stand in the language files under <c>why.CODE</c>.</param>
/// <param name="Status">HTTP status, 4xx or 503.</param>
/// <param name="Field">The field at fault, as the API names it; null when it is none.</param>
/// <param name="Arguments">Values the words mention.</param>
internal sealed record Refusal(string Code, int Status, string? Field = null, params (string Name, object Value)[] Arguments)
    : IMayRefuse
{
    /// <summary>How long to wait before the same may pass; null when waiting does not help.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The field by which the caller may say that it is meant all the same; null when that does not help.</summary>
    public string? Confirm { get; init; }

    /// <summary>The words it is about, out of what was sent; null when it is about all of it.</summary>
    public string? Passage { get; init; }

    /// <summary>Where the caller, and nobody else, reads the reasons and objects; null where it is no decision about anybody.</summary>
    public string? Statement { get; init; }

    /// <summary>The key of its words.</summary>
    public string Key => "why." + Code;

    bool IMayRefuse.IsRefused => true;

    public static Refusal NotFound(string what) => new("not-found", 404, null, ("what", what));

    /// <summary>Says in the answer's headers what its status owes: when to come back, or how to prove who one is.</summary>
    public void Announce(HttpContext http)
    {
        if (RetryAfter is { } wait)
            http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        if (Status == StatusCodes.Status401Unauthorized)
            http.Response.Headers.WWWAuthenticate = "Bearer";
    }
}

/// <summary>Either what was asked for or why not.</summary>
internal readonly record struct Outcome<T>(T? Value, Refusal? Refusal) : IMayRefuse
{
    bool IMayRefuse.IsRefused => Refusal is not null;

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);
}
