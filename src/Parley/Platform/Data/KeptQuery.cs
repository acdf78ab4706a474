using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Parley.Platform.Data;

/// <summary>
/// A query asked so often that it is compiled once, for each engine in the process: finding it in EF's own cache takes
/// about as long as asking the database. Says itself whether what it finds is tracked.
/// </summary>
internal sealed class KeptQuery<TOne, TOther, TResult>(Expression<Func<ParleyContext, TOne, TOther, TResult>> query)
{
    private readonly ConditionalWeakTable<IModel, Func<ParleyContext, TOne, TOther, Task<TResult>>> _compiled = [];

    public Task<TResult> Ask(ParleyContext db, TOne one, TOther other) =>
        _compiled.GetValue(db.Model, _ => EF.CompileAsyncQuery(query))(db, one, other);
}

/// <inheritdoc cref="KeptQuery{TOne, TOther, TResult}"/>
internal sealed class KeptQuery<TOne, TOther, TThird, TResult>(Expression<Func<ParleyContext, TOne, TOther, TThird, TResult>> query)
{
    private readonly ConditionalWeakTable<IModel, Func<ParleyContext, TOne, TOther, TThird, Task<TResult>>> _compiled = [];

    public Task<TResult> Ask(ParleyContext db, TOne one, TOther other, TThird third) =>
        _compiled.GetValue(db.Model, _ => EF.CompileAsyncQuery(query))(db, one, other, third);
}

/// <inheritdoc cref="KeptQuery{TOne, TOther, TResult}"/>
internal sealed class KeptQuery<TOne, TOther, TThird, TFourth, TResult>(
    Expression<Func<ParleyContext, TOne, TOther, TThird, TFourth, TResult>> query)
{
    private readonly ConditionalWeakTable<IModel, Func<ParleyContext, TOne, TOther, TThird, TFourth, Task<TResult>>> _compiled = [];

    public Task<TResult> Ask(ParleyContext db, TOne one, TOther other, TThird third, TFourth fourth) =>
        _compiled.GetValue(db.Model, _ => EF.CompileAsyncQuery(query))(db, one, other, third, fourth);
}

/// <summary>A kept query for rows.</summary>
/// <inheritdoc cref="KeptQuery{TOne, TOther, TResult}"/>
internal sealed class KeptRows<TOne, TOther, TThird, TRow>(Expression<Func<ParleyContext, TOne, TOther, TThird, IQueryable<TRow>>> query)
{
    private readonly ConditionalWeakTable<IModel, Func<ParleyContext, TOne, TOther, TThird, IAsyncEnumerable<TRow>>> _compiled = [];

    public async Task<List<TRow>> Ask(ParleyContext db, TOne one, TOther other, TThird third, CancellationToken cancellation)
    {
        var rows = new List<TRow>();
        await foreach (var row in _compiled.GetValue(db.Model, _ => EF.CompileAsyncQuery(query))(db, one, other, third).WithCancellation(cancellation))
            rows.Add(row);
        return rows;
    }
}

/// <inheritdoc cref="KeptQuery{TOne, TOther, TResult}"/>
internal sealed class KeptQuery<TOne, TResult>(Expression<Func<ParleyContext, TOne, TResult>> query)
{
    private readonly ConditionalWeakTable<IModel, Func<ParleyContext, TOne, Task<TResult>>> _compiled = [];

    public Task<TResult> Ask(ParleyContext db, TOne one) =>
        _compiled.GetValue(db.Model, _ => EF.CompileAsyncQuery(query))(db, one);
}
