using Parley.Platform.Data;

namespace Parley.Sites;

/// <summary>Remembers who changed a setting or a key; the feature that knows staff implements it.</summary>
internal interface IChangeLog
{
    /// <summary>Called inside the write door with each change.</summary>
    /// <param name="by">The account of staff; null for whoever runs the installation.</param>
    void Add(ParleyContext db, SiteId site, string setting, string? former, string latter, long? by, DateTimeOffset at);

    /// <inheritdoc cref="Add"/>
    /// <param name="key">Id of a key or of a secret.</param>
    /// <param name="isMade">Whether it was made, and not withdrawn.</param>
    void AddKey(ParleyContext db, SiteId site, string key, bool isMade, long? by, DateTimeOffset at);
}
