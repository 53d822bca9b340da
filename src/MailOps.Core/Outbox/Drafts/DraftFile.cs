using System;
using System.IO;

namespace MailOps.Outbox;

/// <summary>Reads files that somebody named, with an error that names them.</summary>
internal static class DraftFile
{
    /// <exception cref="MailOpsException"><c>MailOps.Draft.InputUnreadable</c>.</exception>
    public static byte[] ReadBytes(string path) => Read(path, long.MaxValue, File.ReadAllBytes);

    /// <exception cref="MailOpsException"><c>MailOps.Draft.InputUnreadable</c>.</exception>
    public static string ReadText(string path, long maxBytes) => Read(path, maxBytes, File.ReadAllText);

    /// <exception cref="MailOpsException"><c>MailOps.Draft.NotWritten</c>.</exception>
    public static void Write(string path, byte[] content)
    {
        try
        {
            File.WriteAllBytes(path, content);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw DraftErrors.NotWritten(path, e);
        }
    }

    private static T Read<T>(string path, long maxBytes, Func<string, T> read)
    {
        try
        {
            return new FileInfo(path).Length <= maxBytes ? read(path) : throw new IOException("> " + maxBytes + " bytes");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw DraftErrors.InputUnreadable(path, e);
        }
    }
}
