namespace Parley.Transfer.Import;

/// <summary>Reads a file line by line in bounded memory.</summary>
/// <param name="maxBytes">The longest line that is still read whole.</param>
internal sealed class LineReader(Stream stream, int maxBytes)
{
    private readonly byte[] _buffer = new byte[maxBytes + 1];
    private int _start;
    private int _end;
    private bool _isAtEnd;

    /// <summary>The line returned last, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>Whether the line returned last was too long; what was returned is its beginning.</summary>
    public bool IsTooLong { get; private set; }

    /// <returns>The next line without its end, valid until the next call; null after the last one.</returns>
    public async ValueTask<ReadOnlyMemory<byte>?> Next(CancellationToken cancellation)
    {
        if (IsTooLong)
            await SkipRest(cancellation);
        for (var searched = 0; ;)
        {
            var length = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (length >= 0)
                return Take(searched + length, 1);
            searched = _end - _start;
            if (_isAtEnd)
                return searched > 0 ? Take(searched, 0) : default(ReadOnlyMemory<byte>?);
            if (searched == _buffer.Length)
            {
                IsTooLong = true;
                return Take(searched, 0);
            }
            await Fill(cancellation);
        }
    }

    private ReadOnlyMemory<byte> Take(int length, int ending)
    {
        var line = _buffer.AsMemory(_start, length);
        _start += length + ending;
        Number++;
        return line;
    }

    private async ValueTask Fill(CancellationToken cancellation)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }
        var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellation);
        _isAtEnd = read == 0;
        _end += read;
    }

    private async ValueTask SkipRest(CancellationToken cancellation)
    {
        IsTooLong = false;
        while (!_isAtEnd)
        {
            var length = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            if (length >= 0)
            {
                _start += length + 1;
                return;
            }
            _start = _end;
            await Fill(cancellation);
        }
    }
}
