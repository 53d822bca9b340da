using System;
using System.IO;

namespace MailOps.Mime;

/// <summary>A file that goes with a message, read when the message is written; also an image that its HTML text shows.</summary>
public sealed class MimeAttachment
{
    private readonly Func<Stream> _open;
    private readonly bool _leaveOpen;

    private MimeAttachment(string name, long? length, Func<Stream> open, bool leaveOpen = false)
    {
        Name = name;
        Length = length;
        ContentType = MediaTypes.Guess(name);
        _open = open;
        _leaveOpen = leaveOpen;
    }

    /// <summary>The file name that the recipient sees, without folders.</summary>
    public string Name { get; }

    /// <summary>The media type, guessed by the ending of the name unless set.</summary>
    /// <exception cref="MailOpsException"><c>MailOps.Mime.InvalidMediaType</c>: not <c>type/subtype</c>.</exception>
    public string ContentType
    {
        get;
        set => field = MediaTypes.IsValid(value) ? value : throw MimeErrors.InvalidMediaType(value);
    }

    /// <summary>The id by which HTML refers to an inline image, <c>&lt;img src="cid:ID"&gt;</c>, without angle brackets (RFC 2392).</summary>
    public string? ContentId { get; set; }

    /// <summary>The size in bytes; null when the source does not know it.</summary>
    public long? Length { get; }

    /// <summary>A file, opened when the message is written.</summary>
    /// <param name="path">The path in the file system.</param>
    /// <param name="name">The name the recipient sees; null for that of the file.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Mime.AttachmentUnreadable</c>: there is no such file.</exception>
    public static MimeAttachment FromFile(string path, string? name = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw MimeErrors.AttachmentMissing(path);
        }

        return new MimeAttachment(
            NameOf(name ?? file.Name), file.Length, () => new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.Read));
    }

    /// <summary>Bytes in memory.</summary>
    /// <param name="content">The content; not copied.</param>
    /// <param name="name">The name the recipient sees.</param>
    public static MimeAttachment FromBytes(byte[] content, string name)
    {
        ArgumentNullException.ThrowIfNull(content);
        return new MimeAttachment(NameOf(name), content.Length, () => new MemoryStream(content, writable: false));
    }

    /// <summary>A stream, read from where it stands to its end. One that cannot seek serves for one message only.</summary>
    /// <param name="content">The content; it stays open.</param>
    /// <param name="name">The name the recipient sees.</param>
    public static MimeAttachment FromStream(Stream content, string name)
    {
        ArgumentNullException.ThrowIfNull(content);
        var start = content.CanSeek ? content.Position : 0;
        var isRead = false;
        return new MimeAttachment(NameOf(name), content.CanSeek ? content.Length - start : null, Rewind, leaveOpen: true);

        Stream Rewind()
        {
            if (content.CanSeek)
            {
                content.Position = start;
            }
            else if (isRead)
            {
                throw new IOException("The stream has been read already.");
            }

            isRead = true;
            return content;
        }
    }

    /// <summary>The name and the media type.</summary>
    public override string ToString() => Name + " (" + ContentType + ")";

    /// <summary>The content; the caller closes it.</summary>
    /// <exception cref="MailOpsException"><c>MailOps.Mime.AttachmentUnreadable</c>: it has gone, is locked or forbidden.</exception>
    internal Stream Open()
    {
        try
        {
            return new AttachmentStream(_open(), Name, leaveOpen: _leaveOpen);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw MimeErrors.AttachmentUnreadable(Name, e);
        }
    }

    private static string NameOf(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        HeaderWriter.RefuseLineBreaks("Content-Disposition", name);
        var slash = name.LastIndexOfAny(['/', '\\']);
        return slash < 0 || slash == name.Length - 1 ? name : name.Substring(slash + 1);
    }
}
