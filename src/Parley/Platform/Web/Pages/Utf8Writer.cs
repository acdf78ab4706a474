using System.Buffers;
using System.Text;

namespace Parley.Platform.Web.Pages;

/// <summary>Text straight into UTF-8 bytes, with no string or array of characters in between.</summary>
internal sealed class Utf8Writer(IBufferWriter<byte> bytes) : TextWriter
{
    /// <summary>Keeps half a surrogate pair until its other half is written.</summary>
    private readonly Encoder encoder = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetEncoder();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => Write([value]);

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer) => encoder.Convert(buffer, bytes, flush: false, out _, out _);

    public override void Flush() => encoder.Convert([], bytes, flush: true, out _, out _);
}
