using System;
using System.IO;
using System.Text;

namespace MailOps.Cli;

/// <summary>Standard output whose failures are errors of the command: a full disk behind <c>&gt; file</c> has a message and an exit code.</summary>
internal sealed class StandardOutput : Stream
{
    private readonly Stream _inner;

    internal StandardOutput(Stream inner) => _inner = inner;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public static Stream Open() => new StandardOutput(Console.OpenStandardOutput());

    /// <summary>Text on standard output; UTF-8, whatever the code page of a Windows console says.</summary>
    public static TextWriter OpenText() => new StreamWriter(Open(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true };

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            _inner.Write(buffer);
        }
        catch (IOException error)
        {
            throw new MailOpsException(
                "MailOps.Output.Failed",
                MailOpsErrorKind.ResourceExhausted,
                $"The output cannot be written: {error.Message}.",
                "Free some disk space, or write to another place, and run the same command again.",
                error);
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush() => _inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
