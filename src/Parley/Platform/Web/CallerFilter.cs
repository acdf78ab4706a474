namespace Parley.Platform.Web;

/// <summary>Knows who is calling and what they may; the feature that knows people implements it.</summary>
internal interface ICallerGate
{
    /// <returns>Null when the caller may go on; else what they get instead.</returns>
    Task<IResult?> Stop(HttpContext http, CallerRule rule);
}

/// <summary>Holds an endpoint to whom it says may call it.</summary>
internal sealed class CallerFilter(ICallerGate gate) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var rule = context.HttpContext.GetEndpoint()!.Metadata.GetRequiredMetadata<CallerRule>();
        return await gate.Stop(context.HttpContext, rule) ?? await next(context);
    }
}
