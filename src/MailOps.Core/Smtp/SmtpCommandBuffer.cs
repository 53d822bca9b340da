using System;
using System.Text;

namespace MailOps.Smtp;

/// <summary>
/// Collects command lines, so that a pipelined group leaves in one packet. The last guard against command injection stands here: whatever
/// was checked before, no CR, LF or NUL passes.
/// </summary>
internal sealed class SmtpCommandBuffer
{
    private byte[] _bytes = new byte[512];
    private int _length;

    /// <summary>What has been collected; valid until the next change.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes.AsMemory(0, _length);

    /// <summary>Octets collected.</summary>
    public int Length => _length;

    public void Clear() => _length = 0;

    /// <summary>Appends a line and its CRLF.</summary>
    /// <param name="line">The command with its arguments.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Smtp.CommandInjection</c>.</exception>
    public void AppendLine(string line)
    {
        if (line.AsSpan().IndexOfAny('\r', '\n', '\0') >= 0)
        {
            throw SmtpErrors.CommandInjection("command", line);
        }

        var needed = _length + Encoding.UTF8.GetMaxByteCount(line.Length) + 2;
        if (needed > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(needed, 2 * _bytes.Length));
        }

        _length += Encoding.UTF8.GetBytes(line, 0, line.Length, _bytes, _length);
        _bytes[_length++] = (byte)'\r';
        _bytes[_length++] = (byte)'\n';
    }
}
