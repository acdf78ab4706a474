namespace Parley.Comments.Pages;

/// <summary>What every comment drawn on a page needs to know of it.</summary>
/// <param name="MayReply">True while the thread is open.</param>
/// <param name="Focus">On a permalink, the comment asked for.</param>
public sealed record Reading(bool MayReply, string? Focus)
{
    public static Reading Of(ThreadView thread) => new(thread.Story.Thread == "open", thread.Focus);
}
