using Mono.Cecil;

namespace Parley.Tests.House.Rules;

/// <summary>Members that read the time or draw at random without being given a source.</summary>
internal static class Ambient
{
    private const string Clock = "the clock";
    private const string Chance = "chance";

    private static readonly Dictionary<string, string> Members = new()
    {
        ["System.DateTime::get_Now"] = Clock,
        ["System.DateTime::get_UtcNow"] = Clock,
        ["System.DateTime::get_Today"] = Clock,
        ["System.DateTimeOffset::get_Now"] = Clock,
        ["System.DateTimeOffset::get_UtcNow"] = Clock,
        ["System.Environment::get_TickCount"] = Clock,
        ["System.Environment::get_TickCount64"] = Clock,
        ["System.Diagnostics.Stopwatch::StartNew"] = Clock,
        ["System.Diagnostics.Stopwatch::GetTimestamp"] = Clock,
        ["System.TimeProvider::get_System"] = Clock,
        ["System.Random::get_Shared"] = Chance,
        ["System.Guid::NewGuid"] = Chance,
        ["System.Guid::CreateVersion7"] = Chance,
        ["System.IO.Path::GetRandomFileName"] = Chance,
    };

    /// <returns><c>the clock</c> or <c>chance</c>; null for a member that takes its source as an argument.</returns>
    public static string? What(MethodReference method)
    {
        var name = $"{method.DeclaringType.FullName}::{method.Name}";
        if (name == "System.Random::.ctor" && method.Parameters.Count == 0)
            return Chance;
        return Members.GetValueOrDefault(name);
    }
}
