using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Parley.Platform.Data;

/// <summary>A typed id as the number it is.</summary>
internal sealed class IdConversion<TId>() : ValueConverter<TId, long>(id => id.Value, value => From(value))
    where TId : struct, IId<TId>
{
    private static TId From(long value) => TId.From(value);
}

/// <summary>Moments as Unix milliseconds.</summary>
internal sealed class TimeConversion() : ValueConverter<DateTimeOffset, long>(
    moment => moment.ToUnixTimeMilliseconds(),
    milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));

/// <summary>Enums as lower-case words, so that the tables can be read and a renumbered enum harms nothing.</summary>
internal sealed class WordConversion<TEnum>() : ValueConverter<TEnum, string>(
    value => Write(value),
    text => Read(text))
    where TEnum : struct, Enum
{
    private static string Write(TEnum value) => EnumWord.Of(value);

    private static TEnum Read(string text) => Enum.Parse<TEnum>(text, ignoreCase: true);
}

/// <summary>Gives every typed id, moment and enum of the model its conversion, and every column its snake_case name.</summary>
internal static class Conversions
{
    public static void Apply(ModelConfigurationBuilder conventions)
    {
        conventions.Properties<DateTimeOffset>().HaveConversion<TimeConversion>();
        foreach (var type in typeof(Conversions).Assembly.GetTypes())
        {
            if (type.IsValueType && !type.IsEnum && type.GetInterfaces().Any(IsId))
                conventions.Properties(type).HaveConversion(typeof(IdConversion<>).MakeGenericType(type));
            else if (type.IsEnum && type.Namespace!.StartsWith("Parley", StringComparison.Ordinal))
                conventions.Properties(type).HaveConversion(typeof(WordConversion<>).MakeGenericType(type));
        }

        static bool IsId(Type face) => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IId<>);
    }

    public static void NameColumns(ModelBuilder model)
    {
        foreach (var entity in model.Model.GetEntityTypes())
            foreach (var property in entity.GetProperties())
                property.SetColumnName(Snake(property.Name));
    }

    private static string Snake(string name) => string.Concat(name.Select((letter, at) =>
        char.IsUpper(letter) ? (at == 0 ? "" : "_") + char.ToLowerInvariant(letter) : letter.ToString()));
}
