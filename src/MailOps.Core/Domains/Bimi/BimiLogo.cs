using System.Collections.Generic;
using System.IO;
using System.IO.Compression;

namespace MailOps.Domains.Bimi;

/// <summary>The octets of a logo, unpacked where they were packed (SVGZ), within limits.</summary>
internal static class BimiLogo
{
    // Far above every real logo (32 KB); a bomb is cut off here.
    private const int MaxUnpacked = 512 * 1024;

    /// <summary>Unpacks.</summary>
    /// <param name="content">What was fetched.</param>
    /// <param name="findings">Gets what is wrong.</param>
    /// <returns>The plain octets; null when they cannot be had.</returns>
    public static byte[]? Unpack(byte[] content, List<Finding> findings)
    {
        if (!IsPacked(content))
        {
            return content;
        }

        try
        {
            return Unpack(content) is { } plain ? plain : Refuse(findings, Sized(MaxUnpacked));
        }
        catch (InvalidDataException e)
        {
            return Refuse(findings, e.Message);
        }
    }

    /// <summary>Whether octets begin as gzip does (RFC 1952 section 2.3.1).</summary>
    public static bool IsPacked(byte[] content) => content.Length > 2 && content[0] == 0x1F && content[1] == 0x8B;

    private static byte[]? Unpack(byte[] content)
    {
        using var packed = new GZipStream(new MemoryStream(content), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        var buffer = new byte[8192];
        int count;
        while ((count = packed.Read(buffer, 0, buffer.Length)) > 0)
        {
            if (plain.Length + count > MaxUnpacked)
            {
                return null;
            }

            plain.Write(buffer, 0, count);
        }

        return plain.ToArray();
    }

    private static byte[]? Refuse(List<Finding> findings, string reason)
    {
        findings.Add(BimiFindings.Packed.Found(reason));
        return null;
    }

    private static string Sized(int limit) => new Localized($"it has more than {limit} octets", $"es hat mehr als {limit} Oktette").Current;
}
