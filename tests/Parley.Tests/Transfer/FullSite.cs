using Parley.Accounts;
using Parley.Accounts.Ignoring;
using Parley.Comments;
using Parley.Comments.Screening;
using Parley.Moderation.Screens.Wording;
using Parley.Platform.Data;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Tests.Transfer;

/// <summary>A site with something of everything, in every state, whose counts are those of a recount.</summary>
internal sealed class FullSite
{
    public const string Name = "courier";

    /// <summary>Text that is easily bent on its way: quotes, tabs, marks, joiners, both directions, pairs of surrogates.</summary>
    public const string HardText =
        "\"Quoted\" \\ back\\\\slashed\n\n> שלום עולם — مرحبا بالعالم\n\n`<b>&amp;`\ta\u0301e\u0308 e\u0301 👩‍👩‍👧 𝔘 \uFFFD \u2028 ½ Ǆ ﬁ \u200D end ";

    private static readonly DateTimeOffset Start = new(2026, 3, 29, 0, 59, 59, 1, TimeSpan.Zero);

    private readonly List<Comment> _comments = [];
    private readonly List<object> _rows = [];
    private readonly SiteId _site = new(IdSource.At(Start, 1));
    private int _tail = 100;

    private FullSite()
    {
    }

    public static byte[] GuestSecret { get; } = [.. Enumerable.Range(1, 16).Select(number => (byte)number)];

    /// <summary>Stores it as the product does, comments not rendered yet.</summary>
    public static async Task Store(IWriteDoor door)
    {
        var site = new FullSite();
        site.Build();
        foreach (var part in site._rows.GroupBy(row => row is Site ? 0 : row is Comment ? 2 : row is CommentRevision or Correction or CommentScreening ? 3 : 1).OrderBy(part => part.Key))
            await door.Write(
                db =>
                {
                    db.AddRange(part);
                    return Task.CompletedTask;
                },
                default);
    }

    /// <summary>Somebody of the staff, whose account is the installation's.</summary>
    public static async Task AddStaff(IWriteDoor door)
    {
        var account = Account.OfStaff(new(IdSource.At(At(600), 1)), MailAddress.Read("desk@courier.example").Value!, isOwner: true, "stamp", At(600));
        var person = Person.OfAccount(new(IdSource.At(Start, 1)), new(IdSource.At(At(601), 1)), account.Id, "The editor", At(601));
        person.Serve(Role.Editor);
        await door.Write(
            db =>
            {
                db.AddRange(account, person);
                return Task.CompletedTask;
            },
            default);
    }

    private void Build()
    {
        AddSite();
        var guest = Person.Guest(_site, new(Next(0)), "Ann ﷺ O'Neill", GuestSecret, At(0));
        var named = Person.Imported(_site, new(Next(1)), "نور الدين", "old-system", "user 7", At(1), [.. Enumerable.Range(40, MailProofs.Length).Select(number => (byte)number)]);
        var nameless = Person.Imported(_site, new(Next(2)), null, "old-system", "user 8", At(2));
        named.Wear(Badge.Expert);
        named.Stand(Standing.Muted, At(3_000_000));
        _rows.AddRange([guest, named, nameless]);
        AddReader();
        var told = AddStory(3, "told-1", "Told");
        told.IsBy(named.Id, At(5));
        told.Annotate(new StoryNote("What do *you* think?", "<p>old</p>", "The desk"), At(6));
        Change(told, "open", "closed", new Actor(ActorKind.Operator), "Enough for today.", told.SetThread(Parley.Stories.ThreadState.Closed, "Enough for today.", At(7)));
        told.Admit(new("subscriber", "patron", "signed-in", "anyone"), At(7));
        var empty = AddStory(8, null, "Empty");
        var merged = AddStory(9, null, "Merged", addresses: 0);
        merged.MergeInto(told, At(10));
        Change(merged, "open", "merged", Actor.Publisher(new ApiKeyId(Next(10))), told.Id.ToString(), null);
        AddThread(told, guest, named, nameless);
        AddComment(empty, null, guest, "Only one here.", 400);
        Recount([told, empty, merged]);
    }

    /// <summary>A reader with every way to sign in, who was a guest before.</summary>
    private void AddReader()
    {
        var account = Account.OfPublisher(_site, new(Next(11)), "reader 7", null, "stamp", At(11));
        account.Confirm(MailAddress.Read("Ann.Example+news@Mail.EXAMPLE").Value!);
        account.Speak("ar");
        account.PasswordHash = "AQAAAAIAAYagAAAA";
        var passkey = new Passkey(account.Id, [9, 8, 7], At(12))
        {
            Name = "A telephone",
            PublicKey = [1, 2],
            SignCount = 5_000_000_000,
            Transports = "internal hybrid",
            IsUserVerified = true,
            IsBackupEligible = true,
            IsBackedUp = true,
            Attestation = [3],
            ClientData = [4],
        };
        var person = Person.OfAccount(_site, new(Next(13)), account.Id, "Ann", At(13));
        var former = person.Rename("Ann of the Hill", At(14)).Former;
        person.Hold(["subscriber", "city"]);
        person.Describe("Writes about *bridges*.", "https://ann.example/");
        var earlier = Person.Guest(_site, new(Next(15)), "Ann, before", [1], At(15));
        earlier.MergeInto(person.Id);
        _rows.AddRange([account, passkey, new IgnoredPerson(_site, person.Id, earlier.Id, At(17)), new ExternalSignIn(_site, "https://id.example", "s-1", account.Id, At(16)), person, former, earlier]);
    }

    private void AddSite()
    {
        _rows.Add(new Site(_site, Name, "The Courier — “Kurier”", "de", ["https://courier.example", "http://127.0.0.1:8081"], Start));
        foreach (var (name, value) in new[] { ("max-length", "200"), ("house-rules", "One.\nTwo, \"quoted\".") })
        {
            var setting = new StoredSetting(_site, name);
            setting.Set(value, At(3));
            _rows.Add(setting);
        }
        var words = new WordList(_site, "own-list");
        words.Write(string.Join('\n', Enumerable.Range(1, 9_000).Select(number => $"hold: wört{number}  # 𝔘")), isOn: true, At(4));
        var none = new WordList(_site, "zero");
        none.Write("", isOn: false, At(5));
        _rows.AddRange([words, none]);
    }

    private Story AddStory(int second, string? publisherId, string title, int addresses = 2)
    {
        var story = Story.Imported(_site, new(Next(second)), "old-system", "story " + title, At(second));
        story.Describe(
            new StoryDetails
            {
                PublisherId = publisherId,
                Title = title + " " + HardText.ReplaceLineEndings(" "),
                Summary = "In short.",
                Author = "A. Writer",
                Section = "City",
                Image = "https://courier.example/i.jpg",
                PublishedAt = At(second - 3600),
                Language = "en",
                Text = HardText,
                TextAttribution = "© The Courier",
            },
            At(second + 1));
        _rows.Add(story);
        for (var at = 0; at < addresses; at++)
        {
            var url = StoryUrl.Parse($"http://www.courier.example/ä/{second}/{at}?b=1&a=2", out _)!;
            _rows.Add(new StoryAddress(_site, url.Canonical, story.Id, url.Address, isCanonical: at == 1));
        }
        return story;
    }

    private void AddThread(Story story, Person guest, Person named, Person nameless)
    {
        var root = AddComment(story, null, guest, HardText, 20);
        Edit(root, "Second words. " + HardText, 21);
        Edit(root, "Third words.", 22);
        _rows.Add(root.Correct("The bridge has three arches, \"not\" four.", At(4000)).Line);
        _rows.Add(new CommentScreening(_site, root.Id, 0, new(Verdict.Publish, [], "closed words"), At(20)));
        _rows.Add(new CommentScreening(
            _site,
            root.Id,
            1,
            new(Verdict.Hold, [new("words", Verdict.Hold, "threat", IsTrial: true, [new(3, 8)], new Dictionary<string, string> { ["rules"] = "house-en:3 own=list:4" })], "closed"),
            At(21)));
        var answer = AddComment(story, root, named, new string('x', 900) + "\n\n" + new string('y', 900), 30);
        answer.Feature(true, At(31));
        var branch = AddComment(story, root, nameless, "Off the matter.", 40);
        branch.MoveOffTopic(true, At(41));
        branch.CloseBranch("The argument, not the person.", At(42));
        Remove(AddComment(story, answer, guest, "Taken back.", 50), Remover.Author, null, 51);
        Remove(AddComment(story, answer, named, "Against the rules.", 52), Remover.Moderator, "The argument, not the person.", 53);
        var hidden = AddComment(story, branch, guest, "Held after it was seen.", 60);
        Change(hidden, "published", "held", Actor.Operator, null, hidden.Hold());
        AddComment(story, hidden, nameless, "Below one that is held.", 61);
        AddComment(story, root, guest, "Never seen.", 62, isHeld: true).Reject();
        AddComment(story, null, guest, "Waits.", 63, isHeld: true);
        AddComment(story, null, guest, "Waits for other words.", 64, isHeld: true).AskToReword(At(9000));
        AddImported(story, answer, nameless);
        var deep = AddComment(story, null, guest, "Down", 100);
        for (var level = 1; level <= Comment.PathLevels + 8; level++)
            deep = AddComment(story, deep, level % 2 == 0 ? guest : named, "Level " + level, 100 + level);
    }

    private void AddImported(Story story, Comment parent, Person author)
    {
        var comment = Comment.Import(new ImportedComment(
            _site, story.Id, new(Next(70)), parent, author.Id, "A headline\n\nA whole article that was pasted in.\n\nIts end.", At(70),
            IsTimeKnown: false, Fold: Fold.Pasted, Source: "old-system", SourceId: "c 1", ParentConfidence: 0.1 + 0.2, AuthorConfidence: 1.0 / 3));
        _comments.Add(comment);
        _rows.Add(comment);
    }

    private Comment AddComment(Story story, Comment? parent, Person author, string body, int second, bool isHeld = false)
    {
        var comment = Comment.Import(new ImportedComment(
            _site, story.Id, new(Next(second)), parent, author.Id, body, At(second), IsHeld: isHeld));
        _comments.Add(comment);
        _rows.Add(comment);
        return comment;
    }

    private void Edit(Comment comment, string body, int second) =>
        _rows.Add(comment.Edit(body, new RenderedText("<p>old</p>", null, Fold.None), At(second)).Former);

    private void Remove(Comment comment, Remover by, string? reason, int second) =>
        Change(comment, "published", "removed", Actor.Author(comment.AuthorId), reason, comment.Remove(by, reason, At(second)));

    private void Change(object subject, string from, string to, Actor actor, string? reason, object? happened)
    {
        var (kind, id) = subject is Story story ? (StateSubject.Story, story.Id.Value) : (StateSubject.Comment, ((Comment)subject).Id.Value);
        _rows.Add(new StateChange(_site, new(Next(500)), kind, id, from, to, actor, reason, At(happened is null ? 501 : 500)));
    }

    /// <summary>Counts as the tables say they should be.</summary>
    private void Recount(IReadOnlyList<Story> stories)
    {
        var byId = _comments.ToDictionary(comment => comment.Id);
        foreach (var reply in _comments.Where(comment => comment is { IsListed: true, ParentId: not null }))
            foreach (var ancestor in Recounting.CountedAbove(reply, byId))
                ancestor.Count(1);
        foreach (var story in stories)
        {
            var published = _comments.Where(comment => comment.StoryId == story.Id && comment.State == CommentState.Published).ToList();
            if (published.Count > 0)
                story.Count(published.Count, published.Max(comment => comment.PostedAt));
        }
    }

    private static DateTimeOffset At(int second) => Start.AddSeconds(second);

    private long Next(int second) => IdSource.At(At(second), _tail++);
}
