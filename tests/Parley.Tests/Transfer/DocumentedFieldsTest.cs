using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Parley.Tests.Hosting;
using Parley.Tests.House;
using Parley.Transfer.Records;

namespace Parley.Tests.Transfer;

/// <summary>docs/export.md is the format: what it lists is what is written, field by field.</summary>
public sealed partial class DocumentedFieldsTest
{
    private static readonly Dictionary<string, JsonTypeInfo> Kinds = new()
    {
        ["header"] = RecordJson.Default.HeaderRecord,
        [SiteRecord.Kind] = RecordJson.Default.SiteRecord,
        [WordListRecord.Kind] = RecordJson.Default.WordListRecord,
        [AccountRecord.Kind] = RecordJson.Default.AccountRecord,
        [PersonRecord.RecordKind] = RecordJson.Default.PersonRecord,
        [IgnoreRecord.Kind] = RecordJson.Default.IgnoreRecord,
        [StoryRecord.Kind] = RecordJson.Default.StoryRecord,
        [CommentRecord.Kind] = RecordJson.Default.CommentRecord,
        [RevisionRecord.Kind] = RecordJson.Default.RevisionRecord,
        [CorrectionRecord.Kind] = RecordJson.Default.CorrectionRecord,
        [ScreeningRecord.Kind] = RecordJson.Default.ScreeningRecord,
        [ChangeRecord.Kind] = RecordJson.Default.ChangeRecord,
        [EndRecord.Kind] = RecordJson.Default.EndRecord,
    };

    /// <summary>Fields that are read and never written, since what is kept for them cannot be read back.</summary>
    private static readonly string[] OnlyRead = ["person.mail", "person.mailHash"];

    [Fact]
    public void Each_record_is_documented_with_all_its_fields_and_which_are_always_there()
    {
        var documented = Documented();

        Assert.Equal(Kinds.Keys.Order(StringComparer.Ordinal), documented.Keys.Order(StringComparer.Ordinal));
        foreach (var (kind, type) in Kinds)
            Assert.Equal(
                FieldsOf(type).Select(field => $"{kind}.{field.Name}: {(field.IsAlways ? "yes" : "no")}"),
                documented[kind].Select(field => $"{kind}.{field.Name}: {(field.IsAlways ? "yes" : "no")}"));
    }

    /// <summary>What no file holds: the lack of something, and people who are on their way out.</summary>
    private static readonly string[] Unwritten = ["`none`", "`leaving`", "`withdrawn`"];

    [Fact]
    public void The_words_a_field_may_hold_are_all_documented()
    {
        var documented = Documented();

        foreach (var (kind, type) in Kinds)
            foreach (var property in type.Properties)
                if ((Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) is { IsEnum: true } words)
                    Assert.Equal(
                        Enum.GetNames(words).Select(word => $"`{JsonNamingPolicy.CamelCase.ConvertName(word)}`").Where(word => !Unwritten.Contains(word)),
                        documented[kind].Single(field => field.Name == property.Name).Type.Split(", "));
    }

    [Theory, ClassData<Engines>]
    public async Task Every_documented_field_and_no_other_is_written_for_a_site_that_has_everything(string engine)
    {
        await using var place = await TransferPlace.Create(engine);
        await FullSite.Store(place.Door);

        var written = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var line in System.Text.Encoding.UTF8.GetString(await place.Export(FullSite.Name, withCredentials: true)).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            written.UnionWith(FieldsOf(JsonDocument.Parse(line).RootElement));

        Assert.Equal(Documented().SelectMany(kind => kind.Value, (kind, field) => $"{kind.Key}.{field.Name}").Except(OnlyRead).Order(StringComparer.Ordinal), written);
    }

    private static IEnumerable<string> FieldsOf(JsonElement record)
    {
        var kind = record.TryGetProperty("record", out var told) ? told.GetString() : "header";
        foreach (var field in record.EnumerateObject().Where(field => field.Name != "record"))
        {
            yield return $"{kind}.{field.Name}";
            if (field.Value.ValueKind == JsonValueKind.Array)
                foreach (var inner in field.Value.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.Object).SelectMany(one => one.EnumerateObject()))
                    yield return $"{kind}.{field.Name}.{inner.Name}";
        }
    }

    /// <summary>In the order of the lines; fields of a list's elements follow it.</summary>
    private static IEnumerable<(string Name, bool IsAlways)> FieldsOf(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(property => property.Name != "record"))
        {
            yield return (property.Name, property.IsRequired);
            if (property.PropertyType.IsGenericType && property.PropertyType.GetGenericArguments()[0] is { Namespace: "Parley.Transfer.Records" } element
                && Nullable.GetUnderlyingType(property.PropertyType) is null)
                foreach (var inner in RecordJson.Default.GetTypeInfo(element)!.Properties)
                    yield return ($"{property.Name}.{inner.Name}", inner.IsRequired);
        }
    }

    private static Dictionary<string, List<(string Name, string Type, bool IsAlways)>> Documented()
    {
        var kinds = new Dictionary<string, List<(string Name, string Type, bool IsAlways)>>();
        var current = new List<(string Name, string Type, bool IsAlways)>();
        foreach (var line in File.ReadLines(Path.Combine(Repository.Root, "docs", "export.md")))
        {
            if (line.StartsWith("### ", StringComparison.Ordinal))
                kinds[line[4..]] = current = [];
            else if (FieldLine().Match(line) is { Success: true } field)
                current.Add((field.Groups["name"].Value, field.Groups["type"].Value, field.Groups["always"].Value == "yes"));
        }
        return kinds;
    }

    [GeneratedRegex(@"^\| `(?<name>[^`]+)` \| (?<type>[^|]+) \| (?<always>yes|no) \|")]
    private static partial Regex FieldLine();
}
