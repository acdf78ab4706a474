using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Parley.Accounts;
using Parley.Moderation.Threats;
using Parley.Platform.Data;
using Parley.Platform.Web;

namespace Parley.Moderation.Orders;

/// <summary>What an authority is handed: what is held already of one person, as they would get it themselves, and nothing that was not asked for.</summary>
internal sealed class OrderPackage(PersonalFile file, Seal seal)
{
    public const string Type = "application/zip";

    private const string Purpose = "order-package", Held = "held.zip", About = "order.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private sealed record Cover(
        string Number, string Authority, string Reference, string LegalBasis, DateTimeOffset ReceivedAt, string File, string? Sha256, IReadOnlyList<CustodyStep> Custody);

    /// <summary>The parts of what is held that can be asked for.</summary>
    public IReadOnlyList<string> Parts => file.Parts;

    /// <param name="parts">Those the order names.</param>
    /// <returns>Sealed, with the SHA-256 of what is inside.</returns>
    public async Task<(byte[] Sealed, string Digest)> Gather(Person person, IReadOnlyCollection<string> parts, CancellationToken cancellation)
    {
        var bytes = await file.Write(person, parts, cancellation);
        return (seal.Close(Purpose, bytes), Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    /// <returns>Null where it is gone, or is not what was sealed.</returns>
    public async Task<byte[]?> Open(AuthorityOrder order, IReadOnlyList<CustodyStep> custody, CancellationToken cancellation)
    {
        if (order.Package is not { } closed || seal.Open(Purpose, closed) is not { } bytes || Convert.ToHexStringLower(SHA256.HashData(bytes)) != order.Digest)
            return null;
        using var whole = new MemoryStream();
        await using (var zip = new ZipArchive(whole, ZipArchiveMode.Create, leaveOpen: true))
        {
            var cover = new Cover(order.Id.ToString(), order.Authority, order.Reference, order.LegalBasis, order.ReceivedAt, Held, order.Digest, custody);
            await Add(zip, About, JsonSerializer.SerializeToUtf8Bytes(cover, Json), cancellation);
            await Add(zip, Held, bytes, cancellation);
        }
        return whole.ToArray();
    }

    private static async Task Add(ZipArchive zip, string name, byte[] bytes, CancellationToken cancellation)
    {
        await using var entry = await zip.CreateEntry(name).OpenAsync(cancellation);
        await entry.WriteAsync(bytes, cancellation);
    }
}
