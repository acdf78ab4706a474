using Microsoft.AspNetCore.Identity;

namespace Parley.Accounts;

/// <summary>What Identity asks before it keeps an account. Mail and names are judged by our own rules before.</summary>
internal sealed class AccountValidator : IUserValidator<Account>
{
    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user) => Task.FromResult(IdentityResult.Success);
}
