using Mono.Cecil;

namespace Parley.Tests.House.Rules;

/// <summary>Rules, scores and entities know nothing of the web, the database, the clock, the network or chance.</summary>
/// <remarks>The platform judges nothing, so a name that ends in Rules means something else there.</remarks>
/// <param name="others">More folders and types that are judgement only.</param>
internal sealed class PurityRule(params IReadOnlyCollection<string> others) : IHouseRule
{
    private static readonly string[] Suffixes = ["Rules", "Score", "Scores"];

    private static readonly (string Start, string What)[] Forbidden =
    [
        ("Microsoft.AspNetCore.", "the web"),
        ("Microsoft.Extensions.", "the host"),
        ("Microsoft.EntityFrameworkCore.", "the database"),
        ("System.Data.", "the database"),
        ("System.TimeProvider", "the clock"),
        ("System.Diagnostics.Stopwatch", "the clock"),
        ("System.Threading.Timer", "the clock"),
        ("System.Threading.PeriodicTimer", "the clock"),
        ("System.Net.Http.", "the network"),
        ("System.Net.Sockets.", "the network"),
        ("System.Net.Dns", "the network"),
        ("System.Random", "chance"),
        ("System.Security.Cryptography.RandomNumberGenerator", "chance"),
    ];

    public IEnumerable<Offence> Check(Codebase code)
    {
        var entities = Entities(code);
        return
            from use in code.Uses
            where entities.Contains(use.By.Outermost().FullName) || IsJudgement(code, use.By)
            let what = What(code, use)
            where what is not null
            select new Offence(
                use.Place, $"touches {what} through {use.Member?.FullName ?? use.Type.FullName}; take what is needed as an argument");
    }

    /// <summary>The types some class maps to a table.</summary>
    private static HashSet<string> Entities(Codebase code) =>
    [
        .. from type in code.Types
           from face in type.Interfaces
           where face.InterfaceType is GenericInstanceType { ElementType.Name: "IEntityTypeConfiguration`1" }
           select ((GenericInstanceType)face.InterfaceType).GenericArguments[0].FullName,
    ];

    private bool IsJudgement(Codebase code, TypeReference type)
    {
        var name = code.NameOf(type);
        return (code.FeatureOf(type) != "Platform" && Array.Exists(Suffixes, suffix => name.EndsWith(suffix, StringComparison.Ordinal)))
            || others.Any(other => name == other || name.StartsWith(other + ".", StringComparison.Ordinal));
    }

    private static string? What(Codebase code, Use use)
    {
        if (code.IsOwn(use.Type))
            return code.NameOf(use.Type) == "Platform.Data.IdSource" ? "the clock and chance" : null;
        if (use.Member is MethodReference method && Ambient.What(method) is { } ambient)
            return ambient;
        return Array.Find(Forbidden, one => use.Type.FullName.StartsWith(one.Start, StringComparison.Ordinal)).What;
    }
}
