using Parley.Accounts;
using Parley.Comments;
using Parley.Comments.Screening;
using Parley.Moderation.Screens.Wording;
using Parley.Platform.Data;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Transfer.Records;

/// <summary>What a record may hold, whoever wrote the file: what the product itself would store, and what its pages can bear.</summary>
/// <remarks>Each answers with what is wrong in words, or null.</remarks>
internal static class RecordRules
{
    /// <summary>In characters. As long as a story's own text may be: whole articles are pasted into comments.</summary>
    public const int MaxBodyLength = StoryRules.MaxTextLength;

    /// <summary>In characters. Other systems allow longer names than ours.</summary>
    public const int MaxNameLength = 200;

    /// <summary>In characters. What an index of PostgreSQL holds is bounded.</summary>
    public const int MaxSourceLength = 200;

    private const int SecretHashBytes = 32;
    private const int MaxPasswordHashLength = 1_000;

    /// <summary>Bytes of each part of a passkey. WebAuthn Level 3, 4: an id has at most 1,023.</summary>
    private const int MaxPasskeyBytes = 16 * 1024;

    /// <summary>Sign-ins, passkeys or former names of one person: more are no reader's.</summary>
    private const int MaxOfOne = 200;

    private const int MaxBioLength = 2_000;
    private const int MaxWebsiteLength = 500;
    private const int MaxLanguageLength = 35;
    private const int MaxWordLength = 40;
    private const int MaxPassedLength = 2_000;
    private const int MaxSettingLength = 20_000;

    /// <param name="name">The name it will have, which the command may have given.</param>
    public static string? Fault(SiteRecord site, string name) =>
        SiteRules.MayBeNamed(name) is not null ? "\"name\" is no name of a site"
        : SiteRules.MayBeTitled(site.Title) is not null ? "\"title\" is empty or too long"
        : site.Language.Length is 0 or > MaxLanguageLength ? "\"language\" is empty or too long"
        : site.Origins.FirstOrDefault(origin => SiteOrigin.Parse(origin, out _)?.Text != origin) is { } wrong ? $"\"{wrong}\" is no origin"
        : site.Settings.Select(setting => setting.Name).Distinct().Count() < site.Settings.Count ? "a setting stands there twice"
        : site.Settings.Any(setting => setting.Name.Length > MaxWordLength || setting.Value.Length > MaxSettingLength) ? "a setting is too long"
        : null;

    public static string? Fault(AccountRecord account) =>
        account.Mail is { } mail && MailAddress.Read(mail) is not { Value: { } read } ? "\"mail\" is no address"
        : account.MailConfirmed && account.Mail is null ? "a confirmed \"mail\" is missing"
        : account.Language?.Length > MaxLanguageLength ? "\"language\" is too long"
        : account.SignIns.Count > MaxOfOne || account.Passkeys?.Count > MaxOfOne ? $"it has more than {MaxOfOne} \"signIns\" or \"passkeys\""
        : account.Passkeys?.Any(IsTooLarge) == true ? "a passkey is too long"
        : TooLong("publisherId", account.PublisherId, MaxSourceLength)
        ?? TooLong("passwordHash", account.PasswordHash, MaxPasswordHashLength)
        ?? account.SignIns.Select(one => TooLong("provider", one.Provider, MaxSourceLength) ?? TooLong("subject", one.Subject, MaxSourceLength)).FirstOrDefault(fault => fault is not null);

    public static string? Fault(PersonRecord person) =>
        TooLong("name", person.Name, MaxNameLength)
        ?? TooLong("bio", person.Bio, MaxBioLength)
        ?? (person.Website is { } site && !IsWebsite(site) ? "\"website\" is no address of a website" : null)
        ?? (person.Claims?.Count > MaxOfOne || person.Claims?.Any(IsNoWord) == true ? "\"claims\" are words without spaces" : null)
        ?? (person.FormerNames?.Count > MaxOfOne ? $"it has more than {MaxOfOne} \"formerNames\"" : null)
        ?? person.FormerNames?.Select(former => TooLong("name", former.Name, MaxNameLength)).FirstOrDefault(fault => fault is not null)
        ?? (person.Account is not null && person.Kind != PersonKind.Account ? "only a person of the kind \"account\" has an \"account\"" : null)
        ?? (person.Kind is PersonKind.Leaving or PersonKind.Withdrawn ? "there is no such \"kind\" of person" : null)
        ?? (person.MergedInto == person.Id ? "it is merged into itself" : null)
        ?? (person.Name is null && person.Kind is not (PersonKind.Imported or PersonKind.Erased) ? "only an imported or erased person may lack a \"name\"" : null)
        ?? MailFault(person)
        ?? (person.SecretHash is { Length: not SecretHashBytes } ? $"\"secretHash\" has not {SecretHashBytes} bytes" : null)
        ?? SourceFault(person.Source, person.SourceId);

    public static string? Fault(StoryRecord story) =>
        StoryRules.MayBe(DetailsOf(story)) is { } refusal ? $"\"{refusal.Field}\" is empty or too long"
        : AccessRules.MayBe(new(story.MayRead, story.MayWrite, story.MayVote, story.MayReport)) is { } audience ? $"\"{audience.Field}\" is no audience"
        : story.ClosedReason?.Length > StoryRules.MaxReasonLength ? "\"closedReason\" is too long"
        : story.Note?.Length > StoryRules.MaxNoteLength || story.NoteBy?.Length > MaxNameLength ? "\"note\" or \"noteBy\" is too long"
        : story.Note is null != story.NoteAt is null ? "a \"note\" and its \"noteAt\" stand together"
        : story.Urls.Count(url => url.Canonical) > 1 ? "several of its \"urls\" are canonical"
        : story.Urls.FirstOrDefault(url => StoryUrl.Parse(url.Address, out _) is null) is { } wrong ? $"\"{wrong.Address}\" is no address of a story"
        : story.MergedInto == story.Id ? "it is merged into itself"
        : SourceFault(story.Source, story.SourceId);

    public static string? Fault(CommentRecord comment) =>
        TooLong("body", comment.Body, MaxBodyLength)
        ?? (comment.State == CommentState.Published && !comment.Listed ? "a published comment is always \"listed\"" : null)
        ?? (comment.State == CommentState.Removed && (comment.RemovedBy is null || comment.RemovedAt is null)
            ? "a removed comment has \"removedBy\" and \"removedAt\"" : null)
        ?? TooLong("removedReason", comment.RemovedReason, CommentRules.MaxReasonLength)
        ?? (comment.Revision < 0 ? "\"revision\" is below 0" : null)
        ?? (IsShare(comment.ParentConfidence) && IsShare(comment.AuthorConfidence) ? null : "a confidence is not between 0 and 1")
        ?? SourceFault(comment.Source, comment.SourceId);

    public static string? Fault(RevisionRecord revision) =>
        revision.Revision < 0 ? "\"revision\" is below 0" : TooLong("body", revision.Body, MaxBodyLength);

    public static string? Fault(CorrectionRecord correction) =>
        correction.Number < 1 ? "\"number\" is below 1" : TooLong("text", correction.Text, CommentRules.MaxCorrectionLength);

    public static string? Fault(ChangeRecord change) =>
        TooLong("from", change.From, MaxWordLength)
        ?? TooLong("to", change.To, MaxWordLength)
        ?? TooLong("reason", change.Reason, CommentRules.MaxReasonLength);

    private static StoryDetails DetailsOf(StoryRecord story) => new()
    {
        PublisherId = story.PublisherId,
        Title = story.Title,
        Summary = story.Summary,
        Author = story.Author,
        Section = story.Section,
        Image = story.Image,
        Language = story.Language,
        Text = story.Text,
        TextAttribution = story.TextAttribution,
    };

    public static string? Fault(ScreeningRecord said) =>
        said.Revision < 0 ? "\"revision\" is below 0"
        : said.Findings.Count > MaxOfOne ? $"it has more than {MaxOfOne} \"findings\""
        : TooLong("passed", said.Passed, MaxPassedLength)
        ?? said.Findings.Select(Fault).FirstOrDefault(fault => fault is not null);

    public static string? Fault(WordListRecord list) =>
        SaveWordList.MayBeNamed(list.Name) is not null ? "\"name\" is no name of a list"
        : list.Lines.Length > WordListRecord.PartLength || list.From > SaveWordList.MaxLength ? "\"lines\" is too long"
        : null;

    private static string? Fault(FindingValue one) =>
        EnumWord.Read<Verdict>(one.Verdict) is null ? "\"verdict\" is none of the words"
        : one.Passages?.Count > MaxOfOne || one.Passages?.Any(text => FindingValue.ReadPassage(text) is null) == true ? "\"passages\" are no places"
        : one.Values?.Count > MaxOfOne || one.Values?.Any(text => !text.Contains('=', StringComparison.Ordinal)) == true ? "\"values\" have no names"
        : one.Values?.DistinctBy(text => text.Split('=')[0]).Count() < one.Values?.Count ? "a value stands there twice"
        : TooLong("screen", one.Screen, MaxWordLength) ?? TooLong("reason", one.Reason, MaxWordLength)
        ?? one.Values?.Select(text => TooLong("values", text, MaxPassedLength)).FirstOrDefault(fault => fault is not null);

    private static string? SourceFault(string? source, string? sourceId) =>
        source is null && sourceId is not null ? "a \"sourceId\" needs a \"source\""
        : TooLong("source", source, MaxSourceLength) ?? TooLong("sourceId", sourceId, MaxSourceLength);

    private static string? MailFault(PersonRecord person) => (person.Mail, person.MailHash, person.MailProof) switch
    {
        (null, null, null) => null,
        _ when person.Kind != PersonKind.Imported => "only a person of the kind \"imported\" has a \"mail\", \"mailHash\" or \"mailProof\"",
        ({ } mail, null, null) => MailAddress.Read(mail).Refusal is null ? null : "\"mail\" is no address",
        (null, { } hash, null) => hash.Length == MailProofs.Length ? null : $"\"mailHash\" has not {MailProofs.Length} bytes",
        (null, null, { } proof) => proof.Length == MailProofs.Length ? null : $"\"mailProof\" has not {MailProofs.Length} bytes",
        _ => "it has more than one of \"mail\", \"mailHash\" and \"mailProof\"",
    };

    private static bool IsTooLarge(PasskeyValue passkey) =>
        new[] { passkey.CredentialId, passkey.PublicKey, passkey.Attestation, passkey.ClientData }.Any(part => part.Length > MaxPasskeyBytes)
        || passkey.Name?.Length > MaxNameLength || passkey.Transports?.Length > MaxNameLength;

    /// <summary>What a page may lead to: nothing that a browser would run.</summary>
    private static bool IsWebsite(string address) =>
        address.Length <= MaxWebsiteLength && Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";

    private static bool IsNoWord(string claim) => claim.Length is 0 or > MaxNameLength || claim.Any(char.IsWhiteSpace);

    private static bool IsShare(double? confidence) => confidence is null or (>= 0 and <= 1);

    private static string? TooLong(string field, string? text, int max) =>
        text?.Length > max ? $"\"{field}\" is longer than {max} characters" : null;
}
