using Parley.Accounts;
using Parley.Comments;

namespace Parley.Transfer.Import;

/// <summary>Where the database holds under another id what the file brings: the same source and source id.</summary>
internal sealed class StoredIds
{
    public Dictionary<AccountId, AccountId> Accounts { get; } = [];

    public Dictionary<PersonId, PersonId> People { get; } = [];

    public Dictionary<CommentId, CommentId> Comments { get; } = [];

    public AccountId Of(AccountId account) => Accounts.GetValueOrDefault(account, account);

    public PersonId Of(PersonId person) => People.GetValueOrDefault(person, person);

    public CommentId Of(CommentId comment) => Comments.GetValueOrDefault(comment, comment);
}
