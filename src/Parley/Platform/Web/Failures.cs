using Microsoft.AspNetCore.Diagnostics;
using Parley.Platform.Data;

namespace Parley.Platform.Web;

/// <summary>What a request that failed is answered: words and a status, never a stack trace.</summary>
internal sealed class Failures(IEngine engine, IPageRefusals pages, ILogger<Failures> log) : IExceptionHandler
{
    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(5);

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
            return true;
        var (refusal, wait) = Explain(exception);
        if (refusal.Status >= 500)
            log.LogError(exception, "{Method} {Path} failed", httpContext.Request.Method, httpContext.Request.Path);
        await RefusalResult.For(httpContext, refusal, pages, wait).ExecuteAsync(httpContext);
        return true;
    }

    private (Refusal Refusal, TimeSpan? Wait) Explain(Exception failure) => failure switch
    {
        BadHttpRequestException { StatusCode: 413 } => (new Refusal("request-too-large", 413), null),
        BadHttpRequestException { StatusCode: 415 } => (new Refusal("content-type", 415), null),
        BadHttpRequestException bad => (new Refusal("unreadable", bad.StatusCode is >= 400 and < 500 ? bad.StatusCode : 400), null),
        InvalidDataException => (new Refusal("unreadable", 400), null),
        StorageUnavailable => (new Refusal("storage", 503), TryAgain),
        _ when engine.IsUnavailable(failure) => (new Refusal("storage", 503), TryAgain),
        _ => (new Refusal("failure", 500), null),
    };
}

/// <summary>Shows a refusal as a page; the feature that knows pages implements it.</summary>
internal interface IPageRefusals
{
    IResult Show(HttpContext http, Refusal refusal);
}
