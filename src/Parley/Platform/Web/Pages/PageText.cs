using System.Buffers;
using System.Text;

namespace Parley.Platform.Web.Pages;

/// <summary>Gathers a page in borrowed memory, so that drawing one leaves nothing behind but its bytes.</summary>
internal sealed class PageText : TextWriter
{
    /// <summary>Room for a usual page of a thread, in characters.</summary>
    private const int InitialLength = 64 * 1024;

    private char[] characters = ArrayPool<char>.Shared.Rent(InitialLength);
    private int length;

    public override Encoding Encoding => Encoding.UTF8;

    public ReadOnlySpan<char> Written => characters.AsSpan(0, length);

    public override void Write(char value)
    {
        if (length == characters.Length)
            Grow(1);
        characters[length++] = value;
    }

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        if (buffer.Length > characters.Length - length)
            Grow(buffer.Length);
        buffer.CopyTo(characters.AsSpan(length));
        length += buffer.Length;
    }

    public byte[] ToUtf8()
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(Written)];
        Encoding.UTF8.GetBytes(Written, bytes);
        return bytes;
    }

    public override string ToString() => Written.ToString();

    protected override void Dispose(bool disposing)
    {
        ArrayPool<char>.Shared.Return(characters);
        characters = [];
        length = 0;
        base.Dispose(disposing);
    }

    private void Grow(int atLeast)
    {
        var larger = ArrayPool<char>.Shared.Rent(Math.Max(characters.Length * 2, length + atLeast));
        Written.CopyTo(larger);
        ArrayPool<char>.Shared.Return(characters);
        characters = larger;
    }
}
