namespace Parley.Accounts;

/// <summary>A site where somebody of the staff acts.</summary>
/// <param name="Role">As <c>staff.role</c> names it.</param>
/// <param name="MayEdit">Whether the state of stories is theirs.</param>
/// <param name="MayAdminister">Whether settings, roles, keys and exports are.</param>
public sealed record StaffSiteView(string Name, string Title, string Role, bool MayEdit, bool MayAdminister)
{
    /// <summary>Whether the two questions about duties of the law are still to be answered, by whoever looks.</summary>
    public bool IsAsked { get; init; }
}
