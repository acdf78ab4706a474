namespace Parley.Tests.House.Rules;

/// <summary>No feature uses one below it; the platform uses none; nothing uses the root.</summary>
internal sealed class DirectionRule : IHouseRule
{
    public IEnumerable<Offence> Check(Codebase code) =>
        from use in code.Uses
        let complaint = Complaint(code, use)
        where complaint is not null
        select new Offence(use.Place, complaint);

    private static string? Complaint(Codebase code, Use use)
    {
        var from = code.FeatureOf(use.By);
        if (from == "")
            return null;
        if (FeatureOrder.PlaceOf(from) < 0)
            return $"the folder {from} has no place in FeatureOrder";
        if (!code.IsOwn(use.Type) || code.FeatureOf(use.Type) is var to && to == from)
            return null;
        if (to == "")
            return $"uses {code.NameOf(use.Type)} of the root, which stands above every feature";
        return FeatureOrder.PlaceOf(to) > FeatureOrder.PlaceOf(from)
            ? $"{from} may not use {code.NameOf(use.Type)}: {to} stands below it. "
                + "Own an interface here that the lower feature implements, or leave an event"
            : null;
    }
}
