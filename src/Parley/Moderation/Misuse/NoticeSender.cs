using Parley.Platform.Data;

namespace Parley.Moderation.Misuse;

/// <summary>Somebody who gave notices that were plainly unfounded, and was warned of it.</summary>
internal sealed class NoticeSender(SiteId siteId, byte[] contactKey, DateTimeOffset warnedAt)
{
    public SiteId SiteId { get; private set; } = siteId;

    /// <summary>The keyed hash of their mail address.</summary>
    public byte[] ContactKey { get; private set; } = contactKey;

    public DateTimeOffset WarnedAt { get; private set; } = warnedAt;

    public DateTimeOffset? SuspendedUntil { get; private set; }

    public void Warn(DateTimeOffset at) => WarnedAt = at;

    public void Suspend(DateTimeOffset until) => SuspendedUntil = until;
}
