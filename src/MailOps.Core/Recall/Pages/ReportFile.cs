using System;
using System.IO;
using System.Text;

namespace MailOps.Recall;

/// <summary>Writes a report into a file, in place of one that is there.</summary>
internal static class ReportFile
{
    /// <exception cref="MailOpsException"><c>MailOps.Recall.ReportNotWritten</c>.</exception>
    public static void Write(string path, Action<TextWriter> write)
    {
        try
        {
            using var writer = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            write(writer);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw RecallErrors.ReportNotWritten(path, e);
        }
    }
}
