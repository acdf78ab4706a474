namespace Parley.Platform.Web;

/// <summary>Who may call an endpoint; each declares it.</summary>
internal enum Caller
{
    /// <summary>Any reader, known or not.</summary>
    Anyone,

    /// <summary>The author of the comment it is about.</summary>
    Author,

    /// <summary>A publisher's server with a key of its site.</summary>
    Publisher,

    /// <summary>A reader who is signed in on the site it is about.</summary>
    Reader,

    /// <summary>Anybody of the staff, on pages about themselves.</summary>
    Staff,

    /// <summary>Staff of the site, from moderator up, with a second factor or a passkey.</summary>
    Moderator,

    /// <summary>The same, from editor up.</summary>
    Editor,

    /// <summary>The same, from administrator up.</summary>
    Administrator,

    /// <summary>The one owner of the installation.</summary>
    Owner,
}

/// <summary>Declares who may call an endpoint.</summary>
/// <param name="MustConfirm">Whether they must have proved only just now who they are.</param>
internal sealed record CallerRule(Caller Who, bool MustConfirm = false);

/// <summary>Declares how often one client may call an endpoint.</summary>
/// <param name="PerMinute">Null where a setting of the site says it and the use case asks it.</param>
internal sealed record RateRule(string Bucket, int? PerMinute);

/// <summary>Declares that an endpoint writes, and that <see cref="MeantByTheReader"/> guards it.</summary>
/// <param name="ByLink">
/// That instead of it a sealed link, which only the reader was sent, is the proof: for programs that act for the reader
/// and come from nowhere. No cookie counts.
/// </param>
internal sealed record WriteRule(bool ByLink = false);

/// <summary>The declarations every endpoint carries; a test reads them back from the endpoint table.</summary>
internal static class EndpointRules
{
    /// <summary>Writes of one client a minute where no setting says otherwise: no person clicks faster, no script gains by it.</summary>
    private const int UsualWrites = 60;

    /// <summary>Calls of a publisher's server a minute: enough to push an archive's stories through in an hour.</summary>
    public const int PublisherWrites = 6_000;

    /// <summary>Tries at a door by one client a minute: a household of clumsy readers, no guessing machine.</summary>
    private const int Doors = 30;

    /// <summary>Readers behind one address who come in or go on a publisher's page in a minute: a large office. What they show is signed, so there is nothing to guess.</summary>
    private const int Entries = 120;

    private static readonly RateRule Work = new("work", UsualWrites);

    /// <summary>Reports by one client a minute: more than anyone reads in that time, and a flood stays thin.</summary>
    private const int Reports = 12;

    private static readonly RateRule Searches = new("search", UsualWrites);

    public static TBuilder ForAnyone<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new CallerRule(Caller.Anyone));

    public static TBuilder ForPublishers<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new CallerRule(Caller.Publisher));

    /// <summary>A write of a comment's author.</summary>
    public static RouteHandlerBuilder WritesForAuthors(this RouteHandlerBuilder endpoint) =>
        endpoint.WithMetadata(new CallerRule(Caller.Author)).Writes(new RateRule("author", UsualWrites));

    /// <summary>A small write of any reader who is known again, by an account or as a guest.</summary>
    public static RouteHandlerBuilder WritesForKnown(this RouteHandlerBuilder endpoint) =>
        endpoint.ForAnyone().Writes(new RateRule("known", UsualWrites));

    /// <summary>A write of a publisher's server.</summary>
    public static RouteHandlerBuilder WritesForPublishers(this RouteHandlerBuilder endpoint) =>
        endpoint.ForPublishers().Writes(new RateRule("publisher", PublisherWrites));

    /// <summary>A write open to anyone, as often as the site's settings say.</summary>
    public static RouteHandlerBuilder WritesForAnyone(this RouteHandlerBuilder endpoint) =>
        endpoint.ForAnyone().Writes(new RateRule("post", null));

    /// <summary>A report or a notice, open to anyone.</summary>
    public static RouteHandlerBuilder ReportsForAnyone(this RouteHandlerBuilder endpoint) =>
        endpoint.ForAnyone().Writes(new RateRule("report", Reports));

    /// <summary>A call that stores nothing but costs work, such as a preview.</summary>
    public static RouteHandlerBuilder WorksForAnyone(this RouteHandlerBuilder endpoint) =>
        endpoint.ForAnyone().Writes(Work);

    /// <summary>A search: it stores nothing and anyone may link to it, but it costs the database more than a page does.</summary>
    public static RouteHandlerBuilder SearchesForAnyone(this RouteHandlerBuilder endpoint) =>
        endpoint.ForAnyone().WithMetadata(Searches).Through<RateFilter>();

    /// <summary>A step of signing in.</summary>
    public static RouteHandlerBuilder SignsIn(this RouteHandlerBuilder endpoint) => endpoint.ForAnyone().Writes(new RateRule("door", Doors));

    /// <summary>Coming in or going on a publisher's page, with what its script holds already.</summary>
    public static RouteHandlerBuilder EntersFromPage(this RouteHandlerBuilder endpoint) => endpoint.ForAnyone().Writes(new RateRule("entry", Entries));

    /// <summary>Sends mail to an address that whoever calls typed in: held to what the whole installation may send so.</summary>
    public static RouteHandlerBuilder Mails(this RouteHandlerBuilder endpoint) => endpoint.Through<MailRateFilter>();

    /// <summary>A write for whoever holds a sealed link that was mailed to them.</summary>
    public static RouteHandlerBuilder WritesByLink(this RouteHandlerBuilder endpoint) =>
        endpoint.ForAnyone().WithMetadata(new WriteRule(ByLink: true), Work).Through<RateFilter>();

    /// <summary>A page for those who are signed in.</summary>
    /// <param name="mustConfirm">Whether they must have proved only just now who they are.</param>
    public static RouteHandlerBuilder For(this RouteHandlerBuilder endpoint, Caller who, bool mustConfirm = false) =>
        endpoint.WithMetadata(new CallerRule(who, mustConfirm)).Through<CallerFilter>();

    /// <summary>A write of those who are signed in.</summary>
    /// <inheritdoc cref="For"/>
    public static RouteHandlerBuilder WritesFor(this RouteHandlerBuilder endpoint, Caller who, bool mustConfirm = false) =>
        endpoint.WithMetadata(new CallerRule(who, mustConfirm)).Writes(new RateRule("account", UsualWrites)).Through<CallerFilter>();

    /// <summary>The same limit for a form whose button asks for a preview instead of a write.</summary>
    public static Refusal? MayWork(HttpContext http, RateLimits limits) => MayCall(http, limits, Work);

    /// <summary>Takes a call out of the client's bucket; a refusal when it is empty.</summary>
    public static Refusal? MayCall(HttpContext http, RateLimits limits, RateRule rule)
    {
        var bucket = $"{rule.Bucket} {ClientAddress.Key(http.Connection.RemoteIpAddress)}";
        return rule.PerMinute is not { } perMinute || limits.TryTake(bucket, perMinute, out var wait)
            ? null
            : new Refusal("too-often", 429) { RetryAfter = wait };
    }

    /// <summary>
    /// Lets calls pass a filter first, the one of the application for all endpoints: the framework's own way compiles a
    /// maker of filters for each endpoint at every start.
    /// </summary>
    private static RouteHandlerBuilder Through<TFilter>(this RouteHandlerBuilder endpoint)
        where TFilter : IEndpointFilter =>
        endpoint.AddEndpointFilter(static (context, next) =>
            context.HttpContext.RequestServices.GetRequiredService<TFilter>().InvokeAsync(context, next));

    private static RouteHandlerBuilder Writes(this RouteHandlerBuilder endpoint, RateRule rate) =>
        endpoint.WithMetadata(new WriteRule(), rate).Through<MeantByTheReader>().Through<RateFilter>();
}

/// <summary>Holds a client to the rate its endpoint declares.</summary>
internal sealed class RateFilter(RateLimits limits, IPageRefusals pages) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var rule = http.GetEndpoint()!.Metadata.GetRequiredMetadata<RateRule>();
        return EndpointRules.MayCall(http, limits, rule) is { } refusal
            ? RefusalResult.For(http, refusal, pages)
            : await next(context);
    }
}

/// <summary>
/// Holds all callers together to a number of mails. Each address and each client has limits of its own; this one is for a
/// flood from everywhere to everywhere, by which we would be known as a sender of what nobody asked for.
/// </summary>
internal sealed class MailRateFilter(RateLimits limits, IPageRefusals pages) : IEndpointFilter
{
    /// <summary>Ten a second: a large paper's readers who all join on one evening.</summary>
    public const int PerMinute = 600;

    /// <summary>Name of the one bucket.</summary>
    public const string Bucket = "mail";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        limits.TryTake(Bucket, PerMinute, out var wait)
            ? await next(context)
            : RefusalResult.For(context.HttpContext, new Refusal("too-often", 429) { RetryAfter = wait }, pages);
}
