using Parley.Accounts;
using Parley.Platform.Web;

namespace Parley.Comments;

/// <summary>A publisher's server publishes, holds or removes a comment.</summary>
internal sealed class SetCommentState(CommentFinder comments, ChangeComment changes, Callers callers)
{
    /// <param name="State"><c>publish</c>, <c>hold</c> or <c>remove</c>.</param>
    /// <param name="Reason">The rule it is removed under; readers see it. Demanded by <c>remove</c>.</param>
    public sealed record Request(string? State, string? Reason = null);

    public async Task<Outcome<ChangedComment>> Handle(
        HttpContext http, string id, Request request, CancellationToken cancellation)
    {
        var publisher = callers.ReadPublisher(http);
        if (publisher.Refusal is { } refusal)
            return refusal;
        var found = await comments.Any(id, cancellation);
        if (found is null || found.Site.Id != publisher.Value!.Id)
            return Refusal.NotFound("comment");
        return await Handle(found, request, Callers.PublisherOf(http), Remover.Publisher, cancellation);
    }

    /// <summary>The same for the operator at the command line.</summary>
    public async Task<Outcome<ChangedComment>> Handle(
        FoundComment found, Request request, Actor actor, Remover remover, CancellationToken cancellation)
    {
        CommentState? wanted = request.State switch
        {
            "publish" => CommentState.Published,
            "hold" => CommentState.Held,
            "remove" => CommentState.Removed,
            _ => null,
        };
        if (wanted is not { } state)
            return new Refusal("state", 422, "state");
        var reason = request.Reason is null ? null : CleanText.Line(request.Reason);
        return await changes.Save(found, actor, reason, Change, cancellation);

        CommentChange Change(Comment comment, DateTimeOffset now) =>
            CommentRules.MayBecome(comment, state, reason) is { } refusal ? refusal : state switch
            {
                CommentState.Published => comment.Publish(),
                CommentState.Held => comment.Hold(),
                _ when comment.IsListed => comment.Remove(remover, reason, now),
                // Readers never saw it: it leaves no tombstone.
                _ => comment.Reject(),
            };
    }
}
