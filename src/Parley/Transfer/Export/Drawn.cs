using Parley.Accounts;
using Parley.Accounts.Ignoring;
using Parley.Comments;
using Parley.Comments.Screening;
using Parley.Moderation.Screens.Wording;
using Parley.Sites;
using Parley.Stories;
using Parley.Transfer.Records;

namespace Parley.Transfer.Export;

/// <summary>What is stored, drawn as records.</summary>
internal static class Drawn
{
    public static SiteRecord Site(Site site, IEnumerable<StoredSetting> settings) => new()
    {
        Id = site.Id,
        Name = site.Name,
        Title = site.Title,
        Language = site.Language,
        Origins = site.Origins.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        CreatedAt = site.CreatedAt,
        Settings =
        [
            .. settings
                .OrderBy(setting => setting.Name, StringComparer.Ordinal)
                .Select(setting => new SettingValue { Name = setting.Name, Value = setting.Value, ChangedAt = setting.ChangedAt }),
        ],
    };

    public static AccountRecord Account(AccountPart part, bool withCredentials) => new()
    {
        Id = part.Account.Id,
        Mail = part.Account.Mail,
        MailConfirmed = part.Account.IsMailConfirmed,
        PublisherId = part.Account.PublisherId,
        Language = part.Account.Language,
        CreatedAt = part.Account.CreatedAt,
        SignIns = [.. part.SignIns.Select(one => new SignInValue { Provider = one.Provider, Subject = one.Subject, CreatedAt = one.CreatedAt })],
        PasswordHash = withCredentials ? part.Account.PasswordHash : null,
        Passkeys = withCredentials && part.Passkeys.Any() ? [.. part.Passkeys.Select(Passkey)] : null,
    };

    public static PersonRecord Person(PersonPart part, bool withCredentials)
    {
        var person = part.Person;
        return new()
        {
            Id = person.Id,
            Kind = person.KindShown,
            Name = person.Name,
            Badge = person.Badge,
            Account = part.Account,
            RenamedAt = person.RenamedAt,
            FormerNames = part.FormerNames.Any() ? [.. part.FormerNames.Select(former => new FormerNameValue { Name = former.Name, GivenUpAt = former.GivenUpAt })] : null,
            Bio = person.Bio,
            Website = person.Website,
            Claims = person.ClaimWords.Count > 0 ? person.ClaimWords : null,
            Standing = person.Standing,
            StandingUntil = person.StandingUntil,
            MergedInto = person.MergedInto,
            CreatedAt = person.CreatedAt,
            Source = person.Source,
            SourceId = person.SourceId,
            MailProof = person.MailProof,
            SecretHash = withCredentials ? person.SecretHash : null,
        };
    }

    public static IgnoreRecord Ignore(IgnoredPerson one) => new() { Person = one.PersonId, Ignored = one.IgnoredId, Since = one.CreatedAt };

    public static StoryRecord Story(Story story, IEnumerable<StoryAddress> addresses) => new()
    {
        Id = story.Id,
        PublisherId = story.PublisherId,
        Title = story.Title,
        Summary = story.Summary,
        Author = story.Author,
        Section = story.Section,
        Image = story.Image,
        PublishedAt = story.PublishedAt,
        Language = story.Language,
        Text = story.Text,
        TextAttribution = story.TextAttribution,
        Note = story.Note,
        NoteBy = story.NoteBy,
        NoteAt = story.NoteAt,
        AuthorPerson = story.AuthorId,
        Thread = story.Thread,
        ClosedReason = story.ClosedReason,
        MayRead = story.MayRead,
        MayWrite = story.MayWrite,
        MayVote = story.MayVote,
        MayReport = story.MayReport,
        MergedInto = story.MergedInto,
        Source = story.Source,
        SourceId = story.SourceId,
        CreatedAt = story.CreatedAt,
        UpdatedAt = story.UpdatedAt,
        Urls = [.. addresses.Select(address => new UrlValue { Address = address.Address, Canonical = address.IsCanonical })],
    };

    public static CommentRecord Comment(Comment comment) => new()
    {
        Id = comment.Id,
        Story = comment.StoryId,
        Parent = comment.ParentId,
        Author = comment.AuthorId,
        Body = comment.Body,
        PostedAt = comment.PostedAt,
        TimeKnown = comment.IsTimeKnown,
        EditedAt = comment.EditedAt,
        Revision = comment.Revision,
        State = comment.State,
        Listed = comment.IsListed,
        RemovedBy = comment.RemovedBy,
        RemovedReason = comment.RemovedReason,
        // One whose author was erased and whose turn to go has not come yet: it went no earlier than it came.
        RemovedAt = comment.RemovedAt ?? (comment.State == CommentState.Removed ? comment.PostedAt : null),
        // That a text is long can be seen by its length; that it was pasted in cannot.
        Pasted = comment.Fold == Fold.Pasted,
        FeaturedAt = comment.FeaturedAt,
        OffTopicAt = comment.OffTopicAt,
        BranchClosedAt = comment.BranchClosedAt,
        BranchClosedReason = comment.BranchClosedAt is null ? null : comment.BranchClosedReason,
        RewordUntil = comment.RewordUntil,
        Source = comment.Source,
        SourceId = comment.SourceId,
        ParentConfidence = comment.ParentConfidence,
        AuthorConfidence = comment.AuthorConfidence,
    };

    public static RevisionRecord Revision(CommentRevision revision) =>
        new() { Revision = revision.Revision, Body = revision.Body, WrittenAt = revision.WrittenAt };

    public static CorrectionRecord Correction(Correction line) =>
        new() { Number = line.Number, Text = line.Text, AddedAt = line.AddedAt };

    public static ScreeningRecord Screening(CommentScreening said) => new()
    {
        Revision = said.Revision,
        At = said.At,
        Outcome = said.Outcome,
        Passed = said.Passed,
        Findings = [.. said.Said.Select(FindingValue.Of)],
    };

    /// <summary>A list in parts; one that is empty is one all the same.</summary>
    public static IEnumerable<WordListRecord> WordList(WordList list)
    {
        var from = 0;
        do
        {
            var length = Math.Min(WordListRecord.PartLength, list.Lines.Length - from);
            // A pair of surrogates is one character and stays together.
            if (from + length < list.Lines.Length && char.IsHighSurrogate(list.Lines[from + length - 1]))
                length--;
            yield return new WordListRecord
            {
                Name = list.Name,
                On = list.IsOn,
                ChangedAt = list.ChangedAt,
                From = from,
                Lines = list.Lines.Substring(from, length),
            };
            from += length;
        }
        while (from < list.Lines.Length);
    }

    public static ChangeRecord Change(StateChange change) => new()
    {
        Id = change.Id,
        From = change.FromState,
        To = change.ToState,
        By = change.Actor,
        ById = change.ActorId is { } actor ? new ActorId(actor) : null,
        Reason = change.Reason,
        At = change.At,
    };

    private static PasskeyValue Passkey(Passkey passkey) => new()
    {
        CredentialId = passkey.CredentialId,
        Name = passkey.Name,
        PublicKey = passkey.PublicKey,
        SignCount = passkey.SignCount,
        Transports = passkey.Transports,
        UserVerified = passkey.IsUserVerified,
        BackupEligible = passkey.IsBackupEligible,
        BackedUp = passkey.IsBackedUp,
        Attestation = passkey.Attestation,
        ClientData = passkey.ClientData,
        CreatedAt = passkey.CreatedAt,
    };
}
