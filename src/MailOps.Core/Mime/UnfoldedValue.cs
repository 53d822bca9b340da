using System;
using System.Buffers;

namespace MailOps.Mime;

/// <summary>The bytes of a field value without its folds, copied only when there are any.</summary>
internal ref struct UnfoldedValue
{
    private byte[]? _rented;

    public UnfoldedValue(ReadOnlySpan<byte> raw, ref MimeFaults faults)
    {
        var value = LineEnds.Trim(raw);
        if (value.IndexOfAny(LineEnds.Cr, LineEnds.Lf, (byte)0) < 0)
        {
            Span = value;
            return;
        }

        _rented = ArrayPool<byte>.Shared.Rent(value.Length);
        Span = _rented.AsSpan(0, HeaderText.Unfold(value, _rented, ref faults));
    }

    public ReadOnlySpan<byte> Span { get; private set; }

    public void Dispose()
    {
        Span = default;
        if (_rented is not null)
        {
            ArrayPool<byte>.Shared.Return(_rented);
            _rented = null;
        }
    }
}
