using System.CommandLine;
using Parley.Accounts;
using Parley.Platform.Installation;
using Parley.Platform.Web;

namespace Parley.Comments;

/// <summary><c>parley comment</c>: shows a comment and sets its state, at the command line.</summary>
internal static class CommentCommand
{
    public static Command Make(CommandServices commands)
    {
        var comment = new Command("comment", "Comments: show, publish, hold, remove.");
        comment.Add(Show(commands));
        comment.Add(SetState(commands, "publish", "Publish a held or removed comment."));
        comment.Add(SetState(commands, "hold", "Hold a comment: it keeps its place without its words."));
        comment.Add(SetState(commands, "remove", "Remove a comment under a rule that readers will see."));
        comment.Add(Mark(commands));
        return comment;
    }

    private static Command Mark(CommandServices commands)
    {
        var id = Id();
        var featured = new Option<bool?>("--featured") { Description = "true to show it above the thread (three of a story at most), false to stop" };
        var offTopic = new Option<bool?>("--off-topic") { Description = "true to fold its branch under one line, false to unfold it" };
        var badge = new Option<string?>("--author-badge") { Description = "none, staff or expert: what readers are told of its author on this site" };
        var mark = new Command("mark", "Set the newsroom's marks on a comment.") { id, featured, offTopic, badge };
        commands.Handle(mark, async (services, line, cancellation) =>
        {
            if (await services.GetRequiredService<CommentFinder>().Listed(line.GetValue(id)!, cancellation) is not { } found)
                return CommandServices.Refuse(services, line, Refusal.NotFound("comment"));
            var marked = await services.GetRequiredService<MarkComment>().Handle(
                found,
                new MarkComment.Request(line.GetValue(featured), line.GetValue(offTopic), line.GetValue(badge)),
                Actor.Operator,
                cancellation);
            return marked.Refusal is { } refusal ? CommandServices.Refuse(services, line, refusal) : 0;
        });
        return mark;
    }

    private static Argument<string> Id() => new("ID") { Description = "The comment's id, as its permalink has it" };

    private static Command Show(CommandServices commands)
    {
        var id = Id();
        var show = new Command("show", "Show a comment as it was written, whatever its state.") { id };
        commands.Handle(show, async (services, line, cancellation) =>
        {
            if (await services.GetRequiredService<CommentFinder>().Any(line.GetValue(id)!, cancellation) is not { } found)
                return CommandServices.Refuse(services, line, Refusal.NotFound("comment"));
            await Print(line, found.Comment);
            return 0;
        });
        return show;
    }

    private static Command SetState(CommandServices commands, string state, string description)
    {
        var id = Id();
        var reason = new Option<string?>("--reason")
        {
            Description = "The rule, in words for readers; kept with the record",
            Required = state == "remove",
            HelpName = "TEXT",
        };
        var set = new Command(state, description) { id, reason };
        commands.Handle(set, async (services, line, cancellation) =>
        {
            if (await services.GetRequiredService<CommentFinder>().Any(line.GetValue(id)!, cancellation) is not { } found)
                return CommandServices.Refuse(services, line, Refusal.NotFound("comment"));
            var changed = await services.GetRequiredService<SetCommentState>().Handle(
                found, new SetCommentState.Request(state, line.GetValue(reason)), Actor.Operator, Remover.Moderator, cancellation);
            if (changed.Refusal is { } refusal)
                return CommandServices.Refuse(services, line, refusal);
            await Print(line, changed.Value!.Comment);
            return 0;
        });
        return set;
    }

    private static Task Print(ParseResult line, Comment comment) => line.InvocationConfiguration.Output.WriteLineAsync(
        $"""
        {comment.Id}  {comment.State.ToString().ToLowerInvariant()}, posted {comment.PostedAt:u}, story {comment.StoryId}
        {comment.Body}
        """);
}
