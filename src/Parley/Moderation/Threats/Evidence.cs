namespace Parley.Moderation.Threats;

/// <summary>All that is held about a suspected threat, at the moment it was frozen. It becomes JSON and is never changed.</summary>
/// <param name="NetworkAddresses">Says that none are held: Parley keeps none.</param>
internal sealed record Evidence(
    DateTimeOffset FrozenAt, string FrozenBy, EvidenceSite Site, EvidenceStory Story, EvidenceComment Comment, IReadOnlyList<EvidenceComment> Answers,
    IReadOnlyList<EvidenceComment> Replies, EvidenceAuthor Author, IReadOnlyList<EvidenceReport> Reports, IReadOnlyList<EvidenceNotice> Notices)
{
    public const string FormatName = "parley-evidence";

    public string Format { get; } = FormatName;

    public int Version { get; } = 1;

    public string NetworkAddresses { get; } = "none are held";
}

internal sealed record EvidenceSite(string Name, string Title, string? Address);

internal sealed record EvidenceStory(string Id, string? Title, string? Address);

/// <param name="Address">Where it was to be read; null where nobody said where Parley is reached.</param>
internal sealed record EvidenceComment(
    string Id, string? Address, string AuthorId, string? AuthorName, string Body, string State, int Revision, DateTimeOffset PostedAt, DateTimeOffset? EditedAt)
{
    /// <summary>Former wordings, the oldest first; of the comment itself only.</summary>
    public IReadOnlyList<EvidenceWording> Earlier { get; init; } = [];
}

internal sealed record EvidenceWording(int Revision, string Body, DateTimeOffset WrittenAt);

/// <summary>The identifiers held of whoever wrote it.</summary>
internal sealed record EvidenceAuthor(
    string Id, string? Name, string Kind, DateTimeOffset Since, IReadOnlyList<string> FormerNames, string? AccountId, string? Mail, bool IsMailConfirmed,
    string? PublisherId, string? Language, IReadOnlyList<EvidenceSignIn> SignIns, IReadOnlyList<EvidenceSession> Sessions);

internal sealed record EvidenceSignIn(string Provider, string Subject);

internal sealed record EvidenceSession(string Device, string Way, DateTimeOffset CreatedAt, DateTimeOffset SeenAt, DateTimeOffset? EndedAt);

/// <summary>What readers said; not who.</summary>
internal sealed record EvidenceReport(string Reason, string? Words, int Revision, DateTimeOffset At);

/// <inheritdoc cref="EvidenceReport"/>
internal sealed record EvidenceNotice(string Number, string Reason, string? Law, string Explanation, DateTimeOffset At);

/// <summary>A step of the chain of custody, as the record has it.</summary>
/// <param name="Sequence">Its place in the record's chain; null within the second before it is linked.</param>
/// <param name="Hash">Of that row, in hex.</param>
internal sealed record CustodyStep(DateTimeOffset At, string Deed, string? By, long? Sequence, string? Hash);

/// <summary>What is handed to an authority: the evidence as it was frozen, and who had it in hand since.</summary>
/// <param name="Sha256">Of the text of <paramref name="Evidence"/>, byte for byte as it stands here.</param>
internal sealed record EvidenceFile(string Number, string? Authority, string Sha256, IReadOnlyList<CustodyStep> Custody, string Evidence);
