using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Parley.Transfer.Records;

namespace Parley.Transfer.Export;

/// <summary>Writes records, one a line.</summary>
internal sealed class RecordWriter(Stream to) : IDisposable
{
    private const int FlushAt = 128 * 1024;

    private readonly ArrayBufferWriter<byte> _buffer = new(2 * FlushAt);
    private readonly Utf8JsonWriter _json = new(Stream.Null, RecordJson.Writing);

    public async ValueTask Write<T>(T record, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        _json.Reset(_buffer);
        JsonSerializer.Serialize(_json, record, type);
        await _json.FlushAsync(cancellation);
        _buffer.Write("\n"u8);
        if (_buffer.WrittenCount >= FlushAt)
            await Flush(cancellation);
    }

    public async ValueTask Flush(CancellationToken cancellation)
    {
        await to.WriteAsync(_buffer.WrittenMemory, cancellation);
        _buffer.ResetWrittenCount();
        await to.FlushAsync(cancellation);
    }

    public void Dispose() => _json.Dispose();
}
