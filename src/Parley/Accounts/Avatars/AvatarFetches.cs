using System.Net;
using System.Threading.Channels;
using Parley.Platform.Web;

namespace Parley.Accounts.Avatars;

/// <summary>
/// Fetches the pictures publishers name for their readers, one after the other and never in a reader's call. What is lost
/// with the process, or does not fit, is fetched when the reader comes again.
/// </summary>
internal sealed class AvatarFetches(Outbound outbound, AvatarDesk desk, ILogger<AvatarFetches> log) : BackgroundService
{
    private const int MostWaiting = 1_000;

    private readonly Channel<(Person Person, Uri Source)> _waiting =
        Channel.CreateBounded<(Person, Uri)>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Asks for a picture; an address that is none is passed over.</summary>
    public void Ask(Person person, string? address)
    {
        if (Uri.TryCreate(address, UriKind.Absolute, out var source) && source.Scheme is "https" or "http")
            _waiting.Writer.TryWrite((person, source!));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (person, source) in _waiting.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await Fetch(person, source, stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning(failure, "The picture of {Person} could not be kept", person.Id);
            }
        }
    }

    private async Task Fetch(Person person, Uri source, CancellationToken cancellation)
    {
        if (await desk.IsFrom(person, source, cancellation))
            return;
        if (await outbound.Send(OutboundRequest.Get(source), cancellation) is not OutboundAnswer { Status: HttpStatusCode.OK } answer)
            return;
        if (await desk.Take(person, answer.Body, source, cancellation) is { } refusal)
            log.LogInformation("The picture of {Person} was refused: {Why}", person.Id, refusal.Code);
    }
}
