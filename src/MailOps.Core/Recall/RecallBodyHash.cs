using System;
using System.IO;
using MailOps.Authentication.Signing;
using MailOps.Outbox;

namespace MailOps.Recall;

/// <summary>
/// The hash of a body that survives transport: the relaxed form of RFC 6376 section 3.4.4 forgives what relays do to white space at line
/// ends, and nothing that a person would see.
/// </summary>
internal static class RecallBodyHash
{
    public static string Of(ReadOnlyMemory<byte> body)
    {
        using var stream = new Sink();
        stream.Append(body.Span);
        return stream.Finish();
    }

    /// <summary>A stream that keeps nothing of what is written but its hash.</summary>
    public sealed class Sink : Stream
    {
        private readonly BodyHashes _hashes = new();
        private readonly BodyHash _hash;

        public Sink() => _hash = _hashes.Request(Canonicalization.Relaxed, length: null);

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public void Append(ReadOnlySpan<byte> data) => _hashes.Append(data);

        public string Finish()
        {
            _hashes.Complete();
            return MailDigest.ToText(_hash.Result);
        }

        public override void Write(byte[] buffer, int offset, int count) => _hashes.Append(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _hashes.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
