using System.IO;

namespace MailOps.Reports;

/// <summary>Reads what must be at hand as a whole, up to a limit.</summary>
internal static class ReportBytes
{
    /// <exception cref="ReportFaultException">There is more.</exception>
    public static byte[] ReadAll(Stream stream, string name, int limit)
    {
        var copy = new MemoryStream();
        var buffer = new byte[65536];
        int read;
        while ((read = stream.Read(buffer, 0, buffer.Length)) > 0)
        {
            if (copy.Length + read > limit)
            {
                throw new ReportFaultException(ReportFindings.TooLarge.Found(name, (long)limit));
            }

            copy.Write(buffer, 0, read);
        }

        return copy.ToArray();
    }
}
