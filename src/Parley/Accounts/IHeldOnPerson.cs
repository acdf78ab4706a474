using Parley.Platform.Data;

namespace Parley.Accounts;

/// <summary>
/// Part of what is held on a person, for whom it is about. Each feature that holds something implements one: a download
/// is all of them together.
/// </summary>
internal interface IHeldOnPerson
{
    /// <summary>Name of its files in the download.</summary>
    string Name { get; }

    /// <summary>Rows with the same fields in the same order; nothing of any other person.</summary>
    Task<IReadOnlyList<IReadOnlyList<HeldValue>>> Read(ParleyContext db, Person person, CancellationToken cancellation);
}

/// <param name="Value">Text, number, truth or moment; null for nothing.</param>
internal readonly record struct HeldValue(string Field, object? Value);

/// <summary>What a feature keeps under an account's own particulars, such as its address, and erases in the same write.</summary>
internal interface IErasedWithAccount
{
    /// <summary>What is to be done inside the write; whatever takes work is done before.</summary>
    Func<ParleyContext, Task> Prepare(Account account, SiteId site);
}
