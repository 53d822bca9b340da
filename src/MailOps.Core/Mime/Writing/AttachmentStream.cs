using System;
using System.IO;

namespace MailOps.Mime;

/// <summary>Reads the source of an attachment; an error while reading names the attachment, so that it cannot be taken for one of the target.</summary>
internal sealed class AttachmentStream(Stream source, string name, bool leaveOpen) : ForwardStream
{
    public override int Read(byte[] buffer, int offset, int count)
    {
        try
        {
            return source.Read(buffer, offset, count);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            throw MimeErrors.AttachmentUnreadable(name, e);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !leaveOpen)
        {
            source.Dispose();
        }

        base.Dispose(disposing);
    }
}
