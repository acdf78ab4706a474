using Microsoft.EntityFrameworkCore;
using Parley.Platform.Events;

namespace Parley.Platform.Data;

/// <summary>The one EF Core context. Each feature maps its own tables (<c>XTable</c>) and names its own sets.</summary>
/// <remarks>Outside the write door it is opened read-only by the engine itself.</remarks>
internal sealed class ParleyContext(DbContextOptions<ParleyContext> options) : DbContext(options)
{
    /// <summary>Told once the context is done with, so that an engine may lend its connection to the next.</summary>
    public Action? GivenBack { get; set; }

    /// <summary>Records that something happened, in the same transaction as the change itself.</summary>
    public void Record(SiteId site, Event happened, DateTimeOffset at) =>
        Add(new EventRow(site, happened, at));

    /// <summary>Records what an entity's change returned.</summary>
    public void Record(SiteId site, IEnumerable<Event> happened, DateTimeOffset at)
    {
        foreach (var one in happened)
            Record(site, one, at);
    }

    public override void Dispose()
    {
        var told = TakeGivenBack();
        base.Dispose();
        told?.Invoke();
    }

    public override async ValueTask DisposeAsync()
    {
        var told = TakeGivenBack();
        await base.DisposeAsync();
        told?.Invoke();
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        Conversions.Apply(configurationBuilder);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(ParleyContext).Assembly);
        Conversions.NameColumns(modelBuilder);
    }

    /// <summary>Taken before, for a pooled context may be somebody else's as soon as it is disposed of.</summary>
    private Action? TakeGivenBack()
    {
        var told = GivenBack;
        GivenBack = null;
        return told;
    }
}
