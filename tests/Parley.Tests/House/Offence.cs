namespace Parley.Tests.House;

/// <summary>A place that breaks a rule of the house.</summary>
/// <param name="Place">The type and member, or the file and line.</param>
/// <param name="Words">What it does and what it should do instead.</param>
internal sealed record Offence(string Place, string Words)
{
    public override string ToString() => $"{Place}: {Words}";
}

/// <summary>A rule of the house over built code.</summary>
internal interface IHouseRule
{
    IEnumerable<Offence> Check(Codebase code);
}
