using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Accounts;
using Parley.Comments;
using Parley.Comments.Screening;
using Parley.Platform.Data;

namespace Parley.Transfer.Records;

/// <summary>How records stand in a file: strictly as documented, so that a slip is told and not passed over.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    AllowDuplicateProperties = false,
    Converters =
    [
        typeof(IdJson),
        typeof(JsonMoment),
        typeof(JsonWord<PersonKind>),
        typeof(JsonWord<Badge>),
        typeof(JsonWord<Standing>),
        typeof(JsonWord<Stories.ThreadState>),
        typeof(JsonWord<CommentState>),
        typeof(JsonWord<Remover>),
        typeof(JsonWord<ActorKind>),
        typeof(JsonWord<Verdict>),
    ])]
[JsonSerializable(typeof(HeaderRecord))]
[JsonSerializable(typeof(SiteRecord))]
[JsonSerializable(typeof(WordListRecord))]
[JsonSerializable(typeof(AccountRecord))]
[JsonSerializable(typeof(PersonRecord))]
[JsonSerializable(typeof(IgnoreRecord))]
[JsonSerializable(typeof(StoryRecord))]
[JsonSerializable(typeof(CommentRecord))]
[JsonSerializable(typeof(RevisionRecord))]
[JsonSerializable(typeof(CorrectionRecord))]
[JsonSerializable(typeof(ScreeningRecord))]
[JsonSerializable(typeof(ChangeRecord))]
[JsonSerializable(typeof(EndRecord))]
internal sealed partial class RecordJson : JsonSerializerContext
{
    /// <summary>Text of every script as it is, so that people can read the file; quotes and controls escaped.</summary>
    public static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}

/// <summary>A state or kind as the word the tables hold.</summary>
internal sealed class JsonWord<TEnum>() : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where TEnum : struct, Enum;
