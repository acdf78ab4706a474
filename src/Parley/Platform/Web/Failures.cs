using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Parley.Platform.Data;

namespace Parley.Platform.Web;

/// <summary>What a request that failed is answered: words and a status, never a stack trace.</summary>
internal sealed class Failures(IEngine engine, IPageRefusals pages, ILogger<Failures> log) : IExceptionHandler
{
    private const int MaxFieldLength = 40;

    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(5);

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
            return true;
        var refusal = Explain(exception);
        if (refusal.Code == "storage")
            log.LogWarning("{Method} {Path} found no database: {Why}", httpContext.Request.Method, httpContext.Request.Path, exception.Message);
        else if (refusal.Status >= 500)
            log.LogError(exception, "{Method} {Path} failed", httpContext.Request.Method, httpContext.Request.Path);
        await RefusalResult.For(httpContext, refusal, pages).ExecuteAsync(httpContext);
        return true;
    }

    private Refusal Explain(Exception failure) => failure switch
    {
        BadHttpRequestException { StatusCode: 413 } => new("request-too-large", 413),
        BadHttpRequestException { StatusCode: 415 } => new("content-type", 415),
        BadHttpRequestException bad => new("unreadable", bad.StatusCode is >= 400 and < 500 ? bad.StatusCode : 400, FieldOf(bad)),
        InvalidDataException => new("unreadable", 400),
        StorageUnavailable => new("storage", 503) { RetryAfter = TryAgain },
        _ when engine.IsUnavailable(failure) => new("storage", 503) { RetryAfter = TryAgain },
        _ => new("failure", 500),
    };

    /// <summary>The property JSON could not be read at; null when it was no property of ours.</summary>
    private static string? FieldOf(BadHttpRequestException failure) =>
        failure.InnerException is JsonException { Path: ['$', '.', .. var property] }
        && property.Length <= MaxFieldLength && property.All(char.IsAsciiLetter)
            ? property
            : null;
}

/// <summary>Shows a refusal as a page; the feature that knows pages implements it.</summary>
internal interface IPageRefusals
{
    IResult Show(HttpContext http, Refusal refusal);
}
