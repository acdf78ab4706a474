namespace Parley.Accounts;

/// <summary>A site where somebody of the staff acts.</summary>
/// <param name="Role">As <c>staff.role</c> names it.</param>
/// <param name="MayAdminister">Whether settings and roles are theirs.</param>
public sealed record StaffSiteView(string Name, string Title, string Role, bool MayAdminister);
