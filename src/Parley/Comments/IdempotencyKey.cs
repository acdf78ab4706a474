using System.Security.Cryptography;
using System.Text;
using Parley.Platform.Data;

namespace Parley.Comments;

/// <summary>A key under which a comment was made once, so that a repeated call makes no second one.</summary>
internal sealed class IdempotencyKey(SiteId siteId, byte[] key, byte[] bodyHash, CommentId commentId, DateTimeOffset at)
{
    /// <summary>How long a key given by the caller is remembered.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromHours(24);

    /// <summary>How long a form without a key counts as the same: the time a reader may press the button again.</summary>
    public static readonly TimeSpan SameForm = TimeSpan.FromSeconds(60);

    public SiteId SiteId { get; private set; } = siteId;

    public byte[] Key { get; private set; } = key;

    public byte[] BodyHash { get; private set; } = bodyHash;

    public CommentId CommentId { get; private set; } = commentId;

    public DateTimeOffset At { get; private set; } = at;

    public void Renew(byte[] bodyHash, CommentId commentId, DateTimeOffset at) =>
        (BodyHash, CommentId, At) = (bodyHash, commentId, at);

    /// <summary>One hash of several texts that no other split of them has.</summary>
    public static byte[] HashOf(params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts)
        {
            hash.AppendData(BitConverter.GetBytes(Encoding.UTF8.GetByteCount(part)));
            hash.AppendData(Encoding.UTF8.GetBytes(part));
        }
        return hash.GetHashAndReset();
    }
}
