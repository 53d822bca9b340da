using System;
using System.Globalization;
using System.IO;

namespace MailOps.Authentication;

/// <summary>Opens the file of a message, and says what is wrong when that fails.</summary>
internal static class MessageFile
{
    private const int BufferSize = 64 * 1024;

    /// <exception cref="MailOpsException">MailOps.Authentication.MessageUnreadable.</exception>
    public static FileStream Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            if (InputFile.HasNoLength(path))
            {
                throw new InvalidDataException(new Localized("It is empty, or a pipe.", "Sie ist leer oder eine Pipe.").Current);
            }

            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferSize, FileOptions.SequentialScan | FileOptions.Asynchronous);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new MailOpsException(
                "MailOps.Authentication.MessageUnreadable",
                e is FileNotFoundException or DirectoryNotFoundException ? MailOpsErrorKind.NotFound
                    : e is UnauthorizedAccessException ? MailOpsErrorKind.AccessDenied
                    : e is InvalidDataException ? MailOpsErrorKind.InvalidData : MailOpsErrorKind.Unavailable,
                string.Format(
                    CultureInfo.InvariantCulture,
                    new Localized("The message {0} cannot be read: {1}", "Die Nachricht {0} lässt sich nicht lesen: {1}").Current,
                    path,
                    e.Message),
                new Localized("Check the path and your rights.", "Pfad und Rechte prüfen.").Current,
                e);
        }
    }
}
