using Parley.Accounts;
using Parley.Platform.Web;

namespace Parley.Stories;

/// <summary>Lets readers into threads. A thread that is not open to anyone is no shared page, and stands in no list of any.</summary>
internal sealed class StoryGate(Callers callers)
{
    /// <summary>Whether the caller may read a thread; where anyone may, nobody is asked who they are.</summary>
    public async Task<Refusal?> MayRead(HttpContext http, FoundStory story, CancellationToken cancellation)
    {
        if (story.Access.IsPublic)
            return null;
        // For this reader alone, whatever the answer: what stands between must keep neither.
        http.Response.Headers.CacheControl = "private, no-store";
        if (callers.IsPublisher(http, story.Site))
            return null;
        var reader = await callers.Read(http, story.Site, cancellation);
        return reader.Refusal ?? AccessRules.May(story.Access.Read, reader.Value);
    }
}
