namespace Parley.Tests.Transfer;

/// <summary>A file whose second reading, the one that is written from, is stopped part of the way.</summary>
internal sealed class StoppedFile(byte[] content, long after, CancellationTokenSource stop) : MemoryStream(content)
{
    private int _readings = 1;

    public override long Position
    {
        get => base.Position;
        set
        {
            base.Position = value;
            _readings += value == 0 ? 1 : 0;
        }
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_readings > 1 && Position >= after)
            stop.Cancel();
        return base.ReadAsync(buffer, cancellationToken);
    }
}
