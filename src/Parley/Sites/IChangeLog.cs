using Parley.Platform.Data;

namespace Parley.Sites;

/// <summary>Remembers who changed a setting; the feature that knows staff implements it.</summary>
internal interface IChangeLog
{
    /// <summary>Called inside the write door with each change.</summary>
    /// <param name="by">The account of staff; null for whoever runs the installation.</param>
    void Add(ParleyContext db, SiteId site, string setting, string? former, string latter, long? by, DateTimeOffset at);
}
