using System;
using System.IO;

namespace MailOps.Reports;

/// <summary>Counts what was read: the packed side of an archive.</summary>
internal sealed class CountingStream(Stream inner) : ForwardStream
{
    public long Count { get; private set; }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = inner.Read(buffer, offset, count);
        Count += read;
        return read;
    }
}

/// <summary>The unpacked side of an archive: each byte is counted against the budget.</summary>
internal sealed class ExpandedStream(Stream inner, ReportBudget budget, Func<long> packed) : ForwardStream
{
    private long _count;

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = inner.Read(buffer, offset, count);
        _count += read;
        budget.Expand(read, _count, packed());
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}

/// <summary>Gives back the bytes that were read to see what a stream holds, then the rest of it.</summary>
internal sealed class ReplayStream(ReadOnlyMemory<byte> head, Stream rest) : ForwardStream
{
    private ReadOnlyMemory<byte> _head = head;

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (_head.IsEmpty)
        {
            return rest.Read(buffer, offset, count);
        }

        var taken = Math.Min(count, _head.Length);
        _head.Slice(0, taken).CopyTo(buffer.AsMemory(offset));
        _head = _head.Slice(taken);
        return taken;
    }
}

/// <summary>
/// Bounds what an XML parser must hold at once: names, attributes and text all end before the next tag begins, so a long way without one is no report.
/// </summary>
internal sealed class TagGuardStream(Stream inner, int maxBytes, string name) : ForwardStream
{
    private long _sinceTag;

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = inner.Read(buffer, offset, count);
        var last = buffer.AsSpan(offset, read).LastIndexOf((byte)'<');
        var first = buffer.AsSpan(offset, read).IndexOf((byte)'<');
        if (_sinceTag + (first < 0 ? read : first) > maxBytes)
        {
            throw new ReportFaultException(ReportFindings.Broken.Found(name, new Localized("it has no tags.", "es hat keine Tags.").Current));
        }

        _sinceTag = last < 0 ? _sinceTag + read : read - last;
        return read;
    }
}
