using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Mailboxes;

/// <summary>Reads files of a Maildir.</summary>
internal static class MaildirContent
{
    // A header longer than this is none.
    private const int MaxHeader = 1 << 20;

    /// <summary>Opens a message; null when it is gone.</summary>
    public static FileStream? Open(string uid, Func<string, string?> locate)
    {
        for (var attempt = 0; attempt < 3 && locate(uid) is { } file; attempt++)
        {
            try
            {
                return new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            }
            catch (FileNotFoundException)
            {
                // Renamed by somebody else at this moment.
            }
        }

        return null;
    }

    /// <summary>Reads what is asked for; null when the message is gone.</summary>
    public static MailItem? Read(string uid, Func<string, string?> locate, MailFetch what)
    {
        using var file = Open(uid, locate);
        if (file is null)
        {
            return null;
        }

        var content = what.ContentLimit > 0 ? ReadStart(file, what.ContentLimit) : [];
        var header = ReadOnlyMemory<byte>.Empty;
        if (what.Header || what.HeaderFields.Count > 0)
        {
            file.Position = 0;
            var start = ReadStart(file, MaxHeader);
            header = start.AsMemory(0, HeaderLength(start));
        }

        return new MailItem
        {
            Uid = uid,
            Flags = what.Flags ? FlagsOf(file.Name) : null,
            InternalDate = what.InternalDate ? File.GetLastWriteTimeUtc(file.Name) : null,
            Size = what.Size || what.ContentLimit > 0 ? file.Length : null,
            Header = header,
            Structure = what.Structure ? MaildirStructure.Read(file) : null,
            Content = content,
            IsTruncated = what.ContentLimit > 0 && file.Length > content.Length,
        };
    }

    /// <summary>The flags and keywords of a file.</summary>
    public static MailFlagSet FlagsOf(string file)
    {
        var name = MaildirName.Parse(Path.GetFileName(file));
        return name.Keywords.Any() ? MaildirKeywords.Of(Path.GetDirectoryName(Path.GetDirectoryName(file))!).Read(name) : MailFlagSet.Of(name.Flags);
    }

    /// <summary>Writes a section into a stream.</summary>
    public static async Task<long> CopyAsync(
        FileStream file, MailSection section, Stream destination, long offset, long? count, CancellationToken cancellationToken)
    {
        var (start, end) = (0L, file.Length);
        switch (section.ToString())
        {
            case "":
                break;
            case "HEADER":
                end = HeaderLength(ReadStart(file, MaxHeader));
                break;
            case "TEXT":
                start = HeaderLength(ReadStart(file, MaxHeader));
                break;
            default:
                throw MailboxErrors.NotSupported("a single part of a message in a Maildir");
        }

        file.Position = Math.Min(start + offset, end);
        var left = Math.Min(count ?? long.MaxValue, end - file.Position);
        var written = 0L;
        var buffer = new byte[64 * 1024];
        while (left > 0)
        {
            var read = await Platform.PlatformSockets.ReadAsync(file, buffer.AsMemory(0, (int)Math.Min(left, buffer.Length)), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                break;
            }

            await Platform.PlatformSockets.WriteAsync(destination, buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            written += read;
            left -= read;
        }

        return written;
    }

    // Up to and with the empty line.
    private static int HeaderLength(byte[] content)
    {
        for (var i = 0; i < content.Length; i++)
        {
            if (content[i] == '\n' && (i + 1 >= content.Length || content[i + 1] == '\n' || (content[i + 1] == '\r' && i + 2 < content.Length && content[i + 2] == '\n')))
            {
                return Math.Min(content.Length, i + (i + 1 < content.Length && content[i + 1] == '\r' ? 3 : 2));
            }
        }

        return content.Length;
    }

    private static byte[] ReadStart(FileStream file, int limit)
    {
        file.Position = 0;
        var content = new byte[(int)Math.Min(limit, file.Length)];
        var length = 0;
        while (length < content.Length && file.Read(content, length, content.Length - length) is > 0 and var read)
        {
            length += read;
        }

        if (length < content.Length)
        {
            Array.Resize(ref content, length);
        }

        return content;
    }
}
