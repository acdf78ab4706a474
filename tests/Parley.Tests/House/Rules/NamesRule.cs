namespace Parley.Tests.House.Rules;

/// <summary>No type has a name that says what kind of thing it is in a program instead of what it is.</summary>
internal sealed class NamesRule : IHouseRule
{
    private static readonly string[] Suffixes = ["Manager", "Helper", "Helpers", "Service", "Impl", "Dto", "Base"];

    public IEnumerable<Offence> Check(Codebase code) =>
        from type in code.Types
        let name = type.Name.Split('`')[0]
        from suffix in Suffixes
        where name.EndsWith(suffix, StringComparison.Ordinal)
        select new Offence(Names.Place(type), $"ends in {suffix}, which says nothing; name it after what it does");
}
