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

/// <summary>Listens in on what an application asks its database for readers. What it looks for by itself all the time is left out.</summary>
internal sealed class CommandLog : DbCommandInterceptor
{
    private readonly ConcurrentQueue<AskedQuery> _asked = new();

    public void ListenTo(IServiceCollection services) =>
        services.ConfigureDbContext<ParleyContext>(options => options.AddInterceptors(this));

    /// <summary>The tables of the event log and of the record: no page reads them.</summary>
    private static readonly string[] Own = ["event", "audit_"];

    /// <summary>What was asked while something was done.</summary>
    public async Task<IReadOnlyList<AskedQuery>> During(Func<Task> work)
    {
        _asked.Clear();
        await work();
        return [.. _asked.Where(query =>
            query.Sql.Contains("FROM", StringComparison.Ordinal)
            && !Own.Any(table => query.Sql.Contains(table, StringComparison.OrdinalIgnoreCase)))];
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
