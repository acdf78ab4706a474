namespace Parley.Accounts;

internal enum ActorKind
{
    /// <summary>The author of the comment.</summary>
    Author,

    /// <summary>The publisher's server, through an API key.</summary>
    Publisher,

    /// <summary>Whoever runs the installation, through the command line.</summary>
    Operator,

    /// <summary>An import.</summary>
    Import,

    /// <summary>Parley itself, by a rule of the site.</summary>
    Parley,

    /// <summary>Somebody of the staff, by their account.</summary>
    Staff,
}

/// <summary>Who did something.</summary>
/// <param name="Id">The person or key; null where there is none.</param>
internal readonly record struct Actor(ActorKind Kind, long? Id = null)
{
    public static Actor Author(PersonId person) => new(ActorKind.Author, person.Value);

    public static Actor Publisher(Sites.ApiKeyId key) => new(ActorKind.Publisher, key.Value);

    public static Actor Staff(AccountId account) => new(ActorKind.Staff, account.Value);

    public static Actor Operator => new(ActorKind.Operator);
}
