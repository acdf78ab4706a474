using System.CommandLine;
using Parley.Accounts;
using Parley.Platform.Installation;
using Parley.Platform.Web;
using Parley.Sites;

namespace Parley.Stories;

/// <summary><c>parley story</c>: what a publisher's server may do to stories, at the command line.</summary>
internal static class StoryCommand
{
    public static Command Make(CommandServices commands)
    {
        var story = new Command("story", "Stories: make, change, open and close, merge.");
        story.Add(Set(commands));
        story.Add(Show(commands));
        story.Add(Merge(commands));
        return story;
    }

    private static Option<string> Site() => new("--site") { Description = "Name of the site", Required = true, HelpName = "NAME" };

    private static Option<string?> Text(string name, string description) => new(name) { Description = description };

    private static Command Set(CommandServices commands)
    {
        var site = Site();
        var storyId = Text("--story-id", "The publisher's own id");
        var url = Text("--url", "The article's address");
        var title = Text("--title", "Its title");
        var summary = Text("--summary", "A sentence or two below the title");
        var author = Text("--author", "Who wrote the article");
        var section = Text("--section", "Section of the paper");
        var note = Text("--note", "What the newsroom says above the thread (Markdown); empty takes it away");
        var noteBy = Text("--note-by", "Who signs the note");
        var person = Text("--author-person", "Id of the person whose comments are the story's own author's");
        var account = Text("--author-account", "The same by the publisher's own id of the account; empty for nobody");
        var mail = Text("--author-mail", "Address of the story's author, who is told of new comments; empty takes it away");
        var pace = Text("--author-mail-pace", "How often: once, daily or never");
        var thread = Text("--thread", "open, closed or archived");
        var reason = Text("--reason", "Why the thread is closed, in words for readers");
        var published = new Option<DateTimeOffset?>("--published") { Description = "When the article was published" };
        var set = new Command("set", "Make the story of an id or address, or change what is given of it.")
        {
            site, storyId, url, title, summary, author, section, published, note, noteBy, person, account, mail, pace, thread, reason,
        };
        commands.Handle(set, async (services, line, cancellation) =>
        {
            if (services.GetRequiredService<SiteDirectory>().Find(line.GetValue(site)!) is not { } found)
                return CommandServices.Refuse(services, line, new Refusal("site", 404));
            var saved = await services.GetRequiredService<SaveStory>().MakeOrChange(
                found,
                new SaveStory.Request(
                    line.GetValue(storyId), line.GetValue(url), line.GetValue(title), line.GetValue(summary), line.GetValue(author),
                    line.GetValue(section), PublishedAt: line.GetValue(published),
                    Note: line.GetValue(note), NoteBy: line.GetValue(noteBy), AuthorPersonId: line.GetValue(person),
                    AuthorAccount: line.GetValue(account), AuthorMail: line.GetValue(mail), AuthorMailPace: line.GetValue(pace), Thread: line.GetValue(thread), ClosedReason: line.GetValue(reason)),
                Actor.Operator,
                cancellation);
            if (saved.Refusal is { } refusal)
                return CommandServices.Refuse(services, line, refusal);
            await Print(line, saved.Value!.Story.View);
            return 0;
        });
        return set;
    }

    private static Command Show(CommandServices commands)
    {
        var id = new Argument<string>("ID") { Description = "The story's id" };
        var show = new Command("show", "Show what is known of a story.") { id };
        commands.Handle(show, async (services, line, cancellation) =>
        {
            if (await services.GetRequiredService<StoryFinder>().ById(line.GetValue(id)!, cancellation) is not { } found)
                return CommandServices.Refuse(services, line, Refusal.NotFound("story"));
            await Print(line, found.View);
            return 0;
        });
        return show;
    }

    private static Command Merge(CommandServices commands)
    {
        var id = new Argument<string>("ID") { Description = "The story that ends" };
        var into = new Argument<string>("INTO") { Description = "The story that remains" };
        var merge = new Command("merge", "Make one story of two; no comment loses its id or permalink.") { id, into };
        commands.Handle(merge, async (services, line, cancellation) =>
        {
            var stories = services.GetRequiredService<StoryFinder>();
            var (ends, remains) = (await stories.Exactly(line.GetValue(id)!, cancellation), await stories.Exactly(line.GetValue(into)!, cancellation));
            if (ends is null || remains is null || ends.SiteId != remains.SiteId)
                return CommandServices.Refuse(services, line, Refusal.NotFound("story"));
            var merged = await services.GetRequiredService<MergeStories>().Handle(ends, remains, Actor.Operator, cancellation);
            if (merged.Refusal is { } refusal)
                return CommandServices.Refuse(services, line, refusal);
            await Print(line, (await stories.ById(merged.Value, cancellation))!.View);
            return 0;
        });
        return merge;
    }

    private static Task Print(ParseResult line, StoryView story) => line.InvocationConfiguration.Output.WriteLineAsync(
        $"""
        {story.Id}  {story.Title}
          site {story.Site}, thread {story.Thread}{(story.ClosedReason is null ? "" : $" ({story.ClosedReason})")}, {story.CommentCount} comments
          {story.Url ?? "no address"}{(story.StoryId is null ? "" : $", storyId {story.StoryId}")}
        """);
}
