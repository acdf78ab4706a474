using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parley.Transfer.Records;

/// <summary>A moment as ISO 8601 in UTC, to the millisecond: <c>2026-03-01T09:30:00.25Z</c>. Read with any offset, but with one.</summary>
internal sealed class JsonMoment : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String || !reader.TryGetDateTimeOffset(out var moment)
            || reader.GetDateTime().Kind == DateTimeKind.Unspecified)
            throw new JsonException();
        return DateTimeOffset.FromUnixTimeMilliseconds(moment.ToUnixTimeMilliseconds());
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime);
}
