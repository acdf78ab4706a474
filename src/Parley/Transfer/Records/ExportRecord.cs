using System.Text.Json.Serialization;

namespace Parley.Transfer.Records;

/// <summary>One line of an export. <c>docs/export.md</c> tells what every field means.</summary>
/// <remarks>
/// Only what cannot be made again is in it: no HTML, no counts, nothing that lags behind. So the same site gives the same
/// bytes, whichever database holds it.
/// </remarks>
internal abstract record ExportRecord
{
    /// <summary>Its kind, the first field of each line.</summary>
    [JsonPropertyOrder(-1)]
    public abstract string Record { get; }
}

/// <summary>The first line: what this file is.</summary>
internal sealed record HeaderRecord
{
    public const string FormatName = "parley";

    /// <summary>Raised when a reader of the former version would misread a file of the new one.</summary>
    public const int CurrentVersion = 1;

    public required string Format { get; init; }

    public required int Version { get; init; }

    /// <summary>Whether hashes of guests' secrets are in the file.</summary>
    public required bool Credentials { get; init; }

    public static HeaderRecord Current(bool credentials) =>
        new() { Format = FormatName, Version = CurrentVersion, Credentials = credentials };
}

/// <summary>The last line: without it the file was cut off.</summary>
internal sealed record EndRecord : ExportRecord
{
    public const string Kind = "end";

    public override string Record => Kind;

    public required int People { get; init; }

    public required int Stories { get; init; }

    public required int Comments { get; init; }
}
