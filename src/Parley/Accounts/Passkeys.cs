using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Parley.Platform.Data;
using Parley.Platform.Web;

namespace Parley.Accounts;

/// <summary>What a browser needs to use a passkey.</summary>
/// <param name="Options">As WebAuthn has them in JSON.</param>
/// <param name="State">Comes back with the answer; opens once.</param>
public sealed record PasskeyQuestion(JsonElement Options, string State);

/// <summary>Makes passkeys and signs in with them: Identity asks and checks, this keeps each question to one answer.</summary>
internal sealed class Passkeys(
    IPasskeyHandler<Account> handler, UserManager<Account> identity, Seal seal, OneTimeTokens tokens, TimeProvider time)
{
    /// <summary>As long as browsers show their question.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private const string GetPurpose = "passkey-get", MakePurpose = "passkey-make";

    /// <summary>Asks for any passkey of this host: which account it is of says the passkey itself.</summary>
    public async Task<PasskeyQuestion> AskFor(HttpContext http)
    {
        var asked = await handler.MakeRequestOptionsAsync(null, http);
        return Question(GetPurpose, asked.RequestOptionsJson, asked.AssertionState);
    }

    /// <summary>Asks a device to make one.</summary>
    /// <param name="name">What the device shows the account as.</param>
    public async Task<PasskeyQuestion> AskToMake(HttpContext http, Account account, string name)
    {
        var entity = new PasskeyUserEntity { Id = account.Id.ToString(), Name = account.Mail ?? name, DisplayName = name };
        var asked = await handler.MakeCreationOptionsAsync(entity, http);
        return Question(MakePurpose, asked.CreationOptionsJson, asked.AttestationState);
    }

    /// <summary>The account a passkey signs in.</summary>
    /// <param name="site">Null for staff.</param>
    public async Task<Outcome<Account>> Read(HttpContext http, SiteId? site, string? state, string? credential, CancellationToken cancellation)
    {
        if (await Open(GetPurpose, state, cancellation) is not { } asked || credential is null)
            return Failed;
        var read = await handler.PerformAssertionAsync(new() { HttpContext = http, CredentialJson = credential, AssertionState = asked });
        if (!read.Succeeded || read.User.SiteId != site)
            return Failed;
        await identity.AddOrUpdatePasskeyAsync(read.User, read.Passkey);
        return read.User;
    }

    /// <summary>Keeps a passkey that was made for an account.</summary>
    public async Task<Refusal?> Add(
        HttpContext http, Account account, string? state, string? credential, string? name, CancellationToken cancellation)
    {
        if (await Open(MakePurpose, state, cancellation) is not { } asked || credential is null)
            return Failed;
        var made = await handler.PerformAttestationAsync(new() { HttpContext = http, CredentialJson = credential, AttestationState = asked });
        if (!made.Succeeded || made.UserEntity.Id != account.Id.ToString())
            return Failed;
        made.Passkey.Name = CleanText.Line(name ?? "") is { Length: > 0 and <= PersonName.MaxLength } named ? named : null;
        var kept = await identity.AddOrUpdatePasskeyAsync(account, made.Passkey);
        return kept.Succeeded ? null : Failed;
    }

    private static Refusal Failed => new("passkey", 422);

    private PasskeyQuestion Question(string purpose, string options, string? state)
    {
        var until = (time.Now + Lifetime).ToUnixTimeMilliseconds();
        // Drawn with each question, so that no two states are alike.
        var mark = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        return new(JsonDocument.Parse(options).RootElement.Clone(), seal.CloseText(purpose, $"{until}\n{mark}\n{state}"));
    }

    /// <returns>What the handler knows the question by; null when it was answered before, or is too old.</returns>
    private async Task<string?> Open(string purpose, string? closed, CancellationToken cancellation)
    {
        if (seal.OpenText(purpose, closed)?.Split('\n', 3) is not [var until, _, var state]
            || !long.TryParse(until, out var end) || time.Now.ToUnixTimeMilliseconds() >= end)
            return null;
        return await tokens.Spend(closed!, DateTimeOffset.FromUnixTimeMilliseconds(end), cancellation) ? state : null;
    }
}
