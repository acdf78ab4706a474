namespace Parley.Stories;

/// <summary>Who may, as readers and the API see it.</summary>
internal static class AccessViews
{
    public static AccessView Draw(Access access) =>
        new(access.Read.Word, access.Write.Word, access.Vote.Word, access.Report.Word);
}
