using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Parley.Platform.Data;

namespace Parley.Tests.Hosting;

/// <summary>A query a page asked.</summary>
/// <param name="Rows">How many rows it answered.</param>
internal sealed record AskedQuery(string Sql, IReadOnlyList<(string Name, object? Value)> Parameters, int Rows);

/// <summary>Listens in on what an application asks its database for readers. The event log's own polling is left out.</summary>
internal sealed class CommandLog : DbCommandInterceptor
{
    private readonly ConcurrentQueue<AskedQuery> _asked = new();

    public void ListenTo(IServiceCollection services) =>
        services.ConfigureDbContext<ParleyContext>(options => options.AddInterceptors(this));

    /// <summary>What was asked while something was done.</summary>
    public async Task<IReadOnlyList<AskedQuery>> During(Func<Task> work)
    {
        _asked.Clear();
        await work();
        return [.. _asked.Where(query => !query.Sql.Contains("event", StringComparison.OrdinalIgnoreCase) && query.Sql.Contains("FROM", StringComparison.Ordinal))];
    }

    public override InterceptionResult DataReaderDisposing(
        DbCommand command, DataReaderDisposingEventData eventData, InterceptionResult result)
    {
        _asked.Enqueue(new(
            command.CommandText,
            [.. command.Parameters.Cast<DbParameter>().Select(parameter => (parameter.ParameterName, parameter.Value))],
            eventData.ReadCount));
        return result;
    }
}
