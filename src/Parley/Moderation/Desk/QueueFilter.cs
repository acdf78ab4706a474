using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Comments;
using Parley.Moderation.Cases;
using Parley.Platform.Data;
using Parley.Stories;

namespace Parley.Moderation.Desk;

/// <summary>Which cases are asked for: a view, and what it is narrowed to. Written as one word in an address.</summary>
/// <param name="View">One of <see cref="Views"/>.</param>
internal sealed record QueueFilter(string View)
{
    private const char Between = '|';
    private const int MaxLength = 400;

    /// <summary>Everything posted, also what nobody reported.</summary>
    public const string New = "new";

    /// <summary>The views everybody has. The last is of comments rather than of cases.</summary>
    public static readonly IReadOnlyList<string> Views = ["waiting", "reported", "held", "notices", "orders", "appeals", "mine", New];

    public string? Reason { get; init; }

    public string? Screen { get; init; }

    public string? Section { get; init; }

    public string? Language { get; init; }

    public PersonId? Person { get; init; }

    public StoryId? Story { get; init; }

    /// <summary>The removed comment whose replies are asked for that still quote it.</summary>
    public CommentId? Quoted { get; init; }

    /// <summary>Whether it lists comments, whether there are cases about them or not.</summary>
    public bool IsOfComments => View == New || Quoted is not null;

    /// <summary>Whether it is narrower than a view everybody has.</summary>
    public bool IsNarrowed => ToString() != View;

    /// <summary>What is no filter counts as none.</summary>
    public static QueueFilter Read(string? text)
    {
        var filter = new QueueFilter(Views[0]);
        foreach (var part in text?.Length <= MaxLength ? text.Split(Between) : [])
            filter = part.Split('-', 2) switch
            {
                [var view] when Views.Contains(view) => filter with { View = view },
                ["reason", { Length: > 0 } value] => filter with { Reason = Uri.UnescapeDataString(value) },
                ["screen", { Length: > 0 } value] => filter with { Screen = Uri.UnescapeDataString(value) },
                ["section", { Length: > 0 } value] => filter with { Section = Uri.UnescapeDataString(value) },
                ["language", { Length: > 0 } value] => filter with { Language = Uri.UnescapeDataString(value) },
                ["person", var value] when IdText.TryRead<PersonId>(value, out var id) => filter with { Person = id },
                ["story", var value] when IdText.TryRead<StoryId>(value, out var id) => filter with { Story = id },
                ["quotes", var value] when IdText.TryRead<CommentId>(value, out var id) => filter with { Quoted = id },
                _ => filter,
            };
        return filter;
    }

    public override string ToString()
    {
        (string Name, string? Value)[] parts =
        [
            ("reason", Reason), ("screen", Screen), ("section", Section), ("language", Language), ("person", Person?.ToString()), ("story", Story?.ToString()), ("quotes", Quoted?.ToString()),
        ];
        var narrowed = parts.Where(part => !string.IsNullOrEmpty(part.Value)).Select(part => part.Name + "-" + Uri.EscapeDataString(part.Value!)).ToList();
        return narrowed.Count == 0 ? View : string.Join(Between, View == Views[0] ? narrowed : narrowed.Prepend(View));
    }

    /// <summary>The open cases among these that it asks for.</summary>
    public IQueryable<Case> Of(IQueryable<Case> open, AccountId by)
    {
        var cases = View switch
        {
            "reported" => open.Where(one => one.IsReported),
            "held" => open.Where(one => one.IsHeld),
            "notices" => open.Where(one => one.IsNotice),
            "orders" => open.Where(one => one.IsOrder),
            "appeals" => open.Where(one => one.IsAppeal),
            "mine" => open.Where(one => one.PassedTo == by || one.ClaimedBy == by),
            _ => open,
        };
        cases = Reason is null ? cases : cases.Where(one => one.Reason == Reason);
        cases = Screen is null ? cases : cases.Where(one => one.Screen == Screen);
        cases = Section is null ? cases : cases.Where(one => one.Section == Section);
        cases = Language is null ? cases : cases.Where(one => one.Language == Language);
        cases = Person is { } author ? cases.Where(one => one.AuthorId == author) : cases;
        return Story is { } story ? cases.Where(one => one.StoryId == story) : cases;
    }

    /// <summary>The comments among these that it asks for.</summary>
    public IQueryable<Comment> Of(IQueryable<Comment> comments)
    {
        comments = Person is { } author ? comments.Where(one => one.AuthorId == author) : comments;
        return Story is { } story ? comments.Where(one => one.StoryId == story) : comments;
    }
}
